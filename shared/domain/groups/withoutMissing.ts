import type { GroupsSpec } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import { codeOrder } from '../assess/ranking.ts';
import { median } from '../statistics/quantile.ts';

export interface WholeColumns {
  /** Position in the file of each area that is grouped, by area code, so that nothing depends on the order of the file. */
  readonly rows: Uint32Array;
  /** One column per indicator, aligned with `rows`, without holes. */
  readonly filled: readonly Float64Array[];
  /** Positions of the areas left out. */
  readonly dropped: readonly number[];
  /** Missing values that were given the column's median, per indicator. */
  readonly imputed: Int32Array;
}

/**
 * Rows by area code and columns without holes, as `missing` of the specification says.
 * @throws MethodError for a missing value that nothing is said of, an empty column, an indicator given twice, weights all zero
 */
export function withoutMissing(
  spec: GroupsSpec,
  areas: readonly string[],
  columns: readonly Float64Array[],
): WholeColumns {
  const seen = new Set<string>();
  spec.indicators.forEach(({ id }, i) => {
    if (seen.has(id)) throw new MethodError({ path: ['indicators', i, 'id'] }, 'groups.doubledIndicator', { id });
    seen.add(id);
  });
  if (spec.indicators.every(({ weight }) => weight === 0))
    throw new MethodError({ path: ['indicators'] }, 'groups.allWeightsZero');
  const byCode = codeOrder(areas);
  const hole = (row: number): number => columns.findIndex((column) => Number.isNaN(column[row]));
  const dropped: number[] = [];
  const imputed = new Int32Array(columns.length);
  if (spec.missing !== 'median')
    byCode.forEach((row) => {
      const at = hole(row);
      if (at < 0) return;
      const id = spec.indicators[at]?.id ?? '';
      if (spec.missing === undefined)
        throw new MethodError({ indicator: id, area: areas[row] ?? '' }, 'groups.missingValue', { id });
      dropped.push(row);
    });
  const out = new Set(dropped);
  const rows = byCode.filter((row) => !out.has(row));
  const filled = columns.map((column, j) => {
    const middle = median(column);
    if (Number.isNaN(middle)) {
      const id = spec.indicators[j]?.id ?? '';
      throw new MethodError({ indicator: id }, 'groups.emptyColumn', { id });
    }
    return Float64Array.from(rows, (row) => {
      const value = column[row] as number;
      if (!Number.isNaN(value)) return value;
      imputed[j] = (imputed[j] as number) + 1;
      return middle;
    });
  });
  return { rows, filled, dropped, imputed };
}
