/**
 * Class limits for a column of area values. A set of limits b_1 < b_2 < ... < b_m cuts the line into m + 1 classes:
 * class 0 is x < b_1, class j is b_j <= x < b_(j+1), class m is x >= b_m. Missing values (NaN) take no part.
 * Every function returns strictly rising limits; ties and constant columns give fewer classes than asked for, never
 * two limits that are equal. An empty or all-missing column gives no limits, that is one class.
 */

const present = (values: Float64Array): Float64Array => values.filter((x) => Number.isFinite(x)).sort();

/** Drops limits that do not rise, and those that leave nothing below them. */
const rising = (limits: readonly number[], least: number): number[] => {
  const kept: number[] = [];
  let last = least;
  for (const limit of limits) {
    if (limit > last) {
      kept.push(limit);
      last = limit;
    }
  }
  return kept;
};

/**
 * Quantile limits: b_j is the quantile j / classes of the values that are present, by linear interpolation between
 * order statistics (Hyndman and Fan 1996, type 7). Values equal to a limit belong to the upper class.
 */
export function quantileLimits(values: Float64Array, classes: number): number[] {
  const sorted = present(values);
  const n = sorted.length;
  if (n === 0) return [];
  const limits: number[] = [];
  for (let j = 1; j < classes; j += 1) {
    const h = ((n - 1) * j) / classes;
    const low = Math.floor(h);
    const a = sorted[low] as number;
    const b = sorted[Math.min(low + 1, n - 1)] as number;
    limits.push(a + (h - low) * (b - a));
  }
  return rising(limits, sorted[0] as number);
}

/** Equal steps between the least and the greatest value: b_j = min + j (max - min) / classes. */
export function equalLimits(values: Float64Array, classes: number): number[] {
  const sorted = present(values);
  const n = sorted.length;
  if (n === 0) return [];
  const least = sorted[0] as number;
  const most = sorted[n - 1] as number;
  const limits = Array.from({ length: classes - 1 }, (_, j) => least + ((j + 1) * (most - least)) / classes);
  return rising(limits, least);
}

/**
 * Limits at m + t s for each step t, with the unweighted mean m and standard deviation s (n - 1) over areas. Fewer
 * than two values, or a constant column, give no limits.
 */
export function deviationLimits(values: Float64Array, steps: readonly number[]): number[] {
  const kept = present(values);
  const n = kept.length;
  if (n < 2) return [];
  let sum = 0;
  for (const x of kept) sum += x;
  const mean = sum / n;
  let squares = 0;
  for (const x of kept) squares += (x - mean) * (x - mean);
  const sd = Math.sqrt(squares / (n - 1));
  if (!(sd > 0)) return [];
  return rising(
    steps.map((step) => mean + step * sd),
    Number.NEGATIVE_INFINITY,
  );
}

/** Limits that a person chose: sorted, without repeats and without what is not a number. */
export function fixedLimits(limits: readonly number[]): number[] {
  return rising(
    limits.filter((x) => Number.isFinite(x)).sort((a, b) => a - b),
    Number.NEGATIVE_INFINITY,
  );
}
