import type { Generator } from '../../random/generator.ts';
import { type Points, squaredDistance } from '../points.ts';
import type { CentreBounds } from './centreBounds.ts';

/**
 * Greedy k-means++ (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007; the greedy variant is
 * theirs too): every further centre is the best of 2 + floor(ln k) points drawn with probability proportional to their
 * squared distance to the nearest centre so far.
 * @param bounds takes the distances to the centres, which have been computed here anyhow
 * @returns positions of the k points that are the first centres; the points must hold at least k different ones
 */
export function seedCentres(points: Points, k: number, random: Generator, bounds?: CentreBounds): Uint32Array {
  const { n, p, values } = points;
  const trials = 2 + Math.floor(Math.log(k));
  const chosen = new Uint32Array(k);
  let nearest = new Float64Array(n);
  let candidate = new Float64Array(n);
  let best = new Float64Array(n);
  let toDrawn = new Float64Array(n);
  let toBest = new Float64Array(n);
  const running = new Float64Array(n);
  chosen[0] = random.integer(n);
  for (let i = 0; i < n; i += 1) nearest[i] = squaredDistance(values, i, values, chosen[0], p);
  keep(bounds, k, 0, nearest);
  for (let c = 1; c < k; c += 1) {
    let total = 0;
    for (let i = 0; i < n; i += 1) {
      total += nearest[i] as number;
      running[i] = total;
    }
    let bestTotal = Infinity;
    for (let trial = 0; trial < trials; trial += 1) {
      const drawn = firstAbove(running, random.uniform() * total);
      let sum = 0;
      for (let i = 0; i < n; i += 1) {
        const before = nearest[i] as number;
        const now = squaredDistance(values, i, values, drawn, p);
        const least = now < before ? now : before;
        toDrawn[i] = now;
        candidate[i] = least;
        sum += least;
      }
      if (sum < bestTotal) {
        bestTotal = sum;
        chosen[c] = drawn;
        [best, candidate] = [candidate, best];
        [toBest, toDrawn] = [toDrawn, toBest];
      }
    }
    keep(bounds, k, c, toBest);
    [nearest, best] = [best, nearest];
  }
  return chosen;
}

function keep(bounds: CentreBounds | undefined, k: number, c: number, squares: Float64Array): void {
  if (bounds === undefined) return;
  const { lower, path } = bounds;
  for (let i = 0; i < squares.length; i += 1) lower[i * k + c] = Math.sqrt(squares[i] as number) + (path[c] as number);
}

/** The first position whose running sum lies above the target, so that a point with nothing to add is never drawn. */
function firstAbove(running: Float64Array, target: number): number {
  let low = 0;
  let high = running.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((running[middle] as number) > target) high = middle;
    else low = middle + 1;
  }
  // Rounding may have put the target at the very end, where points that add nothing may stand.
  while (low > 0 && running[low] === running[low - 1]) low -= 1;
  return low;
}
