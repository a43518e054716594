/*
 * Standard errors of what is counted in a register of everyone. Nothing is drawn, so they are not about a sample: they say
 * how much the value would vary if the same conditions had another year's chances (a superpopulation, Cochran 1977,
 * section 2.9; Brillinger, Biometrics 42 (1986) 693-734), without a correction for the finite population. NaN where the
 * formula has nothing to go by.
 */

/**
 * A share of n, as a part of 1: sqrt(p (1 - p) / n), p = r / n. Source: Cochran, *Sampling Techniques* (1977), 3.2. With
 * r = 0 or r = n it is 0, which tells of no certainty but of the formula: use a shrunk estimate there. n = 0: NaN.
 */
export const shareError = (r: number, n: number): number => {
  if (!(n > 0)) return Number.NaN;
  const p = r / n;
  return Math.sqrt(Math.max(0, (p * (1 - p)) / n));
};

/**
 * Events per person, r independent events among n (Poisson): sqrt(r) / n. Source: Marshall (1991), Breslow and Day,
 * *Statistical Methods in Cancer Research* II (1987), 2.1. n = 0: NaN. r = 0: 0.
 */
export const eventRateError = (r: number, n: number): number => (n > 0 ? Math.sqrt(Math.max(0, r)) / n : Number.NaN);

/** Sums over the records of one area: how many, y, y squared, and for a quotient x, x squared and their product. */
export interface Moments {
  readonly n: number;
  readonly y: number;
  readonly yy: number;
  readonly x: number;
  readonly xx: number;
  readonly xy: number;
}

/** Sums of squares are differences of large numbers: what is left of rounding is no variance. */
const ROUNDING = 1e-13;

/**
 * A quotient of two sums over the same n records, R = sum y / sum x: sqrt(n / (n - 1) sum (y - R x)^2) / |sum x|
 * (linearisation: Cochran 1977, 6.3). With x = 1 it is the mean's s / sqrt(n); with y = w v and x = w the weighted mean's.
 * n < 2 or sum x = 0: NaN. All records alike: 0.
 */
export function quotientError({ n, y, yy, x, xx, xy }: Moments): number {
  if (n < 2 || x === 0) return Number.NaN;
  const ratio = y / x;
  const squares = yy - 2 * ratio * xy + ratio * ratio * xx;
  const size = yy + 2 * Math.abs(ratio * xy) + ratio * ratio * xx;
  return squares <= ROUNDING * size ? 0 : Math.sqrt((n / (n - 1)) * squares) / Math.abs(x);
}

/** A mean of n values: s / sqrt(n), s with n - 1. n < 2: NaN. All equal: 0. */
export const meanError = (n: number, y: number, yy: number): number => quotientError({ n, y, yy, x: n, xx: n, xy: y });

/**
 * A sum of y over a number of records that is itself left to chance (compound Poisson): sqrt(sum y^2); for a count
 * sqrt(n). Source: Feller, *An Introduction to Probability Theory* I (1968), XII.2. No records: 0.
 */
export const sumError = (yy: number): number => Math.sqrt(Math.max(0, yy));

/** The normal distribution's 97.5th percentile: an interval of 95 %. */
const Z = 1.959963984540054;

/**
 * A quantile Q(p) of n values: (Q(b) - Q(a)) / (2 z), a and b = p -+ z sqrt(p (1 - p) / n) cut to 0..1, z = 1.96: the
 * interval of 95 % by ordered values, read backwards. Source: R. S. Woodruff, *JASA* 47 (1952) 635-646; Särndal, Swensson
 * and Wretman, *Model Assisted Survey Sampling* (1992), 5.11. `quantile` gives those of the n values, of type 7.
 * n < 2: NaN. All equal: 0.
 */
export function quantileError(n: number, p: number, quantile: (p: number) => number): number {
  if (n < 2) return Number.NaN;
  const reach = Z * Math.sqrt((p * (1 - p)) / n);
  return (quantile(Math.min(1, p + reach)) - quantile(Math.max(0, p - reach))) / (2 * Z);
}

/** A quantile as it was found. */
export interface FoundQuantile {
  readonly p: number;
  readonly value: number;
  readonly error: number;
}

/**
 * A ratio R of two quantiles of the same values, upper / lower (P90/P10): |R| sqrt((su/u)^2 + (sl/l)^2 - 2 c / (u l)), where
 * the covariance of two quantiles p < q is c = s_p s_q sqrt(p (1 - q) / (q (1 - p))). Delta method on the joint limit
 * of ordered values: Serfling, *Approximation Theorems of Mathematical Statistics* (1980), 2.3.3. A quantile of 0: NaN.
 */
export function quantileRatioError(upper: FoundQuantile, lower: FoundQuantile): number {
  if (upper.value === 0 || lower.value === 0) return Number.NaN;
  const [p, q] = upper.p > lower.p ? [lower.p, upper.p] : [upper.p, lower.p];
  const correlation = Math.sqrt((p * (1 - q)) / (q * (1 - p)));
  const [above, below] = [upper.error / upper.value, lower.error / lower.value];
  const variance = above ** 2 + below ** 2 - 2 * correlation * above * below;
  return Math.abs(upper.value / lower.value) * Math.sqrt(Math.max(0, variance));
}

/** Kish's effective number of contributors: (sum |y|)^2 / sum y^2. Equal parts: their number. All 0, or none: 0. */
export const effectiveNumber = (absoluteSum: number, yy: number): number => (yy > 0 ? absoluteSum ** 2 / yy : 0);
