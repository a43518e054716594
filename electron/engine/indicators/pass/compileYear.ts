import { sexVariable } from '../bySex.ts';
import type { DefinitionSource } from '../problem.ts';
import { type Coverage, countCoverage } from './coverage.ts';
import type { Evaluation, Passes } from './evaluate.ts';
import { splitName } from './otherYears.ts';
import { AREA_VARIABLE, type Base, type Places, placesOf } from './places.ts';
import { evaluateTogether, placesBySex } from './sexes.ts';
import { sharedGatherings } from './shared.ts';
import type { World } from './world.ts';

/** The definitions of a year compiled: per base level, the evaluation of each definition. */
export interface Compiled {
  readonly evaluations: readonly {
    readonly base: Base;
    readonly byId: ReadonlyMap<string, Evaluation>;
  }[];
  readonly coverage: () => readonly Coverage[];
}

/** Compiles definitions into the programs of a world, always in the same order. */
export function compileYear(
  world: World,
  year: number,
  bases: readonly Base[],
  sources: readonly DefinitionSource[],
): Compiled {
  const covered = new Map<string, () => Omit<Coverage, 'register' | 'year'>>();
  const evaluations = bases.map((base) => {
    const placed = new Map<string, Places>();
    const ofAreas = (register: string): ReturnType<Passes> => {
      const program = world.program('areas', register);
      const known = placed.get(register);
      if (known !== undefined) return { program, places: known };
      const { offset } = splitName(register);
      const places = placesOf(base, program.own(AREA_VARIABLE[base.level]), offset);
      placed.set(register, places);
      // Registers of other years are covered when those years are computed.
      if (!covered.has(register) && offset === 0) covered.set(register, program.gather(countCoverage(places)).coverage);
      return { program, places };
    };
    const split = new Map<string, Places>();
    const passes: Passes = Object.assign(ofAreas, {
      nation: (register: string) => world.program('nation', register),
      shared: sharedGatherings(),
      bySex: (...[register, bySex, joins]: Parameters<Passes['bySex']>): Places => {
        const { program, places } = ofAreas(register);
        const key = JSON.stringify([register, bySex]);
        const made = split.get(key) ?? placesBySex(places, program.leaf(sexVariable(bySex), joins), bySex);
        split.set(key, made);
        return made;
      },
    });
    return { base, byId: evaluateTogether(sources, passes, year) };
  });
  return {
    evaluations,
    coverage: () => [...covered].map(([register, of]) => ({ register, year, ...of() })),
  };
}
