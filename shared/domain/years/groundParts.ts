import { combineAreas } from '../areas/combine.ts';
import { between, brokenLine } from '../uncertainty/noise.ts';
import type { WeightedPart } from './splitChange.ts';
import type { ResultAssessment, YearResults } from './yearResults.ts';

/** An area's parts of an index: own weight and normalised value per indicator; undefined for a method that is no weighted sum. */
export function partsOf(assessment: ResultAssessment, area: number): WeightedPart[] | undefined {
  const { weights, contributions } = assessment;
  if (weights === null) return undefined;
  return contributions.map((column, j) => {
    const weight = weights[j]?.[area] ?? Number.NaN;
    const contribution = column[area] as number;
    return { weight, normalised: Number.isNaN(contribution) || !(weight > 0) ? Number.NaN : contribution / weight };
  });
}

/**
 * The parts of an index for several areas together, each indicator put together from the areas' own counts (shared/domain/areas/combine.ts)
 * and laid on the scale of the year by the mapping that the year's areas show, linear between neighbours. Weights as where nothing is
 * missing. Undefined where an indicator cannot be put together or has no value.
 */
export function groundParts(
  year: YearResults,
  assessment: ResultAssessment,
  codes: readonly string[],
  weights: Float64Array,
): WeightedPart[] | undefined {
  const positions = new Map(year.areas.map(({ code }, i) => [code, i]));
  const at = codes.map((code) => positions.get(code));
  if (at.includes(undefined)) return undefined;
  const parts: WeightedPart[] = [];
  for (const [j, id] of assessment.indicators.entries()) {
    const indicator = year.indicators.find((one) => one.id === id);
    if (indicator === undefined || indicator.combination.kind === 'refused') return undefined;
    const { value } = combineAreas(
      indicator.combination,
      at.map((i) => ({ n: indicator.n[i as number] as number, numerator: indicator.numerator[i as number] as number })),
    );
    if (Number.isNaN(value)) return undefined;
    const scale = indicator.value.map((_value, i) => {
      const own = assessment.weights?.[j]?.[i] ?? Number.NaN;
      return own > 0 ? (assessment.contributions[j]?.[i] ?? Number.NaN) / own : Number.NaN;
    });
    const { xs, ys } = brokenLine(indicator.value, scale);
    if (xs.length === 0) return undefined;
    parts.push({ weight: weights[j] as number, normalised: between(xs, ys, value) });
  }
  return parts;
}
