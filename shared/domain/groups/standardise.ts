import type { Standardisation } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import { extremes, mean, standardDeviation } from '../statistics/moments.ts';
import { median, medianAbsoluteDeviation, quartileRange } from '../statistics/quantile.ts';
import type { Points } from './points.ts';

const MAD_TO_SD = 1.4826;
const QUARTILE_RANGE_TO_SD = 1.349;

export interface ColumnToCluster {
  readonly id: string;
  readonly weight: number;
  /** No value missing. */
  readonly values: Float64Array;
}

/** What a column was shifted and divided by before it was multiplied with the square root of its weight. */
export interface ColumnScale {
  readonly centre: number;
  readonly scale: number;
}

/**
 * Centre and scale of one column: `none` 0 and 1; `z` mean and sd with n - 1; `range` minimum and range; `robust` median
 * and 1.4826 MAD, or the quartile range / 1.349 where the MAD is 0.
 * @throws MethodError for a column without spread, unless nothing is standardised
 */
export function scaleOfColumn({ id, values }: ColumnToCluster, how: Standardisation): ColumnScale {
  if (how === 'none') return { centre: 0, scale: 1 };
  const { centre, scale } = FORMULAS[how](values);
  if (!(scale > 0)) throw new MethodError({ indicator: id }, 'groups.constantColumn', { id });
  return { centre, scale };
}

const FORMULAS: Readonly<Record<Exclude<Standardisation, 'none'>, (values: Float64Array) => ColumnScale>> = {
  z: (values) => ({ centre: mean(values), scale: standardDeviation(values, 1) }),
  range: (values) => {
    const { low, high } = extremes(values);
    return { centre: low, scale: high - low };
  },
  robust: (values) => {
    const mad = MAD_TO_SD * medianAbsoluteDeviation(values);
    return { centre: median(values), scale: mad > 0 ? mad : quartileRange(values) / QUARTILE_RANGE_TO_SD };
  },
};

/**
 * The points to cluster: each column standardised, then multiplied by the square root of its weight, so that the weight
 * multiplies the column's part of every squared distance. Weight 1 leaves a column as it is.
 */
export function pointsToCluster(columns: readonly ColumnToCluster[], scales: readonly ColumnScale[]): Points {
  const p = columns.length;
  const n = columns[0]?.values.length ?? 0;
  const values = new Float64Array(n * p);
  columns.forEach((column, j) => {
    const { centre, scale } = scales[j] ?? { centre: 0, scale: 1 };
    const factor = Math.sqrt(column.weight);
    for (let i = 0; i < n; i += 1) values[i * p + j] = (((column.values[i] as number) - centre) / scale) * factor;
  });
  return { n, p, values };
}
