import { admit, provenTogether } from '../checkedMark.ts';
import { assertChecked, type CheckedContent, type CheckedDimension, type CheckedTable } from '../checkedTable.ts';
import { statementRules } from '../rules.ts';

interface Wanted {
  readonly title: string;
  readonly measure: string;
  /** Decimals of what is shown. */
  readonly decimals: number;
}

/**
 * A table of means (a sum over the number of contributors) or of other ratios: numerator / denominator, cell by cell, of two tables that
 * were protected as parts of one system. Their published cells tell everything that the quotients tell, so that nothing new is
 * said. A cell is shown where both are, the denominator is not 0 and, for means, counts at least `meanContributors`.
 *
 * Both tables become the new one's basis: a release counts as if they left too. @throws RangeError for tables that were not
 * protected together, or over other dimensions
 */
export function checkRatio(
  numerator: CheckedTable,
  denominator: CheckedTable,
  wanted: Wanted & { readonly kind: 'mean' | 'ratio' },
): CheckedTable {
  assertChecked(numerator);
  assertChecked(denominator);
  const same = JSON.stringify(numerator.dimensions) === JSON.stringify(denominator.dimensions);
  if (!provenTogether(numerator, denominator) || !same)
    throw new RangeError('a ratio is of two tables over the same dimensions that were protected together');
  if (wanted.kind === 'mean' && denominator.kind !== 'frequency')
    throw new RangeError('the denominator of a mean is a count');
  const least = wanted.kind === 'mean' ? statementRules(denominator.rules).meanContributors : 0;
  const values = numerator.values.map((above, cell) => {
    const below = denominator.values[cell] ?? null;
    return above === null || below === null || below === 0 || below < least ? null : above / below;
  });
  return quotients(numerator, numerator.dimensions, wanted, values, [numerator, denominator]);
}

/**
 * A table of shares: one category of the dimension `column` over its total, for all nodes of the other dimensions. Both come from one
 * table of counts, so that what is not in the category is protected too. A share of fewer than `meanContributors` is not shown, nor
 * one of 0 or 1, which would be said of everyone in the cell.
 *
 * @throws RangeError for a table without that dimension or category, or that does not count
 */
export function checkShare(
  counts: CheckedTable,
  { column, category, ...wanted }: Wanted & { readonly column: string; readonly category: string },
): CheckedTable {
  assertChecked(counts);
  const at = counts.dimensions.findIndex((own) => own.column === column);
  const node = counts.dimensions[at]?.codes.indexOf(category) ?? -1;
  if (counts.kind !== 'frequency' || node < 1) throw new RangeError('a share is of a category of a table of counts');
  const size = (list: readonly CheckedDimension[]): number =>
    list.reduce((product, { codes }) => product * codes.length, 1);
  const step = size(counts.dimensions.slice(at + 1));
  const block = step * (counts.dimensions[at]?.codes.length ?? 1);
  const { meanContributors } = statementRules(counts.rules);
  const values = Array.from({ length: counts.values.length / (block / step) }, (_, own) => {
    const total = Math.floor(own / step) * block + (own % step);
    const [below, above] = [counts.values[total] ?? null, counts.values[total + node * step] ?? null];
    if (below === null || above === null || below < meanContributors) return null;
    return above === 0 || above === below ? null : above / below;
  });
  const dimensions = counts.dimensions.filter((_, d) => d !== at);
  return quotients(counts, dimensions, { ...wanted, kind: 'share' }, values, [counts]);
}

function quotients(
  like: CheckedTable,
  dimensions: readonly CheckedDimension[],
  { title, measure, kind, decimals }: Wanted & { readonly kind: 'mean' | 'share' | 'ratio' },
  exact: readonly (number | null)[],
  basis: readonly CheckedTable[],
): CheckedTable {
  const values = exact.map((value) => (value === null ? null : Number(value.toFixed(decimals))));
  const hidden = values.flatMap((value, cell) => (value === null ? [cell] : []));
  const content: CheckedContent = {
    ...like,
    title,
    measure,
    kind,
    decimals,
    dimensions,
    values,
    states: values.map((value) => (value === null ? 'hidden' : 'published')),
    certificate: { hidden, intervals: [], bounds: [], equations: [], others: [], least: null, waived: [] },
    counts: { cells: values.length, published: values.length - hidden.length, hidden: hidden.length },
    basis,
  };
  const [checked] = admit([content]);
  return checked as unknown as CheckedTable;
}
