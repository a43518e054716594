import { type Points, squaredDistance } from '../points.ts';
import { type CentreBounds, forget, unknownBounds } from './centreBounds.ts';
import { fillEmpty, type Partition, recompute } from './partition.ts';

/** Lloyd's iteration always ends; the limit only guards against rounding that goes round in circles. */
const MAXIMUM_ROUNDS = 1000;

/**
 * Lloyd's iteration (assign every point to the nearest centre, move every centre to the mean) until nothing changes. Bounds per point
 * and centre leave most distances uncomputed; a point that lies as near to another centre as to its own stays.
 * @param partition its `centres` are where to begin; labels, sizes and centres are the outcome
 * @param bounds what is known of the distances to these centres, kept up to date
 */
export function iterate(
  points: Points,
  partition: Partition,
  bounds: CentreBounds = unknownBounds(points, partition.k),
): void {
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  const sums = new Float64Array(k * p);
  const before = new Float64Array(p);
  const touched = new Uint8Array(k);
  labels.fill(0);
  assignAll(points, partition, bounds, undefined);
  sumUp(points, partition, sums);
  touched.fill(1);
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    if (sizes.includes(0)) {
      recomputeKeeping(points, partition);
      fillEmpty(points, partition);
      recompute(points, partition);
      forget(bounds);
      assignAll(points, partition, bounds, undefined);
      sumUp(points, partition, sums);
      touched.fill(1);
      continue;
    }
    for (let c = 0; c < k; c += 1) {
      if (touched[c] === 0) continue;
      before.set(centres.subarray(c * p, (c + 1) * p));
      for (let j = 0; j < p; j += 1) centres[c * p + j] = (sums[c * p + j] as number) / (sizes[c] as number);
      bounds.path[c] = (bounds.path[c] as number) + Math.sqrt(squaredDistance(before, 0, centres, c, p));
    }
    touched.fill(0);
    const moved = assignAll(points, partition, bounds, (i, from, to) => {
      for (let j = 0; j < p; j += 1) {
        const value = values[i * p + j] as number;
        sums[from * p + j] = (sums[from * p + j] as number) - value;
        sums[to * p + j] = (sums[to * p + j] as number) + value;
      }
      sizes[from] = (sizes[from] as number) - 1;
      sizes[to] = (sizes[to] as number) + 1;
      touched[from] = 1;
      touched[to] = 1;
    });
    if (moved === 0) break;
  }
  if (n > 0) recompute(points, partition);
}

/** Puts every point to its nearest centre (ties: it stays, else the lower group number) and says how many moved. */
function assignAll(
  { n, p, values }: Points,
  { k, labels, centres }: Partition,
  { upper, lower, path }: CentreBounds,
  moving: ((point: number, from: number, to: number) => void) | undefined,
): number {
  let moved = 0;
  for (let i = 0; i < n; i += 1) {
    const own = labels[i] as number;
    const row = i * k;
    let least = (upper[i] as number) + (path[own] as number);
    let exact = false;
    let group = own;
    for (let c = 0; c < k; c += 1) {
      if (c === own || (lower[row + c] as number) - (path[c] as number) >= least) continue;
      if (!exact) {
        exact = true;
        least = Math.sqrt(squaredDistance(values, i, centres, own, p));
        upper[i] = least - (path[own] as number);
        lower[row + own] = least + (path[own] as number);
        if ((lower[row + c] as number) - (path[c] as number) >= least) continue;
      }
      const distance = Math.sqrt(squaredDistance(values, i, centres, c, p));
      lower[row + c] = distance + (path[c] as number);
      if (distance < least) {
        least = distance;
        group = c;
      }
    }
    if (group === own) continue;
    labels[i] = group;
    upper[i] = least - (path[group] as number);
    moved += 1;
    moving?.(i, own, group);
  }
  return moved;
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
