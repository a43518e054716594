import { type Generator, generator } from '../../random/generator.ts';
import { iterateIn } from '../kMeans/lloyd.ts';
import { seedCentres } from '../kMeans/seeding.ts';
import { spaceFor } from '../kMeans/space.ts';
import type { Points } from '../points.ts';
import type { Report } from '../distances.ts';
import { type Components, type Covariance, estimate, freeParameters } from './covariance.ts';

const MOST_ROUNDS = 1000;
/** EM ends when the mean log-likelihood of a point rises by less than this. */
const SETTLED = 1e-8;

export interface MixtureGroups {
  /** The most probable group of each point, 0..k-1; ties to the lower. */
  readonly labels: Int32Array;
  /** Probability of each group for each point, n rows of k. */
  readonly responsibilities: Float64Array;
  readonly logLikelihood: number;
  /** -2 logLikelihood + parameters x ln n: lower is better (scikit-learn's sign, the opposite of mclust's). */
  readonly bic: number;
  readonly parameters: number;
  /** How many of the starts ended at this log-likelihood (to 1e-6 per point). */
  readonly foundTimes: number;
}

/**
 * Gaussian mixture by expectation and maximisation (A. P. Dempster, N. M. Laird and D. B. Rubin, 1977), each start from the
 * groups that Lloyd's iteration ends in; the best log-likelihood is kept. Variances carry a ridge of 1e-6.
 * A start is dropped when a group is left with less than p + 1 areas' worth of probability: on so few points a covariance
 * collapses, and the likelihood rises without limit or meaning.
 * @returns undefined when every start was dropped
 */
export function gaussianMixture(
  points: Points,
  options: { readonly k: number; readonly starts: number; readonly seed: number; readonly covariance: Covariance },
  report: Report = () => undefined,
): MixtureGroups | undefined {
  const { k, starts, seed, covariance } = options;
  const { n, p } = points;
  let best: Fitted | undefined;
  const likelihoods: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const labels = lloyd(points, k, generator(seed, `gaussian-mixture/${k}/${start}`));
    const fitted = fit(points, labels, k, covariance, () => report(start, starts));
    report(start + 1, starts);
    if (fitted === undefined) continue;
    likelihoods.push(fitted.logLikelihood);
    if (best === undefined || fitted.logLikelihood > best.logLikelihood + 1e-6 * n) best = fitted;
  }
  if (best === undefined) return undefined;
  const { logLikelihood, responsibilities } = best;
  const parameters = freeParameters(k, p, covariance);
  return {
    labels: mostProbable(responsibilities, n, k),
    responsibilities,
    logLikelihood,
    bic: -2 * logLikelihood + parameters * Math.log(n),
    parameters,
    foundTimes: likelihoods.filter((own) => own >= logLikelihood - 1e-6 * n).length,
  };
}

/** Greedy k-means++ and Lloyd's iteration; the single moves of `kMeans` would lead most starts to the same groups. */
function lloyd(points: Points, k: number, random: Generator): Int32Array {
  const space = spaceFor(points, k);
  seedCentres(space, random);
  iterateIn(space);
  return space.partition.labels.slice();
}

interface Fitted {
  readonly logLikelihood: number;
  readonly responsibilities: Float64Array;
}

function fit(
  points: Points,
  labels: Int32Array,
  k: number,
  covariance: Covariance,
  check: () => void,
): Fitted | undefined {
  const { n } = points;
  const responsibilities = new Float64Array(n * k);
  labels.forEach((label, i) => {
    responsibilities[i * k + label] = 1;
  });
  let logLikelihood = -Infinity;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const masses = massesOf(responsibilities, n, k);
    if (masses.some((mass) => mass < points.p + 1)) return undefined;
    const components = estimate(points, responsibilities, masses, covariance);
    if (components === undefined) return undefined;
    const next = expect(points, components, masses, responsibilities);
    if (!Number.isFinite(next)) return undefined;
    const rise = next - logLikelihood;
    logLikelihood = next;
    if (rise < SETTLED * n) break;
    if ((round & 15) === 15) check();
  }
  return { logLikelihood, responsibilities };
}

function massesOf(responsibilities: Float64Array, n: number, k: number): Float64Array {
  const masses = new Float64Array(k);
  for (let i = 0; i < n; i += 1)
    for (let c = 0; c < k; c += 1) masses[c] = (masses[c] as number) + (responsibilities[i * k + c] as number);
  return masses;
}

/** The E step: responsibilities in place, and the log-likelihood. */
function expect(
  { n, p, values }: Points,
  { means, whitening, logDeterminants }: Components,
  masses: Float64Array,
  responsibilities: Float64Array,
): number {
  const k = masses.length;
  const constants = masses.map(
    (mass, c) => Math.log(mass / n) + (logDeterminants[c] as number) - (p / 2) * Math.log(2 * Math.PI),
  );
  const away = new Float64Array(p);
  let logLikelihood = 0;
  for (let i = 0; i < n; i += 1) {
    let most = -Infinity;
    for (let c = 0; c < k; c += 1) {
      for (let j = 0; j < p; j += 1) away[j] = (values[i * p + j] as number) - (means[c * p + j] as number);
      let square = 0;
      for (let a = 0; a < p; a += 1) {
        const row = (c * p + a) * p;
        let part = 0;
        for (let b = 0; b <= a; b += 1) part += (whitening[row + b] as number) * (away[b] as number);
        square += part * part;
      }
      const log = (constants[c] as number) - square / 2;
      responsibilities[i * k + c] = log;
      if (log > most) most = log;
    }
    let total = 0;
    for (let c = 0; c < k; c += 1) {
      const share = Math.exp((responsibilities[i * k + c] as number) - most);
      responsibilities[i * k + c] = share;
      total += share;
    }
    for (let c = 0; c < k; c += 1) responsibilities[i * k + c] = (responsibilities[i * k + c] as number) / total;
    logLikelihood += most + Math.log(total);
  }
  return logLikelihood;
}

function mostProbable(responsibilities: Float64Array, n: number, k: number): Int32Array {
  return Int32Array.from({ length: n }, (_none, i) => {
    let best = 0;
    for (let c = 1; c < k; c += 1)
      if ((responsibilities[i * k + c] as number) > (responsibilities[i * k + best] as number)) best = c;
    return best;
  });
}
