import { distanceSums } from './distanceSums.ts';
import { type Points, squaredDistance } from './points.ts';

/** A finished division of the points, groups 0..k-1. */
export interface Division {
  readonly k: number;
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  /** Group means, k rows of p. */
  readonly centres: Float64Array;
}

/**
 * Mean silhouette of several divisions of the same points, exact and with each pair's distance computed once (Rousseeuw,
 * "Silhouettes", 1987): s_i = (b - a) / max(a, b), a = mean distance to the others of the own group, b = the least mean
 * distance to another group. A point alone in its group has 0, and so has one with a = b = 0.
 * Time n^2 (p + number of divisions) / 2. NaN for a division into one group.
 * @param report told now and then how many points are done; may throw to stop
 */
export function silhouettes(
  points: Points,
  divisions: readonly Pick<Division, 'k' | 'labels' | 'sizes'>[],
  report: (done: number, total: number) => void = () => undefined,
): Float64Array {
  const sums = distanceSums(points, divisions, report);
  return Float64Array.from(
    divisions,
    (division, d) =>
      valuesFromSums(division, sums[d] as Float64Array, points.n).reduce((sum, own) => sum + own, 0) / points.n,
  );
}

/** The silhouette of every point of one division, as `silhouettes` counts its mean. NaN for a division into one group. */
export function silhouetteValues(points: Points, division: Pick<Division, 'k' | 'labels' | 'sizes'>): Float64Array {
  const [sums = new Float64Array()] = distanceSums(points, [division]);
  return valuesFromSums(division, sums, points.n);
}

function valuesFromSums(
  { k, labels, sizes }: Pick<Division, 'k' | 'labels' | 'sizes'>,
  sums: Float64Array,
  n: number,
): Float64Array {
  const values = new Float64Array(n);
  if (k < 2) return values.fill(Number.NaN);
  for (let i = 0; i < n; i += 1) {
    const own = labels[i] as number;
    const size = sizes[own] as number;
    if (size < 2) continue;
    const within = (sums[own * n + i] as number) / (size - 1);
    let between = Infinity;
    for (let c = 0; c < k; c += 1) {
      if (c === own) continue;
      const mean = (sums[c * n + i] as number) / (sizes[c] as number);
      if (mean < between) between = mean;
    }
    const larger = Math.max(within, between);
    if (larger > 0) values[i] = (between - within) / larger;
  }
  return values;
}

/**
 * Calinski and Harabasz ("A dendrite method for cluster analysis", 1974): (B / (k - 1)) / (W / (n - k)), B and W the sums of
 * squares between and within groups. NaN when k = 1 or k = n; Infinity when W = 0.
 */
export function calinskiHarabasz(points: Points, { k, labels, sizes, centres }: Division): number {
  const { n, p, values } = points;
  if (k < 2 || k >= n) return Number.NaN;
  const middle = new Float64Array(p);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < p; j += 1) middle[j] = (middle[j] as number) + (values[i * p + j] as number);
  for (let j = 0; j < p; j += 1) middle[j] = (middle[j] as number) / n;
  let between = 0;
  for (let c = 0; c < k; c += 1) between += (sizes[c] as number) * squaredDistance(centres, c, middle, 0, p);
  let within = 0;
  for (let i = 0; i < n; i += 1) within += squaredDistance(values, i, centres, labels[i] as number, p);
  return between / (k - 1) / (within / (n - k));
}

/**
 * Davies and Bouldin ("A cluster separation measure", 1979): mean over groups of the largest (s_a + s_b) / d_ab, s the mean
 * distance of a group's points to its mean, d the distance between means. Lower is better. NaN when k = 1.
 */
export function daviesBouldin(points: Points, { k, labels, sizes, centres }: Division): number {
  const { n, p, values } = points;
  if (k < 2) return Number.NaN;
  const spread = new Float64Array(k);
  for (let i = 0; i < n; i += 1) {
    const c = labels[i] as number;
    spread[c] = (spread[c] as number) + Math.sqrt(squaredDistance(values, i, centres, c, p));
  }
  for (let c = 0; c < k; c += 1) spread[c] = (spread[c] as number) / (sizes[c] as number);
  let total = 0;
  for (let a = 0; a < k; a += 1) {
    let worst = 0;
    for (let b = 0; b < k; b += 1) {
      if (a === b) continue;
      const apart = Math.sqrt(squaredDistance(centres, a, centres, b, p));
      worst = Math.max(worst, ((spread[a] as number) + (spread[b] as number)) / apart);
    }
    total += worst;
  }
  return total / k;
}

/**
 * Margin of each point: (d2 - d1) / d2, d1 the distance to the mean of its own group and d2 to the nearest other. 0 =
 * between two groups, 1 = on its own mean. Negative when another mean is nearer, which k-means never leaves.
 */
export function margins(points: Points, { k, labels, centres }: Division): Float64Array {
  const { n, p, values } = points;
  return Float64Array.from({ length: n }, (_none, i) => {
    const own = labels[i] as number;
    const toOwn = Math.sqrt(squaredDistance(values, i, centres, own, p));
    let toOther = Infinity;
    for (let c = 0; c < k; c += 1)
      if (c !== own) toOther = Math.min(toOther, Math.sqrt(squaredDistance(values, i, centres, c, p)));
    return toOther > 0 ? (toOther - toOwn) / toOther : 0;
  });
}
