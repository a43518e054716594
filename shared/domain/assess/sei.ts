import type { SeiMethod } from '../../schemas/method.ts';
import { mean, standardDeviation, validCount } from '../statistics/moments.ts';
import { MethodError } from './methodError.ts';
import { rankScores, type Ranking } from './ranking.ts';

/** Area types: 1 = great socio-economic challenges … 5 = very good conditions. */
export type AreaType = 1 | 2 | 3 | 4 | 5;

export interface SocioEconomicIndex extends Ranking {
  /** (V1 + V2 + V3) / 3 per area; NaN when one of them is missing. */
  readonly scores: Float64Array;
  /** 1-5, 0 = no score. */
  readonly types: Uint8Array;
  /** Unweighted over the areas with a score, unrounded. */
  readonly mean: number;
  /** The same, with n - 1. */
  readonly sd: number;
  /** Lower limits of types 1, 2, 3, 4: m + 2s, m + s, m, m - s. */
  readonly limits: readonly [number, number, number, number];
  /** One column per part: a third of it; NaN where the area has no score. */
  readonly contributions: readonly Float64Array[];
}

/**
 * The socio-economic index as published since 2021, with area types by the year's mean m and standard deviation s over
 * areas: 1 from m + 2s, 2 from m + s, 3 from m, 4 from m - s, 5 below. Higher = worse.
 * @param columns three, in percent 0..100, aligned with `areas`, NaN where missing
 * @throws MethodError when the index does not vary, so that no types exist
 */
export function socioEconomicIndex(
  method: SeiMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
): SocioEconomicIndex {
  method.indicators.forEach((id, i) => {
    if (method.indicators.indexOf(id) !== i) throw new MethodError({ path: ['indicators', i] }, 'assess.seiDoubled');
    if (validCount(columns[i] ?? new Float64Array(0)) === 0)
      throw new MethodError({ indicator: id }, 'assess.emptyColumn', { id });
  });
  const [first, second, third] = columns as readonly [Float64Array, Float64Array, Float64Array];
  const scores = first.map((value, i) => (value + (second[i] as number) + (third[i] as number)) / 3);
  const m = mean(scores);
  const s = standardDeviation(scores, 1);
  if (!(s > 0)) throw new MethodError({}, 'assess.seiNoSpread');
  const limits = [m + 2 * s, m + s, m, m - s] as const;
  return {
    scores,
    ...rankScores(scores, areas),
    types: Uint8Array.from(scores, (score) => (Number.isNaN(score) ? 0 : typeOf(score, limits))),
    mean: m,
    sd: s,
    limits,
    contributions: columns.map((column) =>
      column.map((value, i) => (Number.isNaN(scores[i]) ? Number.NaN : value / 3)),
    ),
  };
}

/** The area type of a score by stored limits, also of another year's. */
export function typeOf(score: number, limits: SocioEconomicIndex['limits']): AreaType {
  const place = limits.findIndex((limit) => score >= limit);
  return (place < 0 ? 5 : place + 1) as AreaType;
}
