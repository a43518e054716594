import type { Generator } from '../../random/generator.ts';
import type { Space } from './space.ts';

/**
 * Greedy k-means++ (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007; the greedy variant is
 * theirs too): every further centre is the best of 2 + floor(ln k) points drawn with probability proportional to their
 * squared distance to the nearest centre so far.
 * @param space takes the centres, each point's nearest, and the distances, which have been computed here anyhow; its points must hold at
 * least k different ones
 */
export function seedCentres(space: Space, random: Generator): void {
  const { points, partition, bounds } = space;
  const { n } = points;
  const { k } = partition;
  const trials = 2 + Math.floor(Math.log(k));
  const nearest = new Float64Array(n).fill(Infinity);
  const running = new Float64Array(n);
  const first = random.integer(n);
  bounds.upper.fill(Infinity);
  bounds.reach.fill(Infinity);
  bounds.path.fill(0);
  bounds.drift = 0;
  take(space, { point: first, c: 0, squares: space.squares(first, 0) }, nearest, running);
  for (let c = 1; c < k; c += 1) {
    const total = running[n - 1] as number;
    let place: 0 | 1 = 0;
    let least = Infinity;
    let chosen = 0;
    let squares: Float64Array = nearest;
    for (let trial = 0; trial < trials; trial += 1) {
      const drawn = firstAbove(running, random.uniform() * total);
      const own = space.squares(drawn, place);
      let sum = 0;
      for (let i = 0; i < n; i += 1) {
        const before = nearest[i] as number;
        const now = own[i] as number;
        sum += now < before ? now : before;
      }
      if (sum < least) {
        least = sum;
        chosen = drawn;
        squares = own;
        place = place === 0 ? 1 : 0;
      }
    }
    take(space, { point: chosen, c, squares }, nearest, running);
  }
}

/**
 * A point becomes centre c: those that lie nearer to it than to the ones before are its own. `nearest` are the squared distances to the
 * nearest centre, `running` their sum so far.
 */
function take(
  { points, partition, bounds }: Space,
  { point, c, squares }: { readonly point: number; readonly c: number; readonly squares: Float64Array },
  nearest: Float64Array,
  running: Float64Array,
): void {
  const { n, p, values } = points;
  const { labels, centres } = partition;
  const { lower, across, upper, reach } = bounds;
  centres.set(values.subarray(point * p, (point + 1) * p), c * p);
  let total = 0;
  for (let i = 0; i < n; i += 1) {
    const square = squares[i] as number;
    const distance = Math.sqrt(square);
    const before = upper[i] as number;
    const row = i * across;
    if (square < (nearest[i] as number)) nearest[i] = square;
    total += nearest[i] as number;
    running[i] = total;
    if (distance < before) {
      if (c > 0) lower[row + (labels[i] as number)] = before;
      lower[row + c] = Infinity;
      upper[i] = distance;
      reach[i] = before;
      labels[i] = c;
    } else {
      lower[row + c] = distance;
      if (distance < (reach[i] as number)) reach[i] = distance;
    }
  }
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
