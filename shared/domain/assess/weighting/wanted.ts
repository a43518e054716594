import { type MeanAggregation, scaleOf } from '../aggregation.ts';
import { Importance } from './importance.ts';

export interface WantedImportance {
  /** Summing to 1. */
  readonly weights: Float64Array;
  /** The shares of importance that these weights give. */
  readonly reached: Float64Array;
  /** The largest |reached - wanted|. */
  readonly off: number;
}

const STEPS = 150;
const STRIDES = [1.5, 1.2, 1.1, 1.05, 1.02, 1.01, 1.004, 1.001];
const LEAST = 1e-6;

/**
 * Weights on the simplex whose shares of importance come as near as they can to those wanted, in the sum of squares (after
 * P. Paruolo, M. Saisana and A. Saltelli, 2013, section 5). First every weight is stretched by the root of wanted / reached, again and
 * again; then one weight at a time is tried a little larger and smaller, with ever shorter strides. Deterministic; what is wanted may be
 * out of reach, and `off` says by how much.
 * @param columns values of the children, NaN where missing; @param wanted summing to 1, all > 0
 */
export function weightsForImportance(
  columns: readonly Float64Array[],
  aggregation: MeanAggregation,
  wanted: Float64Array,
): WantedImportance {
  const { forward, backward } = scaleOf(aggregation);
  const scaled = columns.map((column) => column.map(forward));
  const importance = new Importance(columns);
  const index = new Float64Array(columns[0]?.length ?? 0);
  const sharesOf = (weights: Float64Array): Float64Array => {
    for (let i = 0; i < index.length; i += 1) {
      let sum = 0;
      let there = 0;
      for (let j = 0; j < scaled.length; j += 1) {
        const value = (scaled[j] as Float64Array)[i] as number;
        if (Number.isNaN(value)) continue;
        sum += (weights[j] as number) * value;
        there += weights[j] as number;
      }
      index[i] = there > 0 ? backward(sum / there) : Number.NaN;
    }
    importance.compute(index);
    return importance.shares.slice();
  };
  const distance = (shares: Float64Array): number => {
    const sum = shares.reduce((total, share, j) => total + (share - (wanted[j] as number)) ** 2, 0);
    return Number.isNaN(sum) ? Infinity : sum;
  };
  let best = onSimplex(wanted);
  let reached = sharesOf(best);
  const take = (weights: Float64Array): boolean => {
    const shares = sharesOf(weights);
    if (!(distance(shares) < distance(reached))) return false;
    best = weights;
    reached = shares;
    return true;
  };
  let current = best;
  for (let step = 0; step < STEPS; step += 1) {
    const shares = sharesOf(current);
    current = onSimplex(
      current.map((weight, j) => weight * Math.sqrt((wanted[j] as number) / Math.max(LEAST, shares[j] as number))),
    );
    take(current);
  }
  for (const stride of STRIDES)
    for (let improved = true, round = 0; improved && round < 10; round += 1) {
      improved = false;
      for (let j = 0; j < best.length; j += 1)
        for (const factor of [stride, 1 / stride])
          if (take(onSimplex(best.with(j, (best[j] as number) * factor)))) improved = true;
    }
  return {
    // What has shrunk to next to nothing is nothing.
    weights: onSimplex(best.map((weight) => (weight < LEAST ? 0 : weight))),
    reached,
    off: reached.reduce((most, share, j) => Math.max(most, Math.abs(share - (wanted[j] as number))), 0),
  };
}

function onSimplex(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
