import type { AreaFrame } from '../areas/frame.ts';
import type { RegisterYear } from '../store/columns.ts';
import { checkDefinition, registersOf } from './check.ts';
import { AREA_VARIABLE } from './pass/places.ts';
import type { DefinitionProblem, DefinitionSource } from './problem.ts';

/** One definition for one year: which register year it takes its value from, or why it has none. */
export interface Planned {
  readonly source: DefinitionSource;
  readonly year: number;
  readonly sourceYear: number;
}

export interface Plan {
  readonly planned: readonly Planned[];
  readonly problems: readonly (DefinitionProblem & { readonly year: number })[];
}

/**
 * Finds for each definition and year the latest register year that it may use: the year itself, or one at most
 * `carryYears` older, on the same division into areas; and checks the definition against those registers.
 */
export function planYears(
  sources: readonly DefinitionSource[],
  years: readonly number[],
  registers: readonly RegisterYear[],
  frameOf: (year: number) => AreaFrame,
  withDeso: boolean,
): Plan {
  const planned: Planned[] = [];
  const problems: (DefinitionProblem & { readonly year: number })[] = [];
  for (const source of sources) {
    for (const year of years) {
      const found = sourceYearOf(source, year, registers, frameOf);
      const own: readonly DefinitionProblem[] =
        typeof found === 'number'
          ? [
              ...checkDefinition(
                source,
                registers.filter((entry) => entry.year === found),
              ),
              ...areaProblems(source, found, registers, withDeso),
            ]
          : [found];
      if (typeof found === 'number' && own.length === 0) planned.push({ source, year, sourceYear: found });
      problems.push(...own.map((problem) => ({ ...problem, year })));
    }
  }
  return { planned, problems };
}

function sourceYearOf(
  source: DefinitionSource,
  year: number,
  registers: readonly RegisterYear[],
  frameOf: (year: number) => AreaFrame,
): number | DefinitionProblem {
  const { definition, file } = source;
  const { years = {}, reference } = definition;
  const problem = (place: string, key: DefinitionProblem['key'], parameters: DefinitionProblem['parameters']) => ({
    id: definition.id,
    file,
    place,
    key,
    parameters,
  });
  if (year < (years.from ?? -Infinity) || year > (years.to ?? Infinity))
    return problem('years', 'indicators.yearOutside', { year });
  const needed = registersOf(source);
  const has = (register: string, at: number): boolean =>
    registers.some((entry) => entry.register === register && entry.year === at);
  for (let at = year; at >= year - reference.carryYears; at -= 1) {
    if (!needed.every((register) => has(register, at))) continue;
    if (frameOf(at).version !== frameOf(year).version)
      return problem('reference.carryYears', 'indicators.carriedOverBreak', { year: at });
    return at;
  }
  const register = needed.find((name) => !has(name, year)) ?? definition.population.register;
  return reference.carryYears === 0
    ? problem('population.register', 'indicators.noRegister', { register, year })
    : problem('population.register', 'indicators.noRegisterYear', { register, year, years: reference.carryYears });
}

/** The registers whose records are placed in areas must say where they are. */
function areaProblems(
  { definition, file }: DefinitionSource,
  year: number,
  registers: readonly RegisterYear[],
  withDeso: boolean,
): readonly DefinitionProblem[] {
  const { measure, population, id } = definition;
  const placed = [[population.register, 'population.register']];
  if (measure.kind === 'rate' && measure.numerator.register !== undefined)
    placed.push([measure.numerator.register, 'measure.numerator.register']);
  const wanted = withDeso ? [AREA_VARIABLE.regso, AREA_VARIABLE.deso] : [AREA_VARIABLE.regso];
  return placed.flatMap(([register = '', place = '']) =>
    wanted
      .filter((variable) => {
        const entry = registers.find((candidate) => candidate.register === register && candidate.year === year);
        return !entry?.variables.some(({ name, type }) => name === variable && type === 'area');
      })
      .map((variable) => ({ id, file, place, key: 'indicators.noArea' as const, parameters: { register, variable } })),
  );
}
