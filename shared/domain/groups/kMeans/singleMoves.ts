import { type Points, squaredDistance } from '../points.ts';
import type { Partition } from './partition.ts';

/** A move must lower the sum of squares by more than this share, so that rounding cannot move a point to and fro. */
const LEAST_GAIN = 1e-12;
const MAXIMUM_PASSES = 1000;

/**
 * Moves single points for as long as one lowers the inertia (Hartigan, "Clustering Algorithms", 1975; the optimal-transfer
 * step of Hartigan and Wong, AS 136, 1979). Taking point i out of group a saves n_a d^2(i, a) / (n_a - 1), putting it into b
 * costs n_b d^2(i, b) / (n_b + 1). What Lloyd's iteration cannot leave, this often can; a partition that it does not
 * change is one that Lloyd does not change either.
 *
 * A point whose two distances were far apart when last looked at is not looked at again before the centres have moved far
 * enough, counted along their path, for a move to be possible.
 */
export function moveSinglePoints(points: Points, partition: Partition): void {
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  const own = new Float64Array(n);
  const other = new Float64Array(n).fill(-Infinity);
  const seenAt = new Float64Array(n);
  // Length of the path of the centre that moved most in each move, summed: no distance has changed by more.
  let path = 0;
  for (let pass = 0; pass < MAXIMUM_PASSES; pass += 1) {
    let moves = 0;
    let leastCost = leastFactor(sizes);
    for (let i = 0; i < n; i += 1) {
      const from = labels[i] as number;
      const size = sizes[from] as number;
      if (size < 2) continue;
      const drift = path - (seenAt[i] as number);
      const low = (other[i] as number) - drift;
      const up = (own[i] as number) + drift;
      const saveFactor = size / (size - 1);
      if (low > 0 && leastCost * low * low > saveFactor * up * up) continue;
      const away = squaredDistance(values, i, centres, from, p);
      let to = from;
      let cheapest = Infinity;
      let nearest = Infinity;
      for (let c = 0; c < k; c += 1) {
        if (c === from) continue;
        const distance = squaredDistance(values, i, centres, c, p);
        const cost = (distance * (sizes[c] as number)) / ((sizes[c] as number) + 1);
        if (distance < nearest) nearest = distance;
        if (cost < cheapest) {
          cheapest = cost;
          to = c;
        }
      }
      own[i] = Math.sqrt(away);
      other[i] = Math.sqrt(nearest);
      seenAt[i] = path;
      const saved = saveFactor * away;
      if (!(cheapest < saved * (1 - LEAST_GAIN))) continue;
      const shiftFrom = shift(values, i, centres, from, p, -1 / (size - 1));
      const shiftTo = shift(values, i, centres, to, p, 1 / ((sizes[to] as number) + 1));
      labels[i] = to;
      sizes[from] = size - 1;
      sizes[to] = (sizes[to] as number) + 1;
      path += Math.max(shiftFrom, shiftTo);
      // What is known of this point was about its former group.
      other[i] = -Infinity;
      leastCost = leastFactor(sizes);
      moves += 1;
    }
    if (moves === 0) return;
  }
}

/** Moves a centre by `share` of the way to (or, when negative, away from) point i, and says how far. */
function shift(values: Float64Array, i: number, centres: Float64Array, c: number, p: number, share: number): number {
  let squares = 0;
  for (let j = 0; j < p; j += 1) {
    const at = centres[c * p + j] as number;
    const step = ((values[i * p + j] as number) - at) * share;
    centres[c * p + j] = at + step;
    squares += step * step;
  }
  return Math.sqrt(squares);
}

/** The least n / (n + 1) over the groups. */
function leastFactor(sizes: Int32Array): number {
  let least = Infinity;
  for (let c = 0; c < sizes.length; c += 1) if ((sizes[c] as number) < least) least = sizes[c] as number;
  return least / (least + 1);
}
