import { type Points, squaredDistance } from '../points.ts';

/** A division of points into k groups with their sums, changed in place while it is improved. */
export interface Partition {
  readonly k: number;
  /** Group of each point, 0..k-1. */
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  /** Group means, k rows of p. */
  readonly centres: Float64Array;
}

/** Sizes and means from the labels, summed in the order of the points, so that they owe nothing to how they were reached. */
export function recompute(points: Points, partition: Partition): void {
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  sizes.fill(0);
  centres.fill(0);
  for (let i = 0; i < n; i += 1) {
    const c = labels[i] as number;
    sizes[c] = (sizes[c] as number) + 1;
    for (let j = 0; j < p; j += 1) centres[c * p + j] = (centres[c * p + j] as number) + (values[i * p + j] as number);
  }
  for (let c = 0; c < k; c += 1)
    for (let j = 0; j < p; j += 1) centres[c * p + j] = (centres[c * p + j] as number) / (sizes[c] as number);
}

/** Sum of squared distances to the group mean, in the order of the points. */
export function inertiaOf(points: Points, { labels, centres }: Partition): number {
  let sum = 0;
  for (let i = 0; i < points.n; i += 1)
    sum += squaredDistance(points.values, i, centres, labels[i] as number, points.p);
  return sum;
}

/**
 * Gives every empty group the point that lies farthest from its own mean (ties: the first), out of groups with more than
 * one point. Means are left as they are but for the group that was empty. Says whether there was any.
 */
export function fillEmpty(points: Points, partition: Partition): boolean {
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  let filled = false;
  for (let empty = 0; empty < k; empty += 1) {
    if (sizes[empty] !== 0) continue;
    let farthest = -1;
    let most = -1;
    for (let i = 0; i < n; i += 1) {
      const own = labels[i] as number;
      if ((sizes[own] as number) < 2) continue;
      const distance = squaredDistance(values, i, centres, own, p);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    if (farthest < 0) return filled;
    const from = labels[farthest] as number;
    labels[farthest] = empty;
    sizes[from] = (sizes[from] as number) - 1;
    sizes[empty] = 1;
    centres.set(values.subarray(farthest * p, (farthest + 1) * p), empty * p);
    filled = true;
  }
  return filled;
}
