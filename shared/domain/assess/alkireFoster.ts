import { TOLERANCE } from './presence.ts';
import type { Factor } from './problemRules.ts';

export interface FactorMeasures {
  readonly id: string;
  /** Share of all areas where the factor is a problem. */
  readonly rawHeadcount: number;
  /** Share of all areas that are flagged and where the factor is a problem. */
  readonly censoredHeadcount: number;
  /** (w_f / W) h_f / M0: the factor's part of M0; they sum to 1, and are 0 when M0 is. */
  readonly contribution: number;
}

export interface AlkireFosterMeasures {
  readonly k: number;
  /** How many areas are flagged, c >= k - 1e-12. */
  readonly flagged: number;
  /** H: share of the areas (or of the people) that is flagged. */
  readonly headcount: number;
  /** A: mean of c / W over the flagged; 0 when none is. */
  readonly intensity: number;
  /** M0 = H * A. */
  readonly adjustedHeadcount: number;
  readonly factors: readonly FactorMeasures[];
}

/** What the measures are taken of: a problem count, whole or live. */
export interface Counted {
  /** c per area, NaN = none. */
  readonly scores: Float64Array;
  /** 1 = enough known; the others are left out of every share. */
  readonly judged: Uint8Array;
  readonly factors: readonly Factor[];
  readonly factorProblems: readonly Uint8Array[];
}

/**
 * Alkire and Foster's measures at one cut-off k, over the areas that can be judged.
 * @param people weight of each area (its population) or undefined for unweighted
 */
export function alkireFoster(counted: Counted, k: number, people?: Float64Array): AlkireFosterMeasures {
  const { scores, judged, factors, factorProblems } = counted;
  const weightSum = factors.reduce((sum, { weight }) => sum + weight, 0);
  const raw = new Float64Array(factors.length);
  const censored = new Float64Array(factors.length);
  let all = 0;
  let flaggedWeight = 0;
  let flagged = 0;
  let countSum = 0;
  for (let area = 0; area < scores.length; area += 1) {
    const count = scores[area] as number;
    if (judged[area] === 0 || Number.isNaN(count)) continue;
    const weight = people === undefined ? 1 : (people[area] as number);
    const isFlagged = count >= k - TOLERANCE;
    all += weight;
    if (isFlagged) {
      flagged += 1;
      flaggedWeight += weight;
      countSum += weight * count;
    }
    for (let f = 0; f < factors.length; f += 1) {
      if ((factorProblems[f] as Uint8Array)[area] === 0) continue;
      raw[f] = (raw[f] as number) + weight;
      if (isFlagged) censored[f] = (censored[f] as number) + weight;
    }
  }
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  const headcount = share(flaggedWeight, all);
  const intensity = share(countSum, flaggedWeight * weightSum);
  const adjustedHeadcount = headcount * intensity;
  return {
    k,
    flagged,
    headcount,
    intensity,
    adjustedHeadcount,
    factors: factors.map(({ id, weight }, f) => ({
      id,
      rawHeadcount: share(raw[f] as number, all),
      censoredHeadcount: share(censored[f] as number, all),
      contribution: share((weight / weightSum) * share(censored[f] as number, all), adjustedHeadcount),
    })),
  };
}

/**
 * The cut-offs worth looking at: every value above 0 that c can take when all factors weigh the same, else every value
 * above 0 that it does take.
 */
export function cutOffs({ scores, factors }: Counted): number[] {
  const [first] = factors;
  if (first !== undefined && factors.every(({ weight }) => weight === first.weight))
    return factors.map((_factor, f) => (f + 1) * first.weight);
  return [...new Set(scores)].filter((count) => count > 0).sort((a, b) => a - b);
}

/** The measures at every cut-off: the k-curve. */
export const kCurve = (counted: Counted, people?: Float64Array): AlkireFosterMeasures[] =>
  cutOffs(counted).map((k) => alkireFoster(counted, k, people));
