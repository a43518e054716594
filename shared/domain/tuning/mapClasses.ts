import type { ClassRule } from '../../schemas/method.ts';
import { limitsByRule } from '../classes/classRule.ts';
import { classify, countClasses, MISSING_CLASS } from '../classes/classify.ts';
import { fixedLimits } from '../classes/limits.ts';

/** Shares of the ranked areas, from the top, that part the classes of an index: the highest 1 %, 5 % and so on. */
export const TOP_SHARES: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5];

/**
 * How many areas the highest `share` holds: the largest whole number that is not more than share times n, but at least
 * one when there is any. Areas tied at the last place all belong.
 */
export function topCount(share: number, ranked: number): number {
  return ranked === 0 ? 0 : Math.max(1, Math.floor(share * ranked + 1e-9));
}

/**
 * Classes 0 (lowest) .. TOP_SHARES.length (highest 1 %) by rank, 255 without one. An area is in the highest share when
 * its rank is at most the number that share holds, so that ties stay together.
 */
export function classesByRank(ranks: Int32Array, ranked: number, into: Uint8Array): void {
  const most = TOP_SHARES.length;
  const limits = TOP_SHARES.map((share) => topCount(share, ranked));
  for (let i = 0; i < ranks.length; i += 1) {
    const rank = ranks[i] as number;
    let c = 0;
    if (rank === 0) c = MISSING_CLASS;
    else {
      while (c < most && rank > (limits[c] as number)) c += 1;
      c = most - c;
    }
    into[i] = c;
  }
}

/** The index from which each of the classes by share begins, rising: the score of the last area that the share holds. Equal ones are one. */
export function limitsOfShares(scores: Float64Array, order: Uint32Array, ranked: number): number[] {
  if (ranked === 0) return [];
  return fixedLimits(
    TOP_SHARES.map((share) => scores[order[Math.min(ranked, topCount(share, ranked)) - 1] as number] as number),
  );
}

/** What a method's classes come to: their lower limits from the second on, and how many areas each holds. */
export function classesOf(
  rule: ClassRule,
  scores: Float64Array,
  order: Uint32Array,
): { readonly limits: readonly number[]; readonly areas: readonly number[] } {
  const limits = rule.kind === 'shares' ? limitsOfShares(scores, order, order.length) : limitsByRule(rule, scores);
  return { limits, areas: countClasses(classify(scores, limits), limits.length + 1).counts };
}

/** Shares of the ranked areas that part the classes of a change in rank. */
export const CHANGE_SHARES: readonly number[] = [0.1, 0.03, 0.005];

/** Whole steps of rank that part the classes of change: rising, mirrored about 0. At least 1 and all different. */
export function changeLimits(ranked: number): number[] {
  const limits: number[] = [];
  for (const share of CHANGE_SHARES.toReversed()) {
    limits.push(Math.max((limits[limits.length - 1] ?? 0) + 1, Math.round(share * ranked)));
  }
  return limits;
}

/**
 * Classes of change in rank since the baseline (positive: climbed towards most exclusion): 0 fell most, the middle one
 * stands about still, the last climbed most; 255 without a rank now or then. A change of exactly a limit has passed it.
 */
export function classesByChange(
  changes: Int32Array,
  ranks: Int32Array,
  before: Int32Array,
  ranked: number,
  into: Uint8Array,
): void {
  const limits = changeLimits(ranked);
  const middle = limits.length;
  for (let i = 0; i < changes.length; i += 1) {
    const change = changes[i] as number;
    const size = Math.abs(change);
    let step = 0;
    while (step < middle && size >= (limits[step] as number)) step += 1;
    into[i] = ranks[i] === 0 || before[i] === 0 ? MISSING_CLASS : change < 0 ? middle - step : middle + step;
  }
}

/**
 * Lower limits of the classes of a problem count, above "none" (c = 0): a single need, parallel needs from 2, and the
 * levels. Levels at or below 2 leave no room for parallel needs, those at or below 1 none for a single need.
 */
export function needLimits(levels: readonly number[]): {
  readonly limits: readonly number[];
  readonly names: readonly NeedClass[];
} {
  const rising = [...new Set(levels)].sort((a, b) => a - b);
  const lowest = rising[0] ?? Number.POSITIVE_INFINITY;
  const limits: number[] = [];
  const names: NeedClass[] = [{ kind: 'none' }];
  if (lowest > 1) {
    limits.push(Number.MIN_VALUE);
    names.push({ kind: 'single' });
  }
  if (lowest > 2) {
    limits.push(2 - TOLERANCE);
    names.push({ kind: 'parallel' });
  }
  rising.forEach((from, level) => {
    limits.push(from - TOLERANCE);
    names.push({ kind: 'level', level });
  });
  return { limits, names };
}

/** As in the problem count itself: a sum of weights may miss a whole number by this much. */
const TOLERANCE = 1e-12;

export type NeedClass =
  | { readonly kind: 'none' | 'single' | 'parallel' }
  | { readonly kind: 'level'; readonly level: number };
