import type { IndicatorMeta } from '../../../app/state/indicatorTable.ts';

/** Of the normal distribution: 95 % lies within so many standard errors. */
const Z95 = 1.959963984540054;

/**
 * About where the value would lie in 95 of 100 like populations: value ± 1.96 standard errors, cut at what the unit can be
 * (0, and 100 for per cent). Null without a standard error, as for counts of everyone.
 */
export function intervalOf(
  { unit }: Pick<IndicatorMeta, 'unit'>,
  value: number,
  standardError: number,
): readonly [number, number] | null {
  if (Number.isNaN(value) || Number.isNaN(standardError)) return null;
  const least = unit === 'percent' || unit === 'per1000' ? 0 : -Infinity;
  const most = unit === 'percent' ? 100 : Infinity;
  return [Math.max(least, value - Z95 * standardError), Math.min(most, value + Z95 * standardError)];
}
