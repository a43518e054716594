import { extremes, mean, standardDeviation } from '../statistics/moments.ts';
import type { ComparingAggregation } from './aggregation.ts';
import { MethodError } from './methodError.ts';

/** A group's children as columns over the areas, and each child's share of the group's weight. */
export interface GroupColumns {
  /** For errors. */
  readonly id: string;
  readonly columns: readonly Float64Array[];
  readonly shares: readonly number[];
}

/**
 * Aggregations that compare areas with each other, or an area's values in order of size. NaN where an area has none of the
 * children; otherwise over those it has.
 * @throws MethodError for a child without spread (mpi) or as many order weights as there are no children (owa)
 */
export function aggregateByComparing(how: ComparingAggregation, group: GroupColumns): Float64Array {
  if (how.kind === 'mpi') return mazziottaPareto(group);
  if (how.kind === 'owa') return orderedWeighted(group, how.weights);
  return copeland(group);
}

/**
 * Mazziotta and Pareto's index ("On a generalized non-compensatory composite index", 2013), the form for phenomena where high
 * is bad: z = 100 + 10 (x - mean) / sd over the areas (sd with n), then M + S cv with M = sum w z, S = sqrt(sum w (z - M)²) and
 * cv = S / M: an area is worse the more uneven it is. Weights are the group's; with equal ones it is the published formula.
 */
function mazziottaPareto({ id, columns, shares }: GroupColumns): Float64Array {
  const scaled = columns.map((column) => {
    const { count } = extremes(column);
    const sd = standardDeviation(column, 0);
    if (count > 0 && !(sd > 0)) throw new MethodError({}, 'assess.noSpreadInGroup', { id });
    const middle = mean(column);
    return column.map((value) => 100 + (10 * (value - middle)) / sd);
  });
  return perArea(scaled, shares, (values, weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) return Number.NaN;
    const middle = values.reduce((sum, z, j) => sum + ((weights[j] as number) / total) * z, 0);
    const variance = values.reduce((sum, z, j) => sum + ((weights[j] as number) / total) * (z - middle) ** 2, 0);
    return middle + variance / middle;
  });
}

/**
 * Ordered weighted average (R. R. Yager, "On ordered weighted averaging aggregation operators", 1988): the first order weight
 * goes to an area's largest value, whichever child it belongs to; the children's own weights play no part. An area that lacks
 * some takes the weights that the same attitude gives fewer values: the cumulated weights, read as a broken line over 0..1,
 * are cut into as many equal parts as there are values (Yager's quantifier).
 */
function orderedWeighted({ id, columns, shares }: GroupColumns, weights: readonly number[]): Float64Array {
  const k = columns.length;
  if (weights.length !== k)
    throw new MethodError({}, 'assess.owaWeights', { id, children: k, weights: weights.length });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new MethodError({}, 'assess.allWeightsZero', { id });
  const ofSize = Array.from({ length: k + 1 }, (_none, m) => orderWeightsFor(weights, k, m));
  return perArea(columns, shares, (values) => {
    const falling = values.toSorted((a, b) => b - a);
    return falling.reduce((sum, value, j) => sum + ((ofSize[falling.length] as number[])[j] as number) * value, 0);
  });
}

/** The order weights of an area that has m of the k values, from its largest down; they sum to 1. */
export function orderWeightsFor(weights: readonly number[], k: number, m: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cumulated = [0];
  for (const weight of weights) cumulated.push((cumulated.at(-1) ?? 0) + weight / total);
  const line = (x: number): number => {
    const at = Math.min(k - 1, Math.floor(x * k));
    return (cumulated[at] as number) + (x * k - at) * ((cumulated[at + 1] as number) - (cumulated[at] as number));
  };
  return Array.from({ length: m }, (_none, j) =>
    m === k ? (weights[j] as number) / total : line((j + 1) / m) - line(j / m),
  );
}

function perArea(
  columns: readonly Float64Array[],
  shares: readonly number[],
  formula: (values: readonly number[], weights: readonly number[]) => number,
): Float64Array {
  const n = columns[0]?.length ?? 0;
  return Float64Array.from({ length: n }, (_none, area) => {
    const values: number[] = [];
    const weights: number[] = [];
    columns.forEach((column, j) => {
      const value = column[area] as number;
      if (Number.isNaN(value)) return;
      values.push(value);
      weights.push(shares[j] as number);
    });
    return values.length === 0 ? Number.NaN : formula(values, weights);
  });
}

/**
 * Copeland's score of the weighted outranking (G. Munda and M. Nardo, "Noncompensatory/nonlinear composite indicators for
 * ranking countries", 2009): how many areas it beats minus how many beat it, where i beats j when the children in which i is
 * higher weigh more than those in which j is. Two areas are compared on the children that both have, so missing values favour
 * neither; without any they are level. n² steps for each child.
 */
function copeland({ columns, shares }: GroupColumns): Float64Array {
  const n = columns[0]?.length ?? 0;
  const score = new Float64Array(n);
  const balance = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    balance.fill(0);
    columns.forEach((column, c) => {
      const share = shares[c] as number;
      const own = column[i] as number;
      if (share === 0 || Number.isNaN(own)) return;
      for (let j = i + 1; j < n; j += 1) {
        const other = column[j] as number;
        if (own > other) balance[j] = (balance[j] as number) + share;
        else if (own < other) balance[j] = (balance[j] as number) - share;
      }
    });
    let won = score[i] as number;
    for (let j = i + 1; j < n; j += 1) {
      // Shares such as 0.1 + 0.2 - 0.3 do not cancel exactly: less than this is level.
      const sign = Math.abs(balance[j] as number) < 1e-12 ? 0 : Math.sign(balance[j] as number);
      won += sign;
      score[j] = (score[j] as number) - sign;
    }
    score[i] = won;
  }
  return score.map((value, i) => (columns.every((column) => Number.isNaN(column[i])) ? Number.NaN : value + 0));
}
