import { type Points, squaredDistance } from '../points.ts';
import { fillEmpty, type Partition, recompute } from './partition.ts';

/** Lloyd's iteration always ends; the limit only guards against rounding that goes round in circles. */
const MAXIMUM_ROUNDS = 1000;

/**
 * Lloyd's iteration (assign every point to the nearest centre, move every centre to the mean) until nothing changes, with
 * the bounds of Hamerly ("Making k-means even faster", SIAM Data Mining 2010): per point an upper bound on the
 * distance to its own centre and a lower bound on that to the second nearest, so that most distances are never computed.
 * @param partition its `centres` are where to begin; labels, sizes and centres are the outcome
 */
export function iterate(points: Points, partition: Partition): void {
  const { n, p, values } = points;
  const { k, labels, centres } = partition;
  const upper = new Float64Array(n);
  const lower = new Float64Array(n);
  const before = new Float64Array(centres.length);
  const moved = new Float64Array(k);
  const half = new Float64Array(k);
  for (let i = 0; i < n; i += 1) assign(points, partition, i, upper, lower);
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    before.set(centres);
    recompute(points, partition);
    // A group without points has no mean; until it is given a point its centre stays where it was.
    for (let c = 0; c < k; c += 1)
      if (partition.sizes[c] === 0) centres.set(before.subarray(c * p, (c + 1) * p), c * p);
    if (fillEmpty(points, partition)) {
      recompute(points, partition);
      for (let i = 0; i < n; i += 1) assign(points, partition, i, upper, lower);
      continue;
    }
    let most = 0;
    let second = 0;
    let mover = -1;
    for (let c = 0; c < k; c += 1) {
      const distance = Math.sqrt(squaredDistance(before, c, centres, c, p));
      moved[c] = distance;
      if (distance > most) {
        second = most;
        most = distance;
        mover = c;
      } else if (distance > second) second = distance;
    }
    if (most === 0) return;
    halfGaps(centres, k, p, half);
    let changed = false;
    for (let i = 0; i < n; i += 1) {
      const own = labels[i] as number;
      const up = (upper[i] as number) + (moved[own] as number);
      const low = (lower[i] as number) - (own === mover ? second : most);
      const safe = Math.max(half[own] as number, low);
      upper[i] = up;
      lower[i] = low;
      if (up <= safe) continue;
      const exact = Math.sqrt(squaredDistance(values, i, centres, own, p));
      upper[i] = exact;
      if (exact <= safe) continue;
      assign(points, partition, i, upper, lower);
      if (labels[i] !== own) changed = true;
    }
    if (!changed) break;
  }
  recompute(points, partition);
}

/** Finds the nearest and the second nearest centre of one point; ties go to the lower group number. */
function assign(points: Points, partition: Partition, i: number, upper: Float64Array, lower: Float64Array): void {
  const { p, values } = points;
  const { k, centres } = partition;
  let nearest = Infinity;
  let second = Infinity;
  let group = 0;
  for (let c = 0; c < k; c += 1) {
    const distance = squaredDistance(values, i, centres, c, p);
    if (distance < nearest) {
      second = nearest;
      nearest = distance;
      group = c;
    } else if (distance < second) second = distance;
  }
  partition.labels[i] = group;
  upper[i] = Math.sqrt(nearest);
  lower[i] = Math.sqrt(second);
}

/** Half the distance from every centre to its nearest neighbour: within that, no other centre can be nearer. */
function halfGaps(centres: Float64Array, k: number, p: number, half: Float64Array): void {
  half.fill(Infinity);
  for (let a = 0; a < k; a += 1)
    for (let b = a + 1; b < k; b += 1) {
      const distance = Math.sqrt(squaredDistance(centres, a, centres, b, p)) / 2;
      if (distance < (half[a] as number)) half[a] = distance;
      if (distance < (half[b] as number)) half[b] = distance;
    }
}
