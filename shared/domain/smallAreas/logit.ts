import { checkLengths, emptyStabilised, type Stabilised } from './stabilised.ts';

/** Log odds of r of n with a half added to both sides, so that none and all have finite ones. */
const logOdds = (r: number, n: number): number => Math.log((r + 0.5) / (n - r + 0.5));

/** The variance of `logOdds` as an estimate. */
const logOddsVariance = (r: number, n: number): number => ((n + 1) * (n + 2)) / (n * (r + 1) * (n - r + 1));

interface GroupSums {
  cases: number;
  people: number;
  readonly logOdds: number[];
}

/** Sum of squares about the mean / (n - 1); 0 for fewer than two. */
function varianceOf(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
}

const isShare = (r: number, n: number): boolean => n > 0 && r >= 0 && r <= n;

/**
 * Shares drawn towards the share of a group (municipality, area type, the nation) on the scale of log odds, as the
 * Scottish and English indices of multiple deprivation do: M = ln((r + .5)/(n - r + .5)),
 * s2 = (n + 1)(n + 2)/(n (r + 1)(n - r + 1)), t2 = variance of M over the group's areas (n - 1, about the mean of M),
 * w = (1/s2)/(1/s2 + 1/t2), z = w M + (1 - w) G, G = log odds of the group's summed r and n (+ .5); result e^z/(1 + e^z).
 * Standard error: p (1 - p) sqrt(w s2 + (1 - w)^2 s2(G)) (delta method: the posterior variance of z, and that of G).
 *
 * Source: Social Disadvantage Research Centre, *Scottish Indices of Deprivation 2003*, appendix 1; Department for
 * Communities and Local Government, *The English Indices of Deprivation 2015: technical report*, on shrinkage estimation.
 * `group[i]` is the group's number, below 0 none: NaN. n = 0, r missing, or r outside 0..n (a rate of events, which is no
 * share): NaN, and the group is not told. t2 = 0, so also for the only area of a group: w = 0, the group's share.
 */
export function logitShrink(numerator: Float64Array, denominator: Float64Array, group: Int32Array): Stabilised {
  checkLengths(numerator, denominator);
  const sums = new Map<number, GroupSums>();
  const used = (area: number): boolean =>
    (group[area] ?? -1) >= 0 && isShare(numerator[area] as number, denominator[area] as number);
  for (const area of numerator.keys()) {
    if (!used(area)) continue;
    const key = group[area] as number;
    const own = sums.get(key) ?? { cases: 0, people: 0, logOdds: [] };
    const [r, n] = [numerator[area] as number, denominator[area] as number];
    own.cases += r;
    own.people += n;
    own.logOdds.push(logOdds(r, n));
    sums.set(key, own);
  }
  const facts = new Map(
    [...sums].map(([key, { cases, people, logOdds: own }]) => [
      key,
      { centre: logOdds(cases, people), error: logOddsVariance(cases, people), between: varianceOf(own) },
    ]),
  );
  const out = emptyStabilised(numerator.length);
  for (const area of numerator.keys()) {
    const own = used(area) ? facts.get(group[area] as number) : undefined;
    if (own === undefined) continue;
    const [r, n] = [numerator[area] as number, denominator[area] as number];
    const within = logOddsVariance(r, n);
    const weight = own.between === 0 ? 0 : 1 / within / (1 / within + 1 / own.between);
    const z = weight * logOdds(r, n) + (1 - weight) * own.centre;
    const share = 1 / (1 + Math.exp(-z));
    out.rate[area] = share;
    out.ownWeight[area] = weight;
    out.standardError[area] = share * (1 - share) * Math.sqrt(weight * within + (1 - weight) ** 2 * own.error);
  }
  return out;
}
