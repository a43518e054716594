import type { AreaFrame } from '../areas/frame.ts';
import type { RegisterYear } from '../store/columns.ts';
import { checkDefinition } from './check.ts';
import { type Need, needsOf, placedRegisters, pooledYears } from './needs.ts';
import { AREA_VARIABLE } from './pass/places.ts';
import { type DefinitionProblem, type DefinitionSource, positionAt } from './problem.ts';
import { definitionIn, holdsIn } from './variants.ts';

/** One definition for one year: which register year it takes its value from, or why it has none. */
export interface Planned {
  readonly source: DefinitionSource;
  readonly year: number;
  readonly sourceYear: number;
}

/** Says whether records of the year `from` can be told by the areas of the year `to`. */
export type Carries = (from: number, to: number) => boolean;

export interface Plan {
  readonly planned: readonly Planned[];
  readonly problems: readonly (DefinitionProblem & { readonly year: number })[];
}

/**
 * Finds for each definition and year the latest register year that it may use: the year itself, or one at most
 * `carryYears` older, whose records can be told by the areas of the year; and checks the definition against those registers.
 */
export function planYears(
  sources: readonly DefinitionSource[],
  years: readonly number[],
  registers: readonly RegisterYear[],
  frameOf: (year: number) => AreaFrame,
  withDeso: boolean,
  carries: Carries = (from, to) => frameOf(from).version === frameOf(to).version,
): Plan {
  const planned: Planned[] = [];
  const problems: (DefinitionProblem & { readonly year: number })[] = [];
  for (const source of sources) {
    for (const year of years) {
      const found = sourceYearOf(source, year, registers, carries);
      const own: readonly DefinitionProblem[] =
        typeof found === 'number'
          ? [
              ...checkDefinition(source, registers, found),
              ...areaProblems(source, found, registers, withDeso),
              ...breakProblems(source, year, found, carries),
            ]
          : [found];
      if (typeof found === 'number' && own.length === 0) planned.push({ source, year, sourceYear: found });
      problems.push(...own.map((problem) => ({ ...problem, year })));
    }
  }
  return { planned, problems };
}

const problemAt = (
  { definition, file, positions }: DefinitionSource,
  place: string,
  key: DefinitionProblem['key'],
  parameters: DefinitionProblem['parameters'],
): DefinitionProblem => ({ id: definition.id, file, place, ...positionAt(positions, place), key, parameters });

function sourceYearOf(
  source: DefinitionSource,
  year: number,
  registers: readonly RegisterYear[],
  carries: Carries,
): number | DefinitionProblem {
  const { definition } = source;
  const { years = {}, reference } = definition;
  if (!holdsIn(years, year)) return problemAt(source, 'years', 'indicators.yearOutside', { year });
  const isThere = (need: Need): boolean =>
    registers.some((entry) => entry.register === need.register && entry.year === need.year);
  for (let at = year; at >= year - reference.carryYears; at -= 1) {
    if (!needsOf(definition, at).every(isThere)) continue;
    if (!carries(at, year))
      return problemAt(source, 'reference.carryYears', 'indicators.carriedOverBreak', { year: at });
    return at;
  }
  const [first] = needsOf(definition, year);
  const missing = needsOf(definition, year).find((need) => !isThere(need)) ?? first;
  const { register, place } = missing ?? { register: definition.population.register, place: 'population.register' };
  if (reference.carryYears === 0 && missing !== undefined && missing.year < year)
    return problemAt(source, place, 'indicators.noEarlierRegister', { register, year: missing.year, of: year });
  return reference.carryYears === 0
    ? problemAt(source, place, 'indicators.noRegister', { register, year: missing?.year ?? year })
    : problemAt(source, place, 'indicators.noRegisterYear', { register, year, years: reference.carryYears });
}

/** The records of all years that are taken together must be told by the areas of the value's year. */
function breakProblems(
  source: DefinitionSource,
  year: number,
  sourceYear: number,
  carries: Carries,
): readonly DefinitionProblem[] {
  const other = pooledYears(source.definition, sourceYear).find((own) => !carries(own, year));
  return other === undefined
    ? []
    : [problemAt(source, 'reference.pool', 'indicators.pooledOverBreak', { year: other })];
}

/** The registers whose records are placed in areas must say where they are. */
function areaProblems(
  source: DefinitionSource,
  year: number,
  registers: readonly RegisterYear[],
  withDeso: boolean,
): readonly DefinitionProblem[] {
  const wanted = withDeso ? [AREA_VARIABLE.regso, AREA_VARIABLE.deso] : [AREA_VARIABLE.regso];
  return placedRegisters(definitionIn(source.definition, year)).flatMap(({ register, place }) =>
    wanted
      .filter((variable) => {
        const entry = registers.find((candidate) => candidate.register === register && candidate.year === year);
        return !entry?.variables.some(({ name, type }) => name === variable && type === 'area');
      })
      .map((variable) => problemAt(source, place, 'indicators.noArea', { register, variable })),
  );
}
