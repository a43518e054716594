/** Of the normal distribution: 95 % lies within so many standard deviations. */
export const Z95 = 1.959963984540054;

/**
 * The score interval of a share, k of n, both ends 0..1 (Wilson, J. Amer. Statist. Assoc. 22, 1927): the p for which
 * |k/n − p| <= z · sqrt(p(1 − p)/n). Unlike k/n ± z·s.e. it has a width at 0 and at n, and stays within 0..1. NaN without records,
 * and where k is no number.
 */
export function wilsonInterval(k: number, n: number, z = Z95): readonly [number, number] {
  if (!(n > 0) || Number.isNaN(k)) return [Number.NaN, Number.NaN];
  const p = k / n;
  const denominator = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / denominator;
  const half = (z / denominator) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [k <= 0 ? 0 : Math.max(0, middle - half), k >= n ? 1 : Math.min(1, middle + half)];
}
