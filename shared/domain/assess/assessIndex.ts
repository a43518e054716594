import type { IndexMethod } from '../../schemas/method.ts';
import { requirePositive } from './aggregation.ts';
import { normaliseAll } from './normalise.ts';
import { ownWeights } from './ownWeights.ts';
import { enoughPresent } from './presence.ts';
import { rankScores, type Ranking } from './ranking.ts';
import { TreeValues } from './treeValues.ts';
import { type GroupWeights, resolveWeights } from './weighting/resolveWeights.ts';
import {
  buildWeightTree,
  effectiveWeights,
  shareAmongSiblings,
  type WeightTree,
  writtenWeights,
} from './weightTree.ts';

export interface IndexAssessment extends Ranking {
  /** The index per area; NaN = no score. */
  readonly scores: Float64Array;
  /** One column per indicator: own effective weight times normalised value; NaN where missing or without score. */
  readonly contributions: readonly Float64Array[];
  /** One per indicator, summing to 1: the weights where nothing is missing. */
  readonly effectiveWeights: Float64Array;
  readonly normalised: ReturnType<typeof normaliseAll>;
  readonly tree: WeightTree;
  /** The method with the weights written out, and what the rule for them made of each group. */
  readonly method: IndexMethod;
  readonly weighting: readonly GroupWeights[];
}

/**
 * The weighted index: orient, normalise, weigh up the tree, rank (OECD and JRC, "Handbook on Constructing Composite
 * Indicators", 2008). The contributions of an area sum to its score when every aggregation is arithmetic.
 * @param areas area codes
 * @param columns one per indicator of the method, aligned with `areas`, in the indicator's own unit, NaN where missing
 * @throws MethodError for a tree or a column that cannot be used
 */
export function assessIndex(
  written: IndexMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
): IndexAssessment {
  const { method, groups } = resolveWeights(written, areas, columns);
  const tree = buildWeightTree(method);
  const shares = new Float64Array(tree.nodes.length);
  shareAmongSiblings(tree, writtenWeights(tree), shares);
  const effective = new Float64Array(method.indicators.length);
  effectiveWeights(tree, shares, effective);
  const normalised = normaliseAll(method, areas, columns);
  const values = normalised.map((column) => column.values);
  requirePositive(
    tree,
    method.indicators.map(({ id }) => id),
    values,
  );
  const enough = enoughPresent(values, areas.length, method.missing?.leastShare ?? 0);
  const valued = new TreeValues(tree, values, areas.length);
  valued.compute(shares);
  const { scores } = valued;
  const contributions = method.indicators.map(() => new Float64Array(areas.length).fill(Number.NaN));
  for (let area = 0; area < areas.length; area += 1) {
    if (enough[area] === 0) scores[area] = Number.NaN;
    if (Number.isNaN(scores[area])) continue;
    const weights = ownWeights(tree, shares, values.length, (j) => !Number.isNaN(values[j]?.[area]));
    contributions.forEach((column, j) => {
      column[area] = (weights[j] as number) * (values[j]?.[area] ?? Number.NaN);
    });
  }
  return {
    scores,
    ...rankScores(scores, areas),
    contributions,
    effectiveWeights: effective,
    normalised,
    tree,
    method,
    weighting: groups,
  };
}
