import type { Report } from '../distances.ts';
import type { Points } from '../points.ts';
import { type Dendrogram, dendrogramOf } from './dendrogram.ts';
import { NearestGroups } from './nearestGroups.ts';

/**
 * Ward's hierarchical grouping (J. H. Ward, "Hierarchical grouping to optimize an objective function", 1963) by the
 * nearest-neighbour chain (F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms", 1983). Groups a and b, with
 * n_a and n_b points, lie
 *   d²(a, b) = 2 n_a n_b / (n_a + n_b) · |mean a - mean b|²
 * apart. Heights are the square roots, as in R's `ward.D2` and scipy: two single points merge at their distance. A merge at height
 * h raises the sum of squares within groups by h²/2. Ties: the nearest of equal neighbours is the one before on the
 * chain, else the first. Time about n² p / 2, most of it for the first look at every point; memory in proportion to n p. One
 * point: no merges.
 */
export function ward(points: Points, report: Report = () => undefined): Dendrogram {
  const { n } = points;
  const groups = new NearestGroups(points, (done) => report(done, 2 * n));
  const first = new Int32Array(Math.max(0, n - 1));
  const second = new Int32Array(first.length);
  const heights = new Float64Array(first.length);
  // Height at which each group that still exists was made: rounding must not put a merge below those it is made of.
  const top = new Float64Array(n);
  const chain = new Int32Array(n);
  let length = 0;
  for (let merge = 0; merge < first.length; merge += 1) {
    if (length === 0) {
      chain[0] = groups.firstAlive();
      length = 1;
    }
    for (;;) {
      const before = length > 1 ? (chain[length - 2] as number) : -1;
      const nearest = groups.nearest(chain[length - 1] as number, before);
      if (nearest === before) break;
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
    const height = Math.max(Math.sqrt(groups.apart(kept, gone)), top[kept] as number, top[gone] as number);
    heights[merge] = height;
    top[kept] = height;
    groups.join(kept, gone);
    if ((merge & 127) === 0) report(n + merge, 2 * n);
  }
  return dendrogramOf(n, { first, second, heights });
}
