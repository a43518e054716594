import type { IndexMethod, Method, ProblemCountMethod, SeiMethod, WeightRule } from '../../schemas/method.ts';
import { alkireFoster, type AlkireFosterMeasures, kCurve } from './alkireFoster.ts';
import { pearson } from '../statistics/correlation.ts';
import { classesOf } from '../tuning/mapClasses.ts';
import { assessIndex } from './assessIndex.ts';
import { countProblems } from './problemCount.ts';
import { thresholdsOf, withThresholds } from './problemRules.ts';
import { type AreaType, socioEconomicIndex } from './sei.ts';
import { Importance } from './weighting/importance.ts';
import type { GroupWeights } from './weighting/resolveWeights.ts';
import { weightWarnings } from './weighting/weightWarnings.ts';

/** Something a reader of the result should know: which areas lack values, and what followed. */
export interface AssessmentWarning {
  readonly code:
    | 'missingValues'
    | 'notScored'
    | 'notJudged'
    | 'factorNeverProblem'
    | 'negativeLoading'
    | 'inconsistentPairs'
    | 'wantedNotReached'
    | 'importanceAbove'
    | 'importanceBelow'
    | 'againstIndex';
  readonly indicator?: string;
  readonly group?: string;
  /** Percent: of the weight and of the importance. */
  readonly weight?: number;
  readonly importance?: number;
  readonly factor?: string;
  /** Area codes in the order of the file. */
  readonly areas?: readonly string[];
}

/** One assessment as scores.csv and summary.json tell it. */
export interface Assessment {
  /** The index, c, or the SEI; NaN = none. */
  readonly scores: Float64Array;
  /** 1 = highest score, ties the lowest rank, 0 = none. */
  readonly ranks: Int32Array;
  /** Positions of the ranked areas, best rank first. */
  readonly order: Uint32Array;
  /** Empty where there is none. */
  readonly levels: readonly string[];
  readonly ids: readonly string[];
  /** One column per indicator; NaN = none. */
  readonly contributions: readonly Float64Array[];
  readonly summary: AssessmentSummary;
}

interface CommonSummary {
  readonly version: 1;
  readonly areas: number;
  readonly scored: number;
  readonly warnings: readonly AssessmentWarning[];
}

export interface IndexSummary extends CommonSummary {
  readonly kind: 'index';
  /** The method with every default written out. */
  readonly method: IndexMethod;
  readonly indicators: readonly {
    readonly id: string;
    readonly effectiveWeight: number;
    /** Its share of the importance for the index, to set beside the weight; NaN for fewer than 30 areas. */
    readonly importance: number;
    /** How much of the index's variance goes with it, and which way. */
    readonly correlationRatio: number;
    readonly correlation: number;
    /** Mean, sd, limits and the like, of the column turned so that high = more exclusion. */
    readonly normalisedWith: Readonly<Record<string, number>>;
    /** Values moved, limits and the like; empty without treatment. */
    readonly treatedWith: Readonly<Record<string, number>>;
    readonly missing: number;
  }[];
  /** How the weights were made, where a rule made them: the rule, and what it gave each group. */
  readonly weighting?: { readonly rule: WeightRule; readonly groups: readonly GroupWeights[] };
  /** Where the method has classes: their limits of the index, rising, and how many areas each class holds, from the lowest. */
  readonly classes?: { readonly limits: readonly number[]; readonly areas: readonly number[] };
}

export interface ProblemCountSummary extends CommonSummary {
  readonly kind: 'problem-count';
  readonly method: ProblemCountMethod;
  readonly indicators: readonly {
    readonly id: string;
    readonly threshold: number;
    /** The percentile that the threshold is, and the base year that it was taken in. */
    readonly percentile?: number;
    readonly of?: string;
    readonly problems: number;
    readonly missing: number;
  }[];
  readonly levels: readonly { readonly from: number; readonly name: string; readonly areas: number }[];
  readonly measures: AlkireFosterMeasures;
  readonly kCurve: readonly AlkireFosterMeasures[];
  /** The same with every area weighing as many as live there, when the population was given. */
  readonly byPopulation?: { readonly measures: AlkireFosterMeasures; readonly kCurve: readonly AlkireFosterMeasures[] };
}

export interface SeiSummary extends CommonSummary {
  readonly kind: 'sei';
  readonly method: SeiMethod;
  readonly mean: number;
  readonly sd: number;
  /** Lower limits of types 1 to 4. */
  readonly limits: readonly number[];
  readonly levels: readonly { readonly type: AreaType; readonly areas: number }[];
}

export type AssessmentSummary = IndexSummary | ProblemCountSummary | SeiSummary;

/** The indicator ids of any method, in its order. */
export const indicatorsOf = (method: Method): readonly string[] =>
  method.kind === 'sei' ? method.indicators : method.indicators.map(({ id }) => id);

/**
 * Carries out any method on areas.
 * @param columns one per indicator of the method, aligned with `areas`, in its own unit, NaN where missing
 * @param people population per area, for the problem count by population
 * @param base columns of the base year, for thresholds that are percentiles of it
 * @throws MethodError for a method that cannot be carried out on these columns
 */
export function assess(
  method: Method,
  areas: readonly string[],
  columns: readonly Float64Array[],
  people?: Float64Array,
  base?: readonly Float64Array[],
): Assessment {
  if (method.kind === 'index') return byIndex(method, areas, columns);
  if (method.kind === 'problem-count') return byProblems(method, areas, columns, people, base);
  return bySei(method, areas, columns);
}

