import type { IndexMethod } from '../../schemas/method.ts';
import { isMean, requirePositive, scaleOf } from '../assess/aggregation.ts';
import { normaliseAll } from '../assess/normalise.ts';
import { ownWeights } from '../assess/ownWeights.ts';
import { enoughPresent } from '../assess/presence.ts';
import { TreeValues } from '../assess/treeValues.ts';
import { resolveWeights } from '../assess/weighting/resolveWeights.ts';
import { weightedSum } from '../assess/weightedSum.ts';
import { buildWeightTree, effectiveWeights, type WeightTree, writtenWeights } from '../assess/weightTree.ts';
import type { Generator } from '../random/generator.ts';
import { extremes } from '../statistics/moments.ts';
import { noiseOnScale } from './noise.ts';

/** One way to carry out the assessment, made ready to be repeated with other weights and with noise. */
export interface Variant {
  readonly tree: WeightTree;
  readonly written: Float64Array;
  /** Normalised, one column per indicator, NaN where missing. */
  readonly columns: readonly Float64Array[];
  /** Variance of the noise on the same scale; undefined without noise. */
  readonly noise: readonly Float64Array[] | undefined;
  /** 1 = enough indicators for a score. */
  readonly enough: Uint8Array;
  /** All groups take arithmetic means: the index is then linear in the indicators. */
  readonly linear: boolean;
  /** Areas that have a score but lack some indicator: their weights are their own. */
  readonly gaps: readonly number[];
}

/**
 * @param columns raw, one per indicator of the method; @param errors standard errors in the same units, or none
 * @throws MethodError as `assessIndex` does
 */
export function variantOf(
  written: IndexMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
  errors?: readonly Float64Array[],
): Variant {
  const { method } = resolveWeights(written, areas, columns);
  const tree = buildWeightTree(method);
  const normalised = normaliseAll(method, areas, columns).map(({ values }) => values);
  requirePositive(
    tree,
    method.indicators.map(({ id }) => id),
    normalised,
  );
  const enough = enoughPresent(normalised, areas.length, method.missing?.leastShare ?? 0);
  return {
    tree,
    written: writtenWeights(tree),
    columns: normalised,
    noise: errors?.map((error, j) =>
      noiseOnScale(columns[j] ?? new Float64Array(), normalised[j] ?? new Float64Array(), error).map((s) => s * s),
    ),
    enough,
    linear: tree.nodes.every(
      (node) => node.indicator >= 0 || (isMean(node.aggregation) && scaleOf(node.aggregation).identity),
    ),
    gaps: Array.from(enough.keys()).filter(
      (area) => enough[area] === 1 && normalised.some((column) => Number.isNaN(column[area])),
    ),
  };
}

/** Room that a thread needs to score one variant again and again. */
export interface ScoringRoom {
  readonly effective: Float64Array;
  readonly squared: Float64Array;
  readonly all: readonly number[];
  readonly variances: Float64Array;
  /** Only for an index that is not linear: the indicators with noise, their least observed values, and the tree over them. */
  readonly leaves: readonly Float64Array[];
  readonly least: readonly number[];
  readonly tree: TreeValues;
}

export function scoringRoom(variant: Variant): ScoringRoom {
  const { columns, linear, tree, enough } = variant;
  const leaves = linear ? [] : columns.map((column) => column.slice());
  return {
    effective: new Float64Array(columns.length),
    squared: new Float64Array(columns.length),
    all: columns.map((_column, j) => j),
    variances: new Float64Array(enough.length),
    leaves,
    least: leaves.map((column) => extremes(column).low),
    tree: new TreeValues(tree, leaves, linear ? 0 : enough.length),
  };
}

/**
 * Scores of one replicate. With an index that is linear in the indicators, independent normal noise of each of them is normal
 * noise of their weighted sum, variance sum w_j² s_ij²: one draw per area instead of one per area and indicator. With any
 * other aggregation each value gets its own draw; a value that a geometric or harmonic mean could not take is then held
 * at the smallest observed of its indicator.
 * @param shares among siblings, one per node; @param random for the noise; @param scores filled, NaN = no score
 */
export function scoreVariant(
  variant: Variant,
  shares: Float64Array,
  random: Generator,
  room: ScoringRoom,
  scores: Float64Array,
): void {
  if (variant.linear) scoreLinear(variant, shares, random, room, scores);
  else scoreByTree(variant, shares, random, room, scores);
}

function scoreLinear(
  { tree, columns, noise, enough, gaps }: Variant,
  shares: Float64Array,
  random: Generator,
  { effective, squared, variances, all }: ScoringRoom,
  scores: Float64Array,
): void {
  const n = scores.length;
  effectiveWeights(tree, shares, effective);
  weightedSum(scores, all, columns, effective);
  if (noise !== undefined) {
    for (let j = 0; j < squared.length; j += 1) squared[j] = (effective[j] as number) ** 2;
    weightedSum(variances, all, noise, squared);
  }
  for (const area of gaps) {
    const weights = ownWeights(tree, shares, columns.length, (j) => !Number.isNaN(columns[j]?.[area]));
    let score = 0;
    let variance = 0;
    weights.forEach((weight, j) => {
      if (weight === 0) return;
      score += weight * ((columns[j] as Float64Array)[area] as number);
      variance += weight * weight * (noise?.[j]?.[area] ?? 0);
    });
    scores[area] = weights.some((weight) => weight > 0) ? score : Number.NaN;
    variances[area] = variance;
  }
  for (let i = 0; i < n; i += 1) {
    if (enough[i] === 0) scores[i] = Number.NaN;
    else if (noise !== undefined)
      scores[i] = (scores[i] as number) + Math.sqrt(variances[i] as number) * random.normal();
  }
}

function scoreByTree(
  { columns, noise, enough }: Variant,
  shares: Float64Array,
  random: Generator,
  room: ScoringRoom,
  scores: Float64Array,
): void {
  const { tree, leaves, least } = room;
  if (noise !== undefined) {
    leaves.forEach((leaf, j) => {
      const column = columns[j] as Float64Array;
      const variances = noise[j] as Float64Array;
      for (let area = 0; area < leaf.length; area += 1) {
        const value = column[area] as number;
        const variance = variances[area] as number;
        leaf[area] =
          Number.isNaN(value) || variance === 0
            ? value
            : Math.max(least[j] as number, value + Math.sqrt(variance) * random.normal());
      }
    });
    tree.leavesChanged();
  }
  tree.compute(shares);
  for (let area = 0; area < scores.length; area += 1)
    scores[area] = enough[area] === 0 ? Number.NaN : (tree.scores[area] as number);
}
