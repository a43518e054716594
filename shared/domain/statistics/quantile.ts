import { quantileOf } from '../numbers/quantile.ts';

/** The values that are there, as a copy that may be reordered. */
const present = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value));

/** Quantile of type 7 of the values that are there (NaN left out); `share` in 0..1. NaN when there is none. */
export const quantile = (values: Float64Array, share: number): number => quantileOf(present(values), share);

/** The middle value, or the mean of the two middle ones; NaN when there is none. */
export const median = (values: Float64Array): number => quantile(values, 0.5);

/** Median of |x - median(x)|, unscaled; NaN when there is no value. */
export function medianAbsoluteDeviation(values: Float64Array): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}

/** Third quartile minus first; NaN when there is no value. */
export const quartileRange = (values: Float64Array): number => quantile(values, 0.75) - quantile(values, 0.25);
