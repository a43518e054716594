import type { IndicatorDefinition, Measure } from '../../../shared/schemas/indicator.ts';
import type { Path, Report } from './checkParts.ts';
import { overlap } from './variants.ts';

const QUANTILES: ReadonlySet<Measure['kind']> = new Set(['median', 'quantile', 'quantile-ratio']);
/** Measures that are numerator / denominator, so that they can be drawn towards those of other areas. */
const RATES: ReadonlySet<Measure['kind']> = new Set(['share', 'rate']);

/** What the language asks of a definition besides its form and names. */
export function checkRules(definition: IndicatorDefinition, report: Report): void {
  const { measure, reference, missing, estimate, variants = [], years } = definition;
  const measures: readonly (readonly [Measure, Path])[] = [
    [measure, ['measure']],
    ...variants.flatMap((variant, i) =>
      variant.measure === undefined ? [] : [[variant.measure, ['variants', i, 'measure']] as const],
    ),
  ];
  for (const [own, path] of measures) {
    checkMeasure(own, path, report);
    if (own.kind !== measure.kind) report([...path, 'kind'], 'indicators.variantKind', { kind: measure.kind });
  }
  if (
    missing === 'count-as-no' &&
    measure.kind !== 'share' &&
    measure.kind !== 'rate' &&
    measure.kind !== 'standardised'
  )
    report(['missing'], 'indicators.countAsNo');
  if ((reference.pool ?? 1) > 1 && QUANTILES.has(measure.kind))
    report(['reference', 'pool'], 'indicators.poolQuantile');
  if (estimate !== undefined && estimate.kind !== 'raw') {
    if (!RATES.has(measure.kind) || ('weight' in measure && measure.weight !== undefined))
      report(['estimate', 'kind'], 'indicators.estimateKind');
    else if (estimate.kind === 'logit' && measure.kind !== 'share')
      report(['estimate', 'kind'], 'indicators.estimateLogit');
  }
  if ((years?.from ?? -Infinity) > (years?.to ?? Infinity)) report(['years'], 'indicators.form.limitsReversed');
  for (const [i, variant] of variants.entries()) {
    const { from = -Infinity, to = Infinity } = variant.years;
    if (from > to) report(['variants', i, 'years'], 'indicators.form.limitsReversed');
    const other = variants.findIndex((earlier, j) => j < i && overlap(earlier.years, variant.years));
    if (other >= 0) report(['variants', i, 'years'], 'indicators.variantsOverlap', { other });
  }
}

function checkMeasure(measure: Measure, path: Path, report: Report): void {
  if (measure.kind === 'quantile-ratio' && measure.upper <= measure.lower)
    report([...path, 'upper'], 'indicators.quantilesReversed');
  if (measure.kind !== 'standardised') return;
  const falling = measure.fromAges.findIndex((age, i) => i > 0 && age <= (measure.fromAges[i - 1] as number));
  if (falling >= 0) report([...path, 'fromAges', falling], 'indicators.agesNotRising');
  if (typeof measure.standard !== 'object' || !('strata' in measure.standard)) return;
  const { strata } = measure.standard;
  for (const [i, { fromAge, sex }] of strata.entries()) {
    const place = [...path, 'standard', 'strata', i];
    if (!measure.fromAges.includes(fromAge)) report([...place, 'fromAge'], 'indicators.strayStratum');
    if (!measure.sexes.includes(sex)) report([...place, 'sex'], 'indicators.strayStratum');
    if (strata.findIndex((other) => other.fromAge === fromAge && other.sex === sex) < i)
      report(place, 'indicators.stratumTwice');
  }
  if (strata.every(({ persons }) => persons === 0)) report([...path, 'standard', 'strata'], 'indicators.noStandard');
}
