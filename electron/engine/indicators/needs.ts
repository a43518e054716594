import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import type { DefinitionProblem } from './problem.ts';
import { definitionIn } from './variants.ts';

/** A register of a year that a value is computed from. */
export interface Need {
  readonly register: string;
  readonly year: number;
  /** Where the definition asks for it. */
  readonly place: DefinitionProblem['place'];
}

/** Years back that national quantiles reach. */
function* nationalYears(node: unknown): Generator<number> {
  if (typeof node !== 'object' || node === null) return;
  if ('nationalQuantile' in node && 'yearsBack' in node && typeof node.yearsBack === 'number') yield node.yearsBack;
  for (const part of Object.values(node)) yield* nationalYears(part);
}

/** How many register years are taken together, the value's own the last of them. */
export const pooledYears = ({ reference }: IndicatorDefinition, year: number): readonly number[] =>
  Array.from({ length: reference.pool ?? 1 }, (_, back) => year - back);

/** The registers whose records are placed in areas, the population's first. */
export function placedRegisters({ population, measure }: IndicatorDefinition): readonly Omit<Need, 'year'>[] {
  const placed = [{ register: population.register, place: 'population.register' }];
  const add = (register: string | undefined, place: string): void => {
    if (register !== undefined && !placed.some((other) => other.register === register))
      placed.push({ register, place });
  };
  if (measure.kind === 'rate') add(measure.numerator.register, 'measure.numerator.register');
  if (measure.kind === 'ratio')
    for (const side of ['numerator', 'denominator'] as const) add(measure[side].register, `measure.${side}.register`);
  return placed;
}

function needsOfYear(definition: IndicatorDefinition, year: number): readonly Need[] {
  const { population, joins = [], measure } = definition;
  const needs: Need[] = placedRegisters(definition).map((need) => ({ ...need, year }));
  const backOf = new Map<string, number>();
  for (const [i, join] of joins.entries()) {
    const back = (join.from === undefined ? 0 : (backOf.get(join.from) ?? 0)) + (join.yearsBack ?? 0);
    backOf.set(join.name, back);
    needs.push({ register: join.register, year: year - back, place: `joins[${String(i)}].register` });
  }
  for (const back of nationalYears({ population, measure }))
    needs.push({ register: population.register, year: year - back, place: 'measure' });
  if (measure.kind === 'standardised' && typeof measure.standard === 'object' && 'nationOf' in measure.standard)
    needs.push({ register: population.register, year: measure.standard.nationOf, place: 'measure.standard.nationOf' });
  return needs;
}

/** Which registers of which years the value of a register year is computed from, the population's first. */
export function needsOf(definition: IndicatorDefinition, year: number): readonly Need[] {
  const needs: Need[] = [];
  for (const own of pooledYears(definition, year))
    for (const need of needsOfYear(definitionIn(definition, own), own))
      if (!needs.some((other) => other.register === need.register && other.year === need.year)) needs.push(need);
  return needs;
}
