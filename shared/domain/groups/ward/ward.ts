import { type Report, squaredDistances } from '../distances.ts';
import type { Points } from '../points.ts';
import { type Dendrogram, dendrogramOf } from './dendrogram.ts';

/**
 * Ward's hierarchical grouping (J. H. Ward, "Hierarchical grouping to optimize an objective function", 1963) by the
 * nearest-neighbour chain (F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms", 1983), on
 * squared distances with the update of Lance and Williams:
 *   d²(k, a+b) = ((n_k + n_a) d²(k, a) + (n_k + n_b) d²(k, b) - n_k d²(a, b)) / (n_k + n_a + n_b).
 * Heights are the square roots, as in R's `ward.D2` and scipy: two single points merge at their distance. A merge at height
 * h raises the sum of squares within groups by h²/2. Ties: the nearest of equal neighbours is the one before on the
 * chain, else the first. Time n² (p + a few steps), memory 8 n² bytes. One point: no merges.
 */
export function ward(points: Points, report: Report = () => undefined): Dendrogram {
  const { n } = points;
  const square = squaredDistances(points, (done) => report(done, 2 * n));
  const size = new Int32Array(n).fill(1);
  // The groups that still exist, by rising index of the point that stands for each.
  const alive = Int32Array.from({ length: n }, (_none, i) => i);
  let living = n;
  const first = new Int32Array(Math.max(0, n - 1));
  const second = new Int32Array(first.length);
  const heights = new Float64Array(first.length);
  const chain = new Int32Array(n);
  let length = 0;
  for (let merge = 0; merge < first.length; merge += 1) {
    if (length === 0) {
      chain[0] = alive[0] as number;
      length = 1;
    }
    for (;;) {
      const tip = chain[length - 1] as number;
      const row = tip * n;
      let nearest = length > 1 ? (chain[length - 2] as number) : -1;
      let least = nearest < 0 ? Infinity : (square[row + nearest] as number);
      for (let t = 0; t < living; t += 1) {
        const other = alive[t] as number;
        const distance = square[row + other] as number;
        if (distance < least && other !== tip) {
          least = distance;
          nearest = other;
        }
      }
      // Only when every distance has overflowed: then any two are as near as any others.
      if (nearest < 0) nearest = alive[alive[0] === tip ? 1 : 0] as number;
      if (length > 1 && nearest === chain[length - 2]) break;
      chain[length] = nearest;
      length += 1;
    }
    const a = chain[length - 1] as number;
    const b = chain[length - 2] as number;
    length -= 2;
    const kept = Math.min(a, b);
    const gone = Math.max(a, b);
    first[merge] = kept;
    second[merge] = gone;
    const apart = square[kept * n + gone] as number;
    heights[merge] = Math.sqrt(Math.max(0, apart));
    living = without(alive, living, gone);
    join(square, n, alive.subarray(0, living), size, kept, gone, apart);
    if ((merge & 127) === 0) report(n + merge, 2 * n);
  }
  return dendrogramOf(n, { first, second, heights });
}

function without(alive: Int32Array, living: number, gone: number): number {
  const at = alive.subarray(0, living).indexOf(gone);
  alive.copyWithin(at, at + 1, living);
  return living - 1;
}

function join(
  square: Float64Array,
  n: number,
  alive: Int32Array,
  size: Int32Array,
  kept: number,
  gone: number,
  apart: number,
): void {
  const nKept = size[kept] as number;
  const nGone = size[gone] as number;
  const keptRow = kept * n;
  const goneRow = gone * n;
  for (let t = 0; t < alive.length; t += 1) {
    const other = alive[t] as number;
    if (other === kept) continue;
    const own = size[other] as number;
    const distance =
      ((own + nKept) * (square[keptRow + other] as number) +
        (own + nGone) * (square[goneRow + other] as number) -
        own * apart) /
      (own + nKept + nGone);
    square[keptRow + other] = distance;
    square[other * n + kept] = distance;
  }
  size[kept] = nKept + nGone;
}
