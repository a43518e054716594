import type { Points } from '../points.ts';

export type Covariance = 'full' | 'tied' | 'diagonal' | 'spherical';

/** Added to every variance, so that a group on a line or in a point still has a density. */
const RIDGE = 1e-6;

/** Means and what the density of each group needs. */
export interface Components {
  /** k rows of p. */
  readonly means: Float64Array;
  /** Per group the lower triangular inverse of the Cholesky factor of its covariance, k blocks of p x p. */
  readonly whitening: Float64Array;
  /** Per group the logarithm of the determinant of `whitening`. */
  readonly logDeterminants: Float64Array;
}

/** Free parameters of k groups in p dimensions: shares, means and covariances. */
export function freeParameters(k: number, p: number, covariance: Covariance): number {
  const own = {
    full: (k * p * (p + 1)) / 2,
    tied: (p * (p + 1)) / 2,
    diagonal: k * p,
    spherical: k,
  }[covariance];
  return k - 1 + k * p + own;
}

/**
 * The M step's means and covariances from responsibilities (n rows of k): weighted means; weighted covariances with the
 * ridge 1e-6 on the diagonal; `tied` = the weighted mean of them all; `diagonal` without covariances; `spherical` = the mean of
 * the variances.
 * @returns undefined when a covariance is not positive definite in spite of the ridge
 */
export function estimate(
  { n, p, values }: Points,
  responsibilities: Float64Array,
  masses: Float64Array,
  covariance: Covariance,
): Components | undefined {
  const k = masses.length;
  const means = new Float64Array(k * p);
  for (let i = 0; i < n; i += 1)
    for (let c = 0; c < k; c += 1) {
      const share = responsibilities[i * k + c] as number;
      if (share === 0) continue;
      for (let j = 0; j < p; j += 1)
        means[c * p + j] = (means[c * p + j] as number) + share * (values[i * p + j] as number);
    }
  for (let c = 0; c < k; c += 1)
    for (let j = 0; j < p; j += 1) means[c * p + j] = (means[c * p + j] as number) / (masses[c] as number);

  const scatters = new Float64Array(k * p * p);
  const away = new Float64Array(p);
  for (let i = 0; i < n; i += 1)
    for (let c = 0; c < k; c += 1) {
      const share = responsibilities[i * k + c] as number;
      if (share === 0) continue;
      for (let j = 0; j < p; j += 1) away[j] = (values[i * p + j] as number) - (means[c * p + j] as number);
      addScatter(scatters, c * p * p, away, share, covariance === 'full' || covariance === 'tied');
    }
  shapeScatters(scatters, masses, n, p, covariance);

  const whitening = new Float64Array(k * p * p);
  const logDeterminants = new Float64Array(k);
  for (let c = 0; c < k; c += 1) {
    const logDeterminant = whiten(scatters, whitening, c * p * p, p);
    if (Number.isNaN(logDeterminant)) return undefined;
    logDeterminants[c] = logDeterminant;
  }
  return { means, whitening, logDeterminants };
}

function addScatter(scatters: Float64Array, at: number, away: Float64Array, share: number, whole: boolean): void {
  const p = away.length;
  for (let a = 0; a < p; a += 1) {
    const part = share * (away[a] as number);
    for (let b = whole ? 0 : a; b <= a; b += 1) {
      const cell = at + a * p + b;
      scatters[cell] = (scatters[cell] as number) + part * (away[b] as number);
    }
  }
}

/** Sums of squares become covariances of the wanted shape, in place (lower triangles). */
function shapeScatters(
  scatters: Float64Array,
  masses: Float64Array,
  n: number,
  p: number,
  covariance: Covariance,
): void {
  const k = masses.length;
  if (covariance === 'tied') {
    const all = scatters.slice(0, p * p);
    for (let c = 1; c < k; c += 1)
      for (let cell = 0; cell < p * p; cell += 1)
        all[cell] = (all[cell] as number) + (scatters[c * p * p + cell] as number);
    for (let c = 0; c < k; c += 1)
      scatters.set(
        all.map((value) => value / n),
        c * p * p,
      );
  } else
    for (let c = 0; c < k; c += 1)
      for (let cell = c * p * p; cell < (c + 1) * p * p; cell += 1)
        scatters[cell] = (scatters[cell] as number) / (masses[c] as number);
  for (let c = 0; c < k; c += 1) {
    const diagonal = (j: number): number => c * p * p + j * p + j;
    for (let j = 0; j < p; j += 1) scatters[diagonal(j)] = (scatters[diagonal(j)] as number) + RIDGE;
    if (covariance !== 'spherical') continue;
    let total = 0;
    for (let j = 0; j < p; j += 1) total += scatters[diagonal(j)] as number;
    for (let j = 0; j < p; j += 1) scatters[diagonal(j)] = total / p;
  }
}

/** Inverse of the Cholesky factor of the block at `at`, and the logarithm of its determinant; NaN when there is none. */
function whiten(scatters: Float64Array, whitening: Float64Array, at: number, p: number): number {
  let logDeterminant = 0;
  for (let a = 0; a < p; a += 1)
    for (let b = 0; b <= a; b += 1) {
      let value = scatters[at + a * p + b] as number;
      for (let j = 0; j < b; j += 1)
        value -= (scatters[at + a * p + j] as number) * (scatters[at + b * p + j] as number);
      if (a > b) scatters[at + a * p + b] = value / (scatters[at + b * p + b] as number);
      else {
        if (!(value > 0)) return Number.NaN;
        scatters[at + a * p + a] = Math.sqrt(value);
        logDeterminant -= Math.log(value) / 2;
      }
    }
  for (let b = 0; b < p; b += 1) {
    whitening[at + b * p + b] = 1 / (scatters[at + b * p + b] as number);
    for (let a = b + 1; a < p; a += 1) {
      let value = 0;
      for (let j = b; j < a; j += 1)
        value -= (scatters[at + a * p + j] as number) * (whitening[at + j * p + b] as number);
      whitening[at + a * p + b] = value / (scatters[at + a * p + a] as number);
    }
  }
  return logDeterminant;
}
