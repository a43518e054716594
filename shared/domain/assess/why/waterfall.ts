import type { Scale } from '../aggregation.ts';
import { ownWeights } from '../ownWeights.ts';
import type { WeightTree } from '../weightTree.ts';
import { secantParts } from './secantParts.ts';
import { meanOf, scaleThroughout, type ValuedTree } from './valuedTree.ts';

/** Why an area's index differs from the mean of all areas: parts that add up. */
export interface AreaExplanation {
  /** `index`: differences of the index itself. `logarithm`: of its natural logarithm (geometric throughout). */
  readonly scale: 'index' | 'logarithm';
  /** f(I_i), f being x or ln x. */
  readonly score: number;
  /** Mean of f(I) over the areas that have a score. */
  readonly mean: number;
  /** One per indicator; NaN where the area has no value. */
  readonly parts: Float64Array;
  /** What is left because values are missing, here or elsewhere; 0 without missing. */
  readonly missing: number;
  /** What no single indicator brings about: unevenness, order, and the bend of a mean that is not arithmetic. */
  readonly rest: number;
}

/**
 * Additive explanation of one area: score - mean = sum of the parts + missing + rest, exactly.
 * - arithmetic throughout: w_j (x_ij - mean_j), own renormalised weights; rest = 0.
 * - geometric throughout: the same on the logarithms.
 * - any other tree: each node's difference from what it would be with every indicator at its mean is handed down to its
 *   children in proportion to their parts of it (`secantParts`); what stays at a node is the rest. Missing values are
 *   then in the rest too.
 * @returns undefined when the area has no score
 */
export function explainArea(valued: ValuedTree, area: number): AreaExplanation | undefined {
  const { scores, normalised } = valued;
  const score = scores[area] ?? Number.NaN;
  if (Number.isNaN(score)) return undefined;
  const scale = commonScale(valued.tree);
  if (scale === undefined) {
    const { parts } = secantParts(valued, area);
    const mean = meanOf(scores, scores, (value) => value);
    return { scale: 'index', score, mean, parts, missing: 0, rest: score - mean - sumOf(parts) };
  }
  const weights = ownWeights(
    valued.tree,
    valued.shares,
    normalised.length,
    (j) => !Number.isNaN(normalised[j]?.[area]),
  );
  const parts = Float64Array.from(normalised, (column, j) => {
    const value = column[area] ?? Number.NaN;
    return (weights[j] as number) * (scale.forward(value) - meanOf(column, scores, scale.forward));
  });
  const mean = meanOf(scores, scores, scale.forward);
  return {
    scale: scale.identity ? 'index' : 'logarithm',
    score: scale.forward(score),
    mean,
    parts,
    missing: isWhole(normalised, scores) ? 0 : scale.forward(score) - mean - sumOf(parts),
    rest: 0,
  };
}

/** The one scale of all groups when it is linear or logarithmic throughout. */
function commonScale(tree: WeightTree): Scale | undefined {
  const scale = scaleThroughout(tree);
  return scale?.identity === true || scale?.forward === Math.log ? scale : undefined;
}

const isWhole = (normalised: readonly Float64Array[], scores: Float64Array): boolean =>
  normalised.every((column) => column.every((value, i) => !Number.isNaN(value) || Number.isNaN(scores[i])));

export const sumOf = (parts: Float64Array): number =>
  parts.reduce((sum, part) => (Number.isNaN(part) ? sum : sum + part), 0);
