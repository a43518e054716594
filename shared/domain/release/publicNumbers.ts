import { relationsBetween } from './relations.ts';

/** Columns of counts over areas, NaN where a count is not known. */
export interface NumberedColumns {
  /** Codes that mean the same ground wherever they stand. */
  readonly areas: readonly string[];
  /** One array per column, an entry per area. */
  readonly columns: readonly Float64Array[];
}

/**
 * Whether what has left is tied to what is to leave, told from the published numbers alone, for a table that left earlier and
 * cannot be counted again: a column of it that is, wherever it was published, the very count of a column of the new table; or a
 * sum across both that holds in every area where all of it is known. Numbers that never differ cannot be told apart, so that
 * what merely looks tied counts as tied, and so does a table of common areas of which nothing was published side by side.
 */
export function tiedByNumbers(earlier: NumberedColumns, fresh: NumberedColumns): boolean {
  const place = new Map(fresh.areas.map((code, i) => [code, i]));
  const common = earlier.areas.flatMap((code, own) => {
    const other = place.get(code);
    return other === undefined ? [] : [{ own, other }];
  });
  if (common.length === 0) return false;
  const theirs = earlier.columns.map((column) => Float64Array.from(common, ({ own }) => column[own] ?? Number.NaN));
  const ours = fresh.columns.map((column) => Float64Array.from(common, ({ other }) => column[other] ?? Number.NaN));
  const seen = theirs.filter((column) => column.some((count) => count > 0));
  if (seen.some((column) => ours.some((other) => neverDiffer(column, other)))) return true;
  const rows = [...common.keys()].filter((row) => seen.every((column) => !Number.isNaN(column[row])));
  if (rows.length === 0) return seen.length > 0;
  const over = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] ?? 0);
  const { relations, unclear } = relationsBetween([...seen.map(over), ...ours.map(over)]);
  const mixes = (columns: readonly number[]): boolean =>
    columns.some((column) => column < seen.length) && columns.some((column) => column >= seen.length);
  return unclear.length > 0 || relations.some(({ columns }) => mixes(columns));
}

const neverDiffer = (published: Float64Array, count: Float64Array): boolean =>
  published.every((value, row) => Number.isNaN(value) || value === count[row]);