function byIndex(method: IndexMethod, areas: readonly string[], columns: readonly Float64Array[]): Assessment {
  const index = assessIndex(method, areas, columns);
  const { scores, ranks, order, contributions, effectiveWeights, normalised, weighting } = index;
  const importance = new Importance(normalised.map(({ values }) => values));
  importance.compute(scores);
  const ids = indicatorsOf(method);
  const summary: IndexSummary = {
    version: 1,
    kind: 'index',
    areas: areas.length,
    scored: order.length,
    method: {
      ...index.method,
      treatment: method.treatment ?? { kind: 'none' },
      aggregation: method.aggregation ?? { kind: 'arithmetic' },
      missing: method.missing ?? { leastShare: 0 },
    },
    indicators: ids.map((id, j) => ({
      id,
      effectiveWeight: effectiveWeights[j] as number,
      importance: importance.shares[j] as number,
      correlationRatio: importance.ratios[j] as number,
      correlation: pearson(normalised[j]?.values ?? new Float64Array(), scores),
      normalisedWith: normalised[j]?.facts ?? {},
      treatedWith: normalised[j]?.treatedWith ?? {},
      missing: missingIn(columns[j]),
    })),
    ...(method.weights === undefined ? {} : { weighting: { rule: method.weights, groups: weighting } }),
    ...(method.classes === undefined ? {} : { classes: classesOf(method.classes, scores, order) }),
    warnings: [...warningsOf(ids, areas, columns, scores), ...weightWarnings(index, ids, importance)],
  };
  return { scores, ranks, order, levels: areas.map(() => ''), ids, contributions, summary };
}

function byProblems(
  method: ProblemCountMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
  people?: Float64Array,
  base?: readonly Float64Array[],
): Assessment {
  const resolved = withThresholds(method, thresholdsOf(method, columns, base));
  const count = countProblems(resolved, areas, columns);
  const ids = indicatorsOf(method);
  const notJudged = areas.filter((_code, i) => count.judged[i] === 0);
  const idle = count.factors.filter(({ indicators, needed }) => needed > indicators.length);
  const summary: ProblemCountSummary = {
    version: 1,
    kind: 'problem-count',
    areas: areas.length,
    scored: count.order.length,
    method: { ...resolved, factorRule: method.factorRule ?? 'any', missing: method.missing ?? { leastShare: 0 } },
    indicators: ids.map((id, j) => ({
      id,
      threshold: count.thresholds[j] as number,
      ...ruleOf(method, j),
      problems: count.problems[j]?.reduce((sum, mark) => sum + mark, 0) ?? 0,
      missing: missingIn(columns[j]),
    })),
    levels: count.levels.map(({ from, name }, level) => ({
      from,
      name,
      areas: count.levelOf.filter((own) => own === level).length,
    })),
    measures: alkireFoster(count, method.k),
    kCurve: kCurve(count),
    ...(people === undefined
      ? {}
      : { byPopulation: { measures: alkireFoster(count, method.k, people), kCurve: kCurve(count, people) } }),
    warnings: [
      ...warningsOf(ids, areas, columns, count.scores),
      ...(notJudged.length === 0 ? [] : [{ code: 'notJudged' as const, areas: notJudged }]),
      ...idle.map(({ id }) => ({ code: 'factorNeverProblem' as const, factor: id })),
    ],
  };
  const levels = Array.from(count.levelOf, (level) => count.levels[level]?.name ?? '');
  return {
    scores: count.scores,
    ranks: count.ranks,
    order: count.order,
    levels,
    ids,
    contributions: count.contributions,
    summary,
  };
}

function ruleOf({ indicators, baseYear }: ProblemCountMethod, j: number): { percentile?: number; of?: string } {
  const threshold = indicators[j]?.threshold;
  if (typeof threshold !== 'object') return {};
  return { percentile: threshold.percentile, ...(threshold.of === undefined ? {} : { of: baseYear?.name ?? '' }) };
}

const AREA_TYPES: readonly AreaType[] = [1, 2, 3, 4, 5];

function bySei(method: SeiMethod, areas: readonly string[], columns: readonly Float64Array[]): Assessment {
  const sei = socioEconomicIndex(method, areas, columns);
  const ids = indicatorsOf(method);
  const summary: SeiSummary = {
    version: 1,
    kind: 'sei',
    areas: areas.length,
    scored: sei.order.length,
    method,
    mean: sei.mean,
    sd: sei.sd,
    limits: sei.limits,
    levels: AREA_TYPES.map((type) => ({ type, areas: sei.types.filter((own) => own === type).length })),
    warnings: warningsOf(ids, areas, columns, sei.scores),
  };
  const levels = Array.from(sei.types, (type) => (type === 0 ? '' : String(type)));
  return {
    scores: sei.scores,
    ranks: sei.ranks,
    order: sei.order,
    levels,
    ids,
    contributions: sei.contributions,
    summary,
  };
}

const missingIn = (column: Float64Array | undefined): number =>
  column?.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0) ?? 0;

function warningsOf(
  ids: readonly string[],
  areas: readonly string[],
  columns: readonly Float64Array[],
  scores: Float64Array,
): AssessmentWarning[] {
  const missing = ids.flatMap((indicator, j) => {
    const there = areas.filter((_code, i) => Number.isNaN(columns[j]?.[i] ?? Number.NaN));
    return there.length === 0 ? [] : [{ code: 'missingValues' as const, indicator, areas: there }];
  });
  const without = areas.filter((_code, i) => Number.isNaN(scores[i]));
  return [...missing, ...(without.length === 0 ? [] : [{ code: 'notScored' as const, areas: without }])];
}
