import { type Points, squaredDistance } from '../points.ts';
import { fillEmpty, type Partition, recompute } from './partition.ts';
import { forget, type Space, spaceFor } from './space.ts';

/** Lloyd's iteration always ends; the limit only guards against rounding that goes round in circles. */
const MAXIMUM_ROUNDS = 1000;

/**
 * Lloyd's iteration (assign every point to the nearest centre, move every centre to the mean) until nothing changes; a point that lies
 * as near to another centre as to its own stays.
 * @param partition its `centres` are where to begin; labels, sizes and centres are the outcome
 */
export function iterate(points: Points, partition: Partition): void {
  const { p } = points;
  const { k, labels, sizes, centres } = partition;
  const space = spaceFor(points, k);
  const width = space.points.p;
  for (let c = 0; c < k; c += 1) space.partition.centres.set(centres.subarray(c * p, (c + 1) * p), c * width);
  forget(space);
  iterateIn(space);
  labels.set(space.partition.labels);
  sizes.set(space.partition.sizes);
  for (let c = 0; c < k; c += 1) centres.set(space.partition.centres.subarray(c * width, c * width + p), c * p);
}

/**
 * The same from the centres and labels of a space; bounds leave most distances uncomputed.
 * The outcome stands in the space: groups, and the bounds of the distances to their means.
 */
export function iterateIn(space: Space): void {
  const { points, partition, bounds, moved } = space;
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  const sums = new Float64Array(k * p);
  const before = new Float64Array(p);
  const touched = new Uint8Array(k);
  space.assign();
  sumUp(points, partition, sums);
  touched.fill(1);
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    if (sizes.includes(0)) {
      recomputeKeeping(points, partition);
      fillEmpty(points, partition);
      recompute(points, partition);
      forget(space);
      space.assign();
      sumUp(points, partition, sums);
      touched.fill(1);
      continue;
    }
    let farthest = 0;
    for (let c = 0; c < k; c += 1) {
      if (touched[c] === 0) continue;
      before.set(centres.subarray(c * p, (c + 1) * p));
      for (let j = 0; j < p; j += 1) centres[c * p + j] = (sums[c * p + j] as number) / (sizes[c] as number);
      const shift = Math.sqrt(squaredDistance(before, 0, centres, c, p));
      bounds.path[c] = (bounds.path[c] as number) + shift;
      farthest = Math.max(farthest, shift);
    }
    bounds.drift += farthest;
    touched.fill(0);
    const count = space.assign();
    if (count === 0) break;
    for (let at = 0; at < count; at += 1) {
      const i = moved[2 * at] as number;
      const from = moved[2 * at + 1] as number;
      const to = labels[i] as number;
      for (let j = 0; j < p; j += 1) {
        const value = values[i * p + j] as number;
        sums[from * p + j] = (sums[from * p + j] as number) - value;
        sums[to * p + j] = (sums[to * p + j] as number) + value;
      }
      sizes[from] = (sizes[from] as number) - 1;
      sizes[to] = (sizes[to] as number) + 1;
      touched[from] = 1;
      touched[to] = 1;
    }
  }
  if (n > 0) recompute(points, partition);
}

function sumUp({ n, p, values }: Points, { labels, sizes }: Partition, sums: Float64Array): void {
  sums.fill(0);
  sizes.fill(0);
  for (let i = 0; i < n; i += 1) {
    const c = labels[i] as number;
    sizes[c] = (sizes[c] as number) + 1;
    for (let j = 0; j < p; j += 1) sums[c * p + j] = (sums[c * p + j] as number) + (values[i * p + j] as number);
  }
}

/** Means from the labels; a group without points has none, and its centre stays where it was. */
function recomputeKeeping(points: Points, partition: Partition): void {
  const { p } = points;
  const { k, sizes, centres } = partition;
  const before = centres.slice();
  recompute(points, partition);
  for (let c = 0; c < k; c += 1) if (sizes[c] === 0) centres.set(before.subarray(c * p, (c + 1) * p), c * p);
}
