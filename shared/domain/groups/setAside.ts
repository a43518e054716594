import { median, medianAbsoluteDeviation, quartileRange } from '../statistics/quantile.ts';

const MAD_TO_SD = 1.4826;
const QUARTILE_RANGE_TO_SD = 1.349;

/** An area that is not let to shape the groups. */
export interface SetAside {
  /** Position among the rows given. */
  readonly row: number;
  /** Position of the column in which it lies furthest out. */
  readonly column: number;
  /** Robust standard deviations from the median, with sign. */
  readonly deviations: number;
}

/**
 * Rows with |x - median| / (1.4826 MAD) > `beyond` in any column that weighs (quartile range / 1.349 where the MAD is 0; a column
 * without either sets nothing aside). By rising row; of several columns the one in which the row lies furthest out, ties: the first.
 */
export function farRows(
  columns: readonly { readonly weight: number; readonly values: Float64Array }[],
  beyond: number,
): SetAside[] {
  const furthest = new Map<number, SetAside>();
  columns.forEach(({ weight, values }, column) => {
    if (weight === 0) return;
    const middle = median(values);
    const mad = MAD_TO_SD * medianAbsoluteDeviation(values);
    const scale = mad > 0 ? mad : quartileRange(values) / QUARTILE_RANGE_TO_SD;
    if (!(scale > 0)) return;
    values.forEach((value, row) => {
      const deviations = (value - middle) / scale;
      if (!(Math.abs(deviations) > beyond)) return;
      const before = furthest.get(row);
      if (before === undefined || Math.abs(deviations) > Math.abs(before.deviations))
        furthest.set(row, { row, column, deviations });
    });
  });
  return [...furthest.values()].sort((a, b) => a.row - b.row);
}
