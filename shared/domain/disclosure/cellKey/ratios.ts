/**
 * Share or mean with a perturbed denominator: sum / n-hat, never the exact mean (Hundepool et al. 2012, 5.7): the exact quotient with
 * the perturbed n would give the true sum back. For a share, `sum` is the perturbed numerator, and the share is cut to 1.
 * NaN where the denominator is 0 or either part is missing.
 */
export function perturbedRatio(sum: number, denominator: number, kind: 'share' | 'mean'): number {
  if (!(denominator > 0) || Number.isNaN(sum)) return Number.NaN;
  const ratio = sum / denominator;
  return kind === 'share' ? Math.min(1, ratio) : ratio;
}
