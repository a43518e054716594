import { MethodError } from '../../assess/methodError.ts';
import { type DivideBy, divider, type Found } from '../divide.ts';
import { inertiaOf, type Partition, recompute } from '../kMeans/partition.ts';
import type { Points } from '../points.ts';
import { referenceLike } from './gap.ts';
import { type DrawnAnew, drawnPoints, heldAgainst, rowsOf } from './stability.ts';

/** Divisions of the points whose stability and gap are asked for, and how they were made. Plain data: it goes to threads. */
export interface RoundsPlan {
  readonly points: Points;
  readonly by: DivideBy;
  readonly divisions: readonly { readonly k: number; readonly labels: Int32Array }[];
  readonly seed: number;
}

/** Work of its own, that any thread may do: areas drawn anew, or a reference set without groups. */
export interface Round {
  readonly kind: 'draw' | 'reference';
  /** Number of the draw or of the reference set: names its stream of random numbers. */
  readonly index: number;
}

export type RoundOutcome =
  | { readonly kind: 'draw'; readonly index: number; readonly drawn: readonly DrawnAnew[] }
  | {
      readonly kind: 'reference';
      readonly index: number;
      /** ln W per division of the plan; NaN where the algorithm found no such division. */
      readonly logs: Float64Array;
    };

/** Fewer starts than for the division itself: a round is one of many, and their mean is what counts. */
const MOST_STARTS = 3;

/**
 * Carries out one round for every k of the plan: what does not depend on k, such as Ward's tree, is done once. The outcome
 * depends on the plan and the round alone.
 */
export function carryOutRound(
  plan: RoundsPlan,
  { kind, index }: Round,
  check: () => void = () => undefined,
): RoundOutcome {
  const { points, divisions, seed } = plan;
  const by = { ...plan.by, starts: Math.min(MOST_STARTS, plan.by.starts) };
  if (kind === 'reference') {
    const reference = referenceLike(points, seed, index);
    const divide = divider(reference, by);
    const logs = Float64Array.from(divisions, ({ k }) => {
      const found = foundOrNone(divide, k, check);
      return found === undefined ? Number.NaN : Math.log(inertiaOfLabels(reference, found.labels, k));
    });
    return { kind, index, logs };
  }
  const chosen = drawnPoints(points.n, seed, index);
  const divide = divider(rowsOf(points, chosen), {
    ...by,
    contiguity: contiguityAmong(by.contiguity, chosen, points.n),
  });
  const drawn = divisions.map(({ k, labels }): DrawnAnew => {
    const found = foundOrNone(divide, k, check);
    return found === undefined
      ? { jaccards: new Float64Array(k).fill(Number.NaN), kept: new Uint8Array(points.n) }
      : heldAgainst(labels, k, chosen, found.labels, points.n);
  });
  return { kind, index, drawn };
}

function foundOrNone(divide: ReturnType<typeof divider>, k: number, check: () => void): Found | undefined {
  try {
    return divide(k, check);
  } catch (cause) {
    if (cause instanceof MethodError) return undefined;
    throw cause;
  }
}

function inertiaOfLabels(points: Points, labels: Int32Array, k: number): number {
  const partition: Partition = { k, labels, sizes: new Int32Array(k), centres: new Float64Array(k * points.p) };
  recompute(points, partition);
  return inertiaOf(points, partition);
}

/** The pairs of neighbours of which both are among those chosen, by their place there. */
function contiguityAmong(contiguity: DivideBy['contiguity'], chosen: Uint32Array, n: number): DivideBy['contiguity'] {
  if (contiguity === undefined) return undefined;
  const place = new Int32Array(n).fill(-1);
  chosen.forEach((i, at) => {
    place[i] = at;
  });
  const from: number[] = [];
  const to: number[] = [];
  contiguity.from.forEach((a, pair) => {
    const b = contiguity.to[pair] as number;
    if (place[a] === -1 || place[b] === -1) return;
    from.push(place[a] as number);
    to.push(place[b] as number);
  });
  return { from: Int32Array.from(from), to: Int32Array.from(to) };
}
