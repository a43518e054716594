import type { DisclosureRules } from '../rules.ts';

/** A rule that a cell breaks, with how far from its value a reader must be kept; the value in the units of the cell. */
export interface Breach {
  readonly rule: 'frequency' | 'contributors' | 'zero' | 'nk' | 'pPercent' | 'pq' | 'group';
  readonly level: number;
}

/** Contributors of one cell, largest first: absolute amounts, and how many like each there are (weights, at least 1). */
export interface CellContributors {
  readonly amounts: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/**
 * Sum of the `n` largest contributions, where a contributor with the weight w counts as w contributors of its amount (Hundepool et
 * al. 2012, 4.2.2): the sample's largest stands for others as large.
 */
export function largestSum({ amounts, weights }: CellContributors, n: number): number {
  let left = n;
  let sum = 0;
  for (let i = 0; i < amounts.length && left > 0; i += 1) {
    const taken = Math.min(left, weights[i] as number);
    sum += taken * (amounts[i] as number);
    left -= taken;
  }
  return sum;
}

/**
 * The concentration rules that a cell breaks, with the level that each asks for on both sides. X: sum of the absolute contributions
 * times their weights, x1 >= x2 >= ... the contributors of the whole population, R = X - x1 - x2.
 *
 * - (n,k): x1 + ... + xn >= k/100 X; level 100/k (x1 + ... + xn) - X. The limit itself is unsafe, as in GaussSuppression.
 * - p%: R < p/100 x1; level p/100 x1 - R. The second largest, who knows x2, estimates x1 by X - x2.
 * - (p,q): R < p/q x1; level p/q x1 - R. The same for readers who know every contribution to q per cent beforehand.
 *
 * A cell without contributions breaks none.
 */
export function concentrationBreaches(cell: CellContributors, rules: DisclosureRules): Breach[] {
  if (cell.amounts.length === 0) return [];
  const total = largestSum(cell, Number.POSITIVE_INFINITY);
  const breaches: Breach[] = [];
  for (const { n, k } of rules.nk ?? []) {
    const level = (100 / k) * largestSum(cell, n) - total;
    // A level that is nothing but rounding error is the limit itself.
    if (level >= -1e-12 * total) breaches.push({ rule: 'nk', level: Math.max(0, level) });
  }
  const first = largestSum(cell, 1);
  const rest = total - largestSum(cell, 2);
  const remainder = (rule: 'pPercent' | 'pq', share: number): void => {
    if (rest < share * first) breaches.push({ rule, level: share * first - rest });
  };
  if (rules.pPercent !== undefined) remainder('pPercent', rules.pPercent / 100);
  if (rules.pq !== undefined) remainder('pq', rules.pq.p / rules.pq.q);
  return breaches;
}
