import type { ProblemCountMethod } from '../../schemas/method.ts';
import { enoughPresent } from './presence.ts';
import {
  type Factor,
  factorsOf,
  levelOf,
  levelsOf,
  markFactor,
  markProblems,
  type ProblemLevel,
  thresholdsOf,
} from './problemRules.ts';
import { rankScores, type Ranking } from './ranking.ts';

export interface ProblemCount extends Ranking {
  /** c per area: the sum of the weights of its factors that are problems; NaN when it has no value at all. */
  readonly scores: Float64Array;
  /** Position in `levels`, -1 = none reached, or too little known. */
  readonly levelOf: Int32Array;
  readonly levels: readonly ProblemLevel[];
  /** 1 = enough indicators present (`missing.leastShare`) to be given a level. */
  readonly judged: Uint8Array;
  readonly factors: readonly Factor[];
  /** One per indicator, in its own unit. */
  readonly thresholds: Float64Array;
  /** One column per indicator: 1 = problem, 0 = none or missing. */
  readonly problems: readonly Uint8Array[];
  /** One column per factor: 1 = problem. */
  readonly factorProblems: readonly Uint8Array[];
  /** One column per indicator: its part of c; a factor's weight is divided evenly over its problem variables. */
  readonly contributions: readonly Float64Array[];
}

/**
 * The problem count of the 2024 report, which is the counting step of Alkire and Foster ("Counting and
 * multidimensional poverty measurement", Journal of Public Economics 95, 2011): strictly worse than the threshold is a
 * problem; c sums the weights of the factors that are problems, as given. A missing value is no problem.
 * @param columns one per indicator of the method, aligned with `areas`, in its own unit, NaN where missing
 */
export function countProblems(
  method: ProblemCountMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
): ProblemCount {
  const n = areas.length;
  const factors = factorsOf(method);
  const levels = levelsOf(method);
  const thresholds = thresholdsOf(method, columns);
  const problems = method.indicators.map(({ direction }, j) => {
    const marks = new Uint8Array(n);
    markProblems(columns[j] ?? new Float64Array(n), direction, thresholds[j] as number, marks);
    return marks;
  });
  const factorProblems = factors.map((factor) => {
    const marks = new Uint8Array(n);
    markFactor(factor, problems, marks);
    return marks;
  });
  const something = enoughPresent(columns, n, 0);
  const judged = enoughPresent(columns, n, method.missing?.leastShare ?? 0);
  const scores = new Float64Array(n).fill(Number.NaN);
  const level = new Int32Array(n).fill(-1);
  for (let area = 0; area < n; area += 1) {
    if (something[area] === 0) continue;
    let count = 0;
    factors.forEach((factor, f) => {
      count += factor.weight * (factorProblems[f]?.[area] ?? 0);
    });
    scores[area] = count;
    if (judged[area] === 1) level[area] = levelOf(levels, count);
  }
  return {
    scores,
    ...rankScores(scores, areas),
    levelOf: level,
    levels,
    judged,
    factors,
    thresholds,
    problems,
    factorProblems,
    contributions: contributionsOf(factors, factorProblems, problems, columns),
  };
}

function contributionsOf(
  factors: readonly Factor[],
  factorProblems: readonly Uint8Array[],
  problems: readonly Uint8Array[],
  columns: readonly Float64Array[],
): Float64Array[] {
  const parts = columns.map((column) => column.map((value) => (Number.isNaN(value) ? Number.NaN : 0)));
  factors.forEach(({ indicators, weight }, f) => {
    factorProblems[f]?.forEach((isProblem, area) => {
      if (isProblem === 0) return;
      const there = indicators.filter((j) => problems[j]?.[area] === 1);
      for (const j of there) (parts[j] as Float64Array)[area] = weight / there.length;
    });
  });
  return parts;
}
