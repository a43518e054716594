import type { ProblemCountMethod } from '../../../schemas/method.ts';
import { standardDeviation } from '../../statistics/moments.ts';
import { TOLERANCE } from '../presence.ts';
import type { ProblemCount } from '../problemCount.ts';
import type { Factor } from '../problemRules.ts';
import type { IndicatorChange } from './indicatorChange.ts';

/** One threshold that, moved alone, moves the area over the line or back under it. */
export interface ThresholdChange {
  readonly id: string;
  readonly threshold: number;
  /** The area's own value: the threshold has to pass it. A threshold at it makes the value no problem. */
  readonly to: number;
  /** |to - threshold| in standard deviations of the indicator over the areas. */
  readonly deviations: number;
  /** How many other areas would come over the line, and how many would leave it, were the threshold moved. */
  readonly othersIn: number;
  readonly othersOut: number;
}

export interface FactorWeightChange {
  readonly id: string;
  readonly weight: number;
  /** The weight at which c is exactly the line; under it for an area that is to leave. */
  readonly to: number;
}

export interface ProblemChanges {
  readonly over: boolean;
  /** How much more (or less) c would have to be. */
  readonly missing: number;
  readonly thresholds: readonly ThresholdChange[];
  readonly indicators: readonly IndicatorChange[];
  readonly weights: readonly FactorWeightChange[];
}

/**
 * What one change moves an area over c >= line, or under it: every problem variable whose own factor, made a problem or made none,
 * is enough by itself; thresholds and values nearest first, in standard deviations. Empty lists when no single one is enough.
 * @param line k or the `from` of a level
 */
export function problemChanges(
  method: ProblemCountMethod,
  count: ProblemCount,
  columns: readonly Float64Array[],
  line: number,
  area: number,
): ProblemChanges {
  const c = count.scores[area] as number;
  const over = c >= line - TOLERANCE;
  const flip = count.factors.flatMap((factor, f) => flips(factor, f, count, columns, c, line, over, area));
  const moves = flip.map((j) => {
    const { id } = method.indicators[j] as ProblemCountMethod['indicators'][number];
    const value = columns[j]?.[area] as number;
    const threshold = count.thresholds[j] as number;
    const deviations = Math.abs(value - threshold) / standardDeviation(columns[j] as Float64Array, 1);
    return { j, id, value, threshold, deviations };
  });
  moves.sort((a, b) => a.deviations - b.deviations || (a.id < b.id ? -1 : 1));
  return {
    over,
    missing: line - c,
    thresholds: moves.map(({ j, id, value, threshold, deviations }) => ({
      id,
      threshold,
      to: value,
      deviations,
      ...others(method, count, columns, { j, to: value }, line, over, area),
    })),
    indicators: moves.map(({ id, value, threshold, deviations }) => ({ id, value, to: threshold, deviations })),
    weights: count.factors.flatMap((factor, f) => {
      const to = factor.weight + line - c;
      return count.factorProblems[f]?.[area] === 1 && to >= 0 ? [{ id: factor.id, weight: factor.weight, to }] : [];
    }),
  };
}

/** The problem variables of a factor that alone turn it, where turning it is enough to cross the line. */
function flips(
  factor: Factor,
  f: number,
  count: ProblemCount,
  columns: readonly Float64Array[],
  c: number,
  line: number,
  over: boolean,
  area: number,
): readonly number[] {
  const isProblem = count.factorProblems[f]?.[area] === 1;
  if (isProblem !== over) return [];
  const after = c + (over ? -factor.weight : factor.weight);
  if (after >= line - TOLERANCE === over) return [];
  const there = factor.indicators.filter((j) => count.problems[j]?.[area] === 1).length;
  if (over ? there !== factor.needed : there !== factor.needed - 1) return [];
  return factor.indicators.filter(
    (j) => (count.problems[j]?.[area] === 1) === over && !Number.isNaN(columns[j]?.[area]),
  );
}

/** Other areas that would cross the line with it, the threshold put just past the area's own value. */
function others(
  method: ProblemCountMethod,
  count: ProblemCount,
  columns: readonly Float64Array[],
  { j, to }: { readonly j: number; readonly to: number },
  line: number,
  over: boolean,
  area: number,
): { othersIn: number; othersOut: number } {
  const direction = method.indicators[j]?.direction ?? 1;
  const f = count.factors.findIndex(({ indicators }) => indicators.includes(j));
  const factor = count.factors[f] as Factor;
  let othersIn = 0;
  let othersOut = 0;
  for (let other = 0; other < count.scores.length; other += 1) {
    const c = count.scores[other] as number;
    if (other === area || count.judged[other] === 0 || Number.isNaN(c)) continue;
    const worse = direction * ((columns[j]?.[other] as number) - to);
    // An area that is to come in is worse than the new threshold, one that is to leave is not.
    const problem = over ? worse > 0 : worse >= 0;
    const there = factor.indicators.filter((one) => (one === j ? problem : count.problems[one]?.[other] === 1)).length;
    const before = count.factorProblems[f]?.[other] ?? 0;
    const after = c + factor.weight * ((there >= factor.needed ? 1 : 0) - before);
    const isOver = after >= line - TOLERANCE;
    if (isOver && c < line - TOLERANCE) othersIn += 1;
    if (!isOver && c >= line - TOLERANCE) othersOut += 1;
  }
  return { othersIn, othersOut };
}
