import { mean, standardDeviation } from '../../statistics/moments.ts';

/** How much of the differences between areas a division catches, in one indicator. */
export interface SpreadOfIndicator {
  readonly id: string;
  /** Over all areas in a group, n - 1. */
  readonly sd: number;
  /** Root mean square of the areas' distance to their group's mean: sqrt(sum of squares within / (n - groups)). */
  readonly within: number;
  /** Share of the sum of squares that lies between groups (the correlation ratio squared); 1 - this is hidden within them. */
  readonly between: number;
  /** Spread within each group, n - 1; group 1 first, NaN for fewer than two areas. */
  readonly perGroup: readonly number[];
}

/**
 * Spread within the groups of a division, be it groups or area types: what an average of a group hides. Areas in no group (0), and
 * missing values, are left out. NaN where nothing varies or too few areas are left.
 */
export function spreadWithin(
  groups: ArrayLike<number>,
  indicators: readonly { readonly id: string; readonly values: Float64Array }[],
): SpreadOfIndicator[] {
  return indicators.map(({ id, values }) => {
    const members: number[][] = [];
    const all: number[] = [];
    values.forEach((value, area) => {
      const group = groups[area] ?? 0;
      if (group < 1 || Number.isNaN(value)) return;
      (members[group - 1] ??= []).push(value);
      all.push(value);
    });
    const columns = Array.from(members, (own) => Float64Array.from(own ?? []));
    const squares = (column: Float64Array): number => {
      const middle = mean(column);
      return column.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    };
    const whole = Float64Array.from(all);
    const total = squares(whole);
    const inside = columns.reduce((sum, column) => sum + (column.length === 0 ? 0 : squares(column)), 0);
    const filled = columns.filter((column) => column.length > 0).length;
    return {
      id,
      sd: standardDeviation(whole, 1),
      within: whole.length > filled ? Math.sqrt(inside / (whole.length - filled)) : Number.NaN,
      between: total > 0 ? 1 - inside / total : Number.NaN,
      perGroup: columns.map((column) => standardDeviation(column, 1)),
    };
  });
}
