import { type Scale, scaleOf } from './aggregation.ts';
import { ownWeights } from './ownWeights.ts';
import type { WeightTree } from './weightTree.ts';

/** Why an area's index differs from the mean of all areas: parts that add up. */
export interface AreaExplanation {
  /** `index`: differences of the index itself. `logarithm`: of its natural logarithm (geometric aggregation). */
  readonly scale: 'index' | 'logarithm';
  /** f(I_i), f being x or ln x. */
  readonly score: number;
  /** Mean of f(I) over the areas that have a score. */
  readonly mean: number;
  /** One per indicator: own weight times (f(x_ij) - mean_j); NaN where the area has no value. */
  readonly parts: Float64Array;
  /** What is left because values are missing, here or elsewhere: score - mean - sum of the parts; 0 without missing. */
  readonly missing: number;
}

/**
 * Additive explanation of one area: w_j (x_ij - mean_j), which sums to I_i - mean(I). Where values are missing the area's
 * own renormalised weights are used and the remainder is shown as its own part. For a tree that is geometric
 * throughout, the same on the logarithms.
 * @returns undefined when the area has no score, or when the tree mixes aggregations so that nothing additive exists
 */
export function explainArea(
  tree: WeightTree,
  shares: Float64Array,
  normalised: readonly Float64Array[],
  scores: Float64Array,
  area: number,
): AreaExplanation | undefined {
  const scale = commonScale(tree);
  const score = scores[area] ?? Number.NaN;
  if (scale === undefined || Number.isNaN(score)) return undefined;
  const weights = ownWeights(tree, shares, normalised.length, (j) => !Number.isNaN(normalised[j]?.[area]));
  const parts = Float64Array.from(normalised, (column, j) => {
    const value = column[area] ?? Number.NaN;
    return (weights[j] as number) * (scale.forward(value) - meanOf(column, scores, scale));
  });
  const mean = meanOf(scores, scores, scale);
  const difference = scale.forward(score) - mean;
  let explained = 0;
  let whole = true;
  parts.forEach((part) => {
    if (!Number.isNaN(part)) explained += part;
  });
  for (const column of normalised)
    for (let i = 0; i < scores.length && whole; i += 1)
      if (Number.isNaN(column[i]) && !Number.isNaN(scores[i])) whole = false;
  return {
    scale: scale.identity ? 'index' : 'logarithm',
    score: scale.forward(score),
    mean,
    parts,
    missing: whole ? 0 : difference - explained,
  };
}

/** The one scale of all groups when it is linear or logarithmic throughout. */
function commonScale(tree: WeightTree): Scale | undefined {
  const kinds = new Set(tree.nodes.filter((node) => node.indicator < 0).map((node) => node.aggregation.kind));
  const [only, another] = [...kinds];
  if (another !== undefined || (only !== 'arithmetic' && only !== 'geometric')) return undefined;
  return scaleOf({ kind: only });
}

/** Mean of f(x) over the areas that have a score and a value. */
function meanOf(column: Float64Array, scores: Float64Array, scale: Scale): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const value = column[i] as number;
    if (Number.isNaN(value) || Number.isNaN(scores[i])) continue;
    sum += scale.forward(value);
    count += 1;
  }
  return sum / count;
}
