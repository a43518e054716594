/** Sum of the values that are there, in order, and their number; NaN is missing and left out. */
export function validCount(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count += 1;
  return count;
}

/** Arithmetic mean over the values that are there (NaN left out); NaN when there are none. */
export function mean(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/**
 * Standard deviation sqrt(sum (x - mean)^2 / (n - ddof)) over the values that are there, in two passes.
 * A column whose values are all equal gives exactly 0. NaN when n <= ddof.
 */
export function standardDeviation(values: Float64Array, ddof: 0 | 1): number {
  const { low, high, count } = extremes(values);
  if (count <= ddof) return Number.NaN;
  // The rounded mean of equal values may differ from them in the last bit; their spread is 0 all the same.
  if (low === high) return 0;
  const centre = mean(values);
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - centre) ** 2;
  return Math.sqrt(squares / (count - ddof));
}

/** Smallest and largest value that is there, and how many there are; without any, low = Infinity and high = -Infinity. */
export function extremes(values: Float64Array): { low: number; high: number; count: number } {
  let low = Infinity;
  let high = -Infinity;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    count += 1;
  }
  return { low, high, count };
}
