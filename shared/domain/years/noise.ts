/**
 * Two-sided tail of the standard normal distribution, P(|Z| > |z|) = erfc(|z| / sqrt 2). Rational approximation 7.1.26 of Abramowitz and
 * Stegun, "Handbook of Mathematical Functions" (1964), off by at most 1.5e-7. NaN for NaN, 0 for infinite z.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (!Number.isFinite(x)) return Number.isNaN(x) ? Number.NaN : 0;
  const t = 1 / (1 + 0.327_591_1 * x);
  const poly =
    t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
  return poly * Math.exp(-x * x);
}

/**
 * How far a change is beyond what register noise explains: z = (x1 - x0) / sqrt(se0^2 + se1^2), the years taken as independent, with its
 * two-sided p. Most people live on in an area, so their years are not independent and true noise is smaller: the test is on the safe
 * side. An error of 0 tells of its formula (none or all of an area) and of no certainty: the other year's stands for both, and where
 * both are 0 nothing is tested, but no change is none. A missing value or error: NaN.
 */
export function changeBeyondNoise(
  before: { readonly value: number; readonly error: number },
  after: { readonly value: number; readonly error: number },
): { readonly z: number; readonly p: number } {
  const change = after.value - before.value;
  const error = Math.hypot(before.error || after.error, after.error || before.error);
  const known = !Number.isNaN(before.error) && !Number.isNaN(after.error);
  const z = !known ? Number.NaN : error > 0 ? change / error : change === 0 ? 0 : Number.NaN;
  return { z, p: normalTail(z) };
}

/**
 * q-values: the false discovery rate at which each test would be called a change (Benjamini and Hochberg, Journal of the Royal
 * Statistical Society B 57, 1995). q_(i) = min over j >= i of m p_(j) / j, at most 1. NaN stays NaN and is no test. Ties get the same q.
 */
export function falseDiscovery(p: Float64Array): Float64Array {
  const order = Array.from(p.keys())
    .filter((i) => !Number.isNaN(p[i]))
    .sort((a, b) => (p[b] as number) - (p[a] as number) || b - a);
  const q = new Float64Array(p.length).fill(Number.NaN);
  const m = order.length;
  let least = 1;
  for (const [place, i] of order.entries()) {
    least = Math.min(least, ((p[i] as number) * m) / (m - place));
    q[i] = least;
  }
  return q;
}
