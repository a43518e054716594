import type { ProblemCountMethod } from '../../schemas/method.ts';
import { validCount } from '../statistics/moments.ts';
import { quantile } from '../statistics/quantile.ts';
import { MethodError } from './methodError.ts';
import { TOLERANCE } from './presence.ts';

export interface Factor {
  readonly id: string;
  /** Positions of its problem variables in the method's `indicators`. */
  readonly indicators: readonly number[];
  /** How many of them must be problems for the factor to be one. */
  readonly needed: number;
  readonly weight: number;
}

export interface ProblemLevel {
  readonly from: number;
  readonly name: string;
}

/** The factors in the order in which they first occur; an indicator without `factor` is its own. */
export function factorsOf(method: ProblemCountMethod): readonly Factor[] {
  const members = new Map<string, number[]>();
  const seen = new Set<string>();
  method.indicators.forEach(({ id, factor }, i) => {
    if (seen.has(id)) throw new MethodError({ path: ['indicators', i, 'id'] }, 'assess.doubledId', { id });
    seen.add(id);
    const own = members.get(factor ?? id);
    if (own === undefined) members.set(factor ?? id, [i]);
    else own.push(i);
  });
  const rule = method.factorRule ?? 'any';
  const factors = [...members].map(([id, indicators]) => {
    const weights = indicators.map((i) => method.indicators[i]?.weight ?? 1);
    const weight = weights[0] ?? 1;
    const odd = weights.findIndex((one) => one !== weight);
    if (odd >= 0)
      throw new MethodError({ path: ['indicators', indicators[odd] ?? 0, 'weight'] }, 'assess.factorWeights', { id });
    const needed = rule === 'any' ? 1 : rule === 'all' ? indicators.length : rule.atLeast;
    return { id, indicators, needed, weight };
  });
  if (factors.every(({ weight }) => weight === 0))
    throw new MethodError({ path: ['indicators'] }, 'assess.allWeightsZero', { id: 'indicators' });
  return factors;
}

/** Levels from the lowest limit to the highest; two with the same limit are refused. */
export function levelsOf(method: ProblemCountMethod): readonly ProblemLevel[] {
  const levels = method.levels.toSorted((a, b) => a.from - b.from);
  if (levels.some((level, i) => level.from === levels[i - 1]?.from))
    throw new MethodError({ path: ['levels'] }, 'assess.doubledLevel');
  return levels;
}

/** Position of the highest level whose limit is reached, c >= from - 1e-12; -1 when none is. */
export function levelOf(levels: readonly ProblemLevel[], count: number): number {
  let reached = -1;
  for (let i = 0; i < levels.length; i += 1) if (count >= (levels[i] as ProblemLevel).from - TOLERANCE) reached = i;
  return reached;
}

/**
 * The threshold of every indicator in its own unit. A percentile is taken of the indicator's values as they are, over
 * the areas that have one (type 7), so the worst fifth is 80 for direction 1 and 20 for direction -1.
 * @param base the columns of the base year, for percentiles of it
 */
export function thresholdsOf(
  method: ProblemCountMethod,
  columns: readonly Float64Array[],
  base?: readonly Float64Array[],
): Float64Array {
  return Float64Array.from(method.indicators, ({ id, threshold }, i) => {
    const column = columns[i] ?? new Float64Array(0);
    if (validCount(column) === 0) throw new MethodError({ indicator: id }, 'assess.emptyColumn', { id });
    if (typeof threshold === 'number') return threshold;
    if (threshold.of === undefined) return quantile(column, threshold.percentile / 100);
    const then = base?.[i];
    if (then === undefined)
      throw new MethodError({ path: ['indicators', i, 'threshold'] }, 'assess.baseYearMissing', { id });
    if (validCount(then) === 0)
      throw new MethodError({ path: ['indicators', i, 'threshold'] }, 'assess.baseYearEmpty', { id });
    return quantile(then, threshold.percentile / 100);
  });
}

/** True when a threshold is a percentile of the base year. */
export const needsBaseYear = (method: ProblemCountMethod): boolean =>
  method.indicators.some(({ threshold }) => typeof threshold !== 'number' && threshold.of !== undefined);

/** The method with its thresholds written out as numbers, so that it can be carried out again on the areas of any year. */
export function withThresholds(
  { baseYear: _base, ...method }: ProblemCountMethod,
  thresholds: Float64Array,
): ProblemCountMethod {
  return {
    ...method,
    indicators: method.indicators.map((one, j) => ({ ...one, threshold: thresholds[j] as number })),
  };
}

/** Fills 1 where direction * x > direction * threshold, else 0; a missing value is no problem. */
export function markProblems(column: Float64Array, direction: 1 | -1, threshold: number, marks: Uint8Array): void {
  const limit = direction * threshold;
  // NaN compares false, so that a missing value is no problem.
  for (let i = 0; i < column.length; i += 1) marks[i] = direction * (column[i] as number) > limit ? 1 : 0;
}

/** Fills 1 where the factor is a problem: at least `needed` of its problem variables are. */
export function markFactor(factor: Factor, problems: readonly Uint8Array[], marks: Uint8Array): void {
  const [only, another] = factor.indicators;
  if (only !== undefined && another === undefined && factor.needed === 1) {
    marks.set(problems[only] as Uint8Array);
    return;
  }
  for (let i = 0; i < marks.length; i += 1) {
    let count = 0;
    for (const j of factor.indicators) count += (problems[j] as Uint8Array)[i] as number;
    marks[i] = count >= factor.needed ? 1 : 0;
  }
}
