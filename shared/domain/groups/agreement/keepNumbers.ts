import type { AreaFindings, GroupedAreas } from '../groupAreas.ts';
import { adjustedRand, type Contingency, contingency } from './contingency.ts';
import { matchedNumbers } from './matching.ts';

/** How the groups stand against an earlier grouping of the same areas. */
export interface AgainstPrevious {
  /** Rows: the earlier groups; columns: the groups now, by their kept numbers. */
  readonly transition: Contingency;
  /** Adjusted Rand index. */
  readonly adjustedRand: number;
  /** Areas in a group of both, and of them those in the group of the same number. */
  readonly both: number;
  readonly stayed: number;
}

/**
 * The grouping with numbers that stay: each group takes the number of the earlier group that it shares the most areas with, as far as
 * they go (Hungarian method); a group without an heir among the earlier takes the lowest free number. Rows of sizes and means follow.
 * @param previous 1.. per area, 0 = in none
 */
export function keepNumbers<G extends GroupedAreas>(
  grouped: G,
  previous: Int32Array,
): {
  readonly grouped: G;
  readonly against: AgainstPrevious;
  /** For each group of the outcome, which it was before. */
  readonly rows: readonly number[];
} {
  const own = keptNumbers(previous, grouped.groups, grouped.numbers.length);
  const order = Array.from(own.keys()).sort((a, b) => (own[a] as number) - (own[b] as number));
  const kept: G = {
    ...grouped,
    groups: grouped.groups.map((group) => (group === 0 ? 0 : (own[group - 1] as number))),
    numbers: Int32Array.from(order, (row) => own[row] as number),
    sizes: Int32Array.from(order, (row) => grouped.sizes[row] as number),
    centroids: order.map((row) => grouped.centroids[row] as Float64Array),
    centroidsInUnits: order.map((row) => grouped.centroidsInUnits[row] as Float64Array),
    findings: reordered(grouped.findings, order),
  };
  const transition = contingency(previous, kept.groups);
  let stayed = 0;
  kept.groups.forEach((group, area) => {
    if (group !== 0 && group === previous[area]) stayed += 1;
  });
  return {
    grouped: kept,
    rows: order,
    against: { transition, adjustedRand: adjustedRand(transition), both: transition.total, stayed },
  };
}

/**
 * The number that each of k groups keeps from the earlier grouping; those without an heir take the lowest free numbers.
 * @param groups 1..k per area, 0 = in none
 */
export function keptNumbers(previous: Int32Array, groups: Int32Array, k: number): Int32Array {
  const numbers = matchedNumbers(contingency(previous, groups));
  // Fewer columns than groups when the last ones share no area with any earlier: they too take what is free.
  const own = Int32Array.from({ length: k }, (_none, row) => numbers[row] ?? 0);
  const taken = new Set(own);
  own.forEach((number, row) => {
    if (number !== 0) return;
    let free = 1;
    while (taken.has(free)) free += 1;
    own[row] = free;
    taken.add(free);
  });
  return own;
}

function reordered(findings: AreaFindings, order: readonly number[]): AreaFindings {
  if (findings.algorithm === 'pam')
    return { ...findings, medoids: order.map((row) => findings.medoids[row] as number) };
  if (findings.algorithm === 'skater')
    return { ...findings, withinSums: order.map((row) => findings.withinSums[row] as number) };
  return findings;
}
