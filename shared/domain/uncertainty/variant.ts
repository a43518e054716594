import type { IndexMethod } from '../../schemas/method.ts';
import { isMean, requirePositive, scaleOf } from '../assess/aggregation.ts';
import { normaliseAll } from '../assess/normalise.ts';
import { enoughPresent } from '../assess/presence.ts';
import { resolveWeights } from '../assess/weighting/resolveWeights.ts';
import { buildWeightTree, type WeightTree, writtenWeights } from '../assess/weightTree.ts';
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
