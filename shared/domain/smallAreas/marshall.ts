import { checkLengths, emptyStabilised, type Stabilised, takesPart } from './stabilised.ts';

/** Events that may be many per person (`poisson`), or persons of whom each is counted once or not (`binomial`). */
export type Family = 'poisson' | 'binomial';

/** Mean and variance of the true rates over the areas, by the method of moments. */
export interface Prior {
  readonly mean: number;
  readonly variance: number;
  /** The variance of `mean` as an estimate. */
  readonly meanVariance: number;
}

/**
 * The prior from the areas listed, by the method of moments, with numerators O and denominators P:
 * m = sum O / sum P; s2 = sum P (r - m)^2 / sum P; with Pbar = sum P / n over the n areas that have a denominator
 * poisson: a = max(0, s2 - m / Pbar); binomial: a = max(0, (Pbar s2 - m (1 - m)) / (Pbar - 1)).
 * The mean's own variance is sum P^2 (a + v / P) / (sum P)^2 with v = m, or m (1 - m) - a.
 *
 * Source: R. J. Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", Journal of the Royal
 * Statistical Society C 40 (1991) 283-294; binomial after M. Martuzzi and P. Elliott, Statistics in Medicine 15 (1996)
 * 1867-1873, in the form of spdep's EBest. `centres` are what rates are compared with in s2 instead of m. No area with a denominator: all NaN. One area, or equal rates: a = 0.
 */
export function priorOf(
  numerator: Float64Array,
  denominator: Float64Array,
  areas: Iterable<number>,
  family: Family,
  centres?: Float64Array,
): Prior {
  const used: number[] = [];
  let cases = 0;
  let people = 0;
  for (const area of areas) {
    if (!takesPart(numerator, denominator, area)) continue;
    used.push(area);
    cases += numerator[area] as number;
    people += denominator[area] as number;
  }
  if (used.length === 0) return { mean: Number.NaN, variance: Number.NaN, meanVariance: Number.NaN };
  const mean = cases / people;
  let squares = 0;
  let peopleSquared = 0;
  for (const area of used) {
    const own = denominator[area] as number;
    squares +=
      own * ((numerator[area] as number) / own - (centres === undefined ? mean : (centres[area] as number))) ** 2;
    peopleSquared += own * own;
  }
  const spread = squares / people;
  const average = people / used.length;
  const variance =
    family === 'poisson'
      ? spread - mean / average
      : average === 1
        ? 0
        : (average * spread - mean * (1 - mean)) / (average - 1);
  const kept = Math.max(0, variance);
  const meanVariance = (kept * peopleSquared + noiseOf(mean, kept, family) * people) / people ** 2;
  return { mean, variance: kept, meanVariance };
}

/** What one person adds to the variance of an area's rate: divided by the denominator it is the rate's own variance. */
const noiseOf = (mean: number, variance: number, family: Family): number =>
  family === 'poisson' ? mean : Math.max(0, mean * (1 - mean) - variance);

/**
 * Draws one area's rate r = O / P to the prior: w = a / (a + v / P), r^ = m + w (r - m), v = m (poisson) or
 * m (1 - m) - a (binomial). The standard error is sqrt(w v / P + (1 - w)^2 Var(m)): the posterior variance and that of
 * the mean (the first two terms of Prasad and Rao 1990); that a is estimated too is not in it. m = 0: r^ = 0, error 0.
 */
function draw(out: Stabilised, area: number, cases: number, people: number, prior: Prior, family: Family): void {
  const noise = noiseOf(prior.mean, prior.variance, family) / people;
  // Without any variance between areas nothing of the own rate is left, also when there is no noise to weigh against.
  const weight = prior.variance === 0 ? 0 : prior.variance / (prior.variance + noise);
  out.ownWeight[area] = weight;
  out.rate[area] = prior.mean + weight * (cases / people - prior.mean);
  out.standardError[area] = Math.sqrt(weight * noise + (1 - weight) ** 2 * prior.meanVariance);
}

/**
 * Marshall's global empirical Bayes rates: every area is drawn towards the mean of all areas, the more the smaller its
 * denominator. Arrays are aligned on areas. Denominator 0 or missing: NaN, and the area tells the others nothing.
 */
export function marshall(
  numerator: Float64Array,
  denominator: Float64Array,
  family: Family = 'poisson',
): Stabilised & { readonly prior: Prior } {
  checkLengths(numerator, denominator);
  const out = emptyStabilised(numerator.length);
  const prior = priorOf(numerator, denominator, numerator.keys(), family);
  for (const area of numerator.keys())
    if (takesPart(numerator, denominator, area))
      draw(out, area, numerator[area] as number, denominator[area] as number, prior, family);
  return { ...out, prior };
}

/**
 * Marshall's local empirical Bayes rates: the prior of an area is that of itself and its neighbours, so that it is drawn
 * towards its surroundings. `neighbours[i]` are the areas next to area i (itself left out). In s2 each area is compared
 * with its own local mean (T. Bailey and A. Gatrell, *Interactive Spatial Data Analysis* (1995), 305-307; spdep's EBlocal). An
 * area without neighbours (an island), or whose neighbours have no denominators, has only itself: a = 0, r^ = its own rate.
 */
export function localMarshall(
  numerator: Float64Array,
  denominator: Float64Array,
  neighbours: readonly (readonly number[])[],
  family: Family = 'poisson',
): Stabilised & { readonly priors: readonly Prior[] } {
  checkLengths(numerator, denominator);
  const around = Array.from(numerator.keys(), (area) =>
    [...new Set([area, ...(neighbours[area] ?? [])])].sort((a, b) => a - b),
  );
  const centres = Float64Array.from(around, (areas) => priorOf(numerator, denominator, areas, family).mean);
  const out = emptyStabilised(numerator.length);
  const priors = around.map((areas) => priorOf(numerator, denominator, areas, family, centres));
  for (const [area, prior] of priors.entries())
    if (takesPart(numerator, denominator, area))
      draw(out, area, numerator[area] as number, denominator[area] as number, prior, family);
  return { ...out, priors };
}
