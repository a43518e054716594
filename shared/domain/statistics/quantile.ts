/** The values that are there (NaN left out), ascending. */
export const sortedValid = (values: Float64Array): Float64Array =>
  values.filter((value) => !Number.isNaN(value)).sort();

/**
 * Quantile of ascending values by linear interpolation, type 7 of Hyndman and Fan (1996), the default of R and numpy:
 * h = (n - 1) p, x[floor h] + (h - floor h)(x[floor h + 1] - x[floor h]). `share` in 0..1. NaN when empty.
 */
export function quantile(ascending: Float64Array, share: number): number {
  const last = ascending.length - 1;
  if (last < 0) return Number.NaN;
  const position = last * share;
  const below = Math.floor(position);
  const low = ascending[below] ?? Number.NaN;
  const high = ascending[Math.min(last, below + 1)] ?? Number.NaN;
  return low + (position - below) * (high - low);
}

/** The middle value, or the mean of the two middle ones; NaN when there is none. */
export const median = (values: Float64Array): number => quantile(sortedValid(values), 0.5);

/** Median of |x - median(x)|, unscaled; NaN when there is no value. */
export function medianAbsoluteDeviation(values: Float64Array): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}
