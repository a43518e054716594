import { wilsonInterval, Z95 } from '../../../../shared/domain/smallAreas/wilson.ts';
import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';

/** True when the value is 100 x numerator / n of records that count alike, and is shown as it was computed. */
const isPlainShare = ({ measure, estimate }: IndicatorDefinition): boolean =>
  measure.kind === 'share' && measure.weight === undefined && (estimate === undefined || estimate.kind === 'raw');

/**
 * About where an area's value would lie in 95 of 100 like populations. Of a plain share the score interval, which has a width
 * also where nobody or everybody is counted; else value ± 1.96 standard errors, not below 0 for rates. Null where
 * there is no standard error, or where it is 0 and so says nothing.
 */
export function intervalOf(
  definition: IndicatorDefinition,
  { meta, values, n, numerator }: IndicatorColumn,
  standardErrors: Float64Array,
  area: number,
): readonly [number, number] | null {
  const value = values[area] ?? Number.NaN;
  if (Number.isNaN(value)) return null;
  if (isPlainShare(definition)) {
    const [from, to] = wilsonInterval(numerator[area] ?? Number.NaN, n[area] ?? Number.NaN);
    return Number.isNaN(from) ? null : [100 * from, 100 * to];
  }
  const error = standardErrors[area] ?? Number.NaN;
  if (!(error > 0)) return null;
  const least = meta.unit === 'percent' || meta.unit === 'per1000' ? 0 : -Infinity;
  const most = meta.unit === 'percent' && definition.measure.kind === 'share' ? 100 : Infinity;
  return [Math.max(least, value - Z95 * error), Math.min(most, value + Z95 * error)];
}
