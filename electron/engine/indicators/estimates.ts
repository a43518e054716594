import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { logitShrink } from '../../../shared/domain/smallAreas/logit.ts';
import { localMarshall, marshall } from '../../../shared/domain/smallAreas/marshall.ts';
import type { Stabilised } from '../../../shared/domain/smallAreas/stabilised.ts';
import type { Estimate, IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { areaNeighbours } from '../areas/neighbours.ts';
import type { Project } from '../project/project.ts';
import type { StoredValues } from './store.ts';
import { typesOfAreas } from './typesOfAreas.ts';
import { definitionIn } from './variants.ts';
import { yearAreas } from './yearAreas.ts';

/** Where an area's values are drawn to, worked out at most once for a level and year. */
export interface Surroundings {
  readonly neighbours: () => readonly (readonly number[])[];
  readonly groups: (towards: Extract<Estimate, { readonly kind: 'logit' }>['towards']) => Int32Array;
}

export function surroundingsOf(project: Project, level: Level, year: number): Surroundings {
  const { frame } = yearAreas(project, year);
  const areas = frame.areas[level];
  let neighbours: readonly (readonly number[])[] | undefined;
  const numbered = (groupOf: (code: string) => string | undefined): Int32Array => {
    const numbers = new Map<string, number>();
    return Int32Array.from(areas, ({ code }) => {
      const group = groupOf(code);
      if (group === undefined) return -1;
      const number = numbers.get(group) ?? numbers.size;
      numbers.set(group, number);
      return number;
    });
  };
  return {
    neighbours: () => (neighbours ??= areaNeighbours(project, level, year, areas.length)),
    groups: (towards) => {
      if (towards === 'nation') return new Int32Array(areas.length);
      if (towards === 'municipality') return numbered((code) => frame.within(level, code, 'municipality'));
      const types = typesOfAreas(project, level, year);
      if (types === undefined) throw new UserError('input', 'indicators.noAreaTypes', { level, year });
      return Int32Array.from(types, (type) => (type === 0 ? -1 : type));
    },
  };
}

/** What one numerator is counted in: a share's 100, a rate's own; undefined for what is no numerator / denominator. */
function scaleOf(definition: IndicatorDefinition, year: number): { per: number; ofPersons: boolean } | undefined {
  const { measure, population } = definitionIn(definition, year);
  if (measure.kind === 'share' && measure.weight === undefined) return { per: 100, ofPersons: true };
  if (measure.kind !== 'rate') return undefined;
  return { per: measure.per, ofPersons: (measure.numerator.register ?? population.register) === population.register };
}

/** True when an estimate other than the area's own value can be made of an indicator. */
export const canEstimate = (definition: IndicatorDefinition, year: number, { kind }: Estimate): boolean => {
  const scale = scaleOf(definition, year);
  return kind === 'raw' || (scale !== undefined && (kind !== 'logit' || scale.ofPersons));
};

/**
 * The values as an estimate shows them, with its standard error; the rest of the values stays. Shares, of which each record
 * is counted once, are drawn by the binomial form of Marshall, events by that of Poisson. An area without a value
 * because its contributors are too few keeps none. What cannot be estimated so is returned as it is.
 */
export function estimated(
  definition: IndicatorDefinition,
  values: StoredValues,
  estimate: Estimate,
  around: Surroundings,
): StoredValues {
  const scale = scaleOf(definition, values.sourceYear);
  if (estimate.kind === 'raw' || scale === undefined || !canEstimate(definition, values.sourceYear, estimate))
    return values;
  const { numerator, n } = values;
  const family = scale.ofPersons ? 'binomial' : 'poisson';
  const drawn: Stabilised =
    estimate.kind === 'logit'
      ? logitShrink(numerator, n, around.groups(estimate.towards))
      : estimate.kind === 'local'
        ? localMarshall(numerator, n, around.neighbours(), family)
        : marshall(numerator, n, family);
  const least = definition.leastN ?? 0;
  const shown = (part: Float64Array): Float64Array =>
    part.map((value, area) => ((values.contributors[area] as number) < least ? Number.NaN : scale.per * value));
  return { ...values, value: shown(drawn.rate), standardError: shown(drawn.standardError) };
}
