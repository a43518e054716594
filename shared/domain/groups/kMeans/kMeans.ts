import { generator } from '../../random/generator.ts';
import type { Points } from '../points.ts';
import { iterateIn } from './lloyd.ts';
import { inertiaOf, type Partition } from './partition.ts';
import { seedCentres } from './seeding.ts';
import { moveSinglePoints } from './singleMoves.ts';
import { type Space, spaceFor } from './space.ts';

/** Two starts have found the same when their inertias agree to this share. */
const SAME = 1e-9;

export interface KMeansResult extends Partition {
  /** Sum of squared distances to the group mean. */
  readonly inertia: number;
  /** How many of the starts ended at this inertia (to 1e-9). */
  readonly foundTimes: number;
}

/**
 * k-means: greedy k-means++, Lloyd's iteration, single moves; the best of `starts`. Start number s draws from a stream of
 * its own, so the first starts of a longer run are those of a shorter one, and a longer run is never worse.
 * @param points at least k different ones; sorted so that their order owes nothing to the file (by area code)
 * @param report told after every start; may throw to stop
 */
export function kMeans(
  points: Points,
  options: { readonly k: number; readonly starts: number; readonly seed: number },
  report: (done: number, total: number) => void = () => undefined,
): KMeansResult {
  const { k, starts, seed } = options;
  const space = spaceFor(points, k);
  let best: Partition | undefined;
  let inertia = Infinity;
  const found = new Float64Array(starts);
  for (let start = 0; start < starts; start += 1) {
    seedCentres(space, generator(seed, `k-means/${k}/${start}`));
    iterateIn(space);
    moveSinglePoints(space);
    const own = inertiaOf(space.points, space.partition);
    found[start] = own;
    // The last bits depend on the order of the groups; the earlier start is kept unless the later is truly better.
    if (best === undefined || own < inertia * (1 - SAME)) {
      best = taken(points, space);
      inertia = own;
    }
    report(start + 1, starts);
  }
  if (best === undefined) throw new RangeError('kMeans: at least one start');
  return { ...best, inertia, foundTimes: found.filter((own) => own <= inertia * (1 + SAME)).length };
}

/** The groups of a space, which the next start works on, with means as wide as the points. */
function taken({ p }: Points, { points, partition }: Space): Partition {
  const { k, labels, sizes, centres } = partition;
  const narrow = new Float64Array(k * p);
  for (let c = 0; c < k; c += 1) narrow.set(centres.subarray(c * points.p, c * points.p + p), c * p);
  return { k, labels: labels.slice(), sizes: sizes.slice(), centres: narrow };
}
