import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { ColumnReader } from '../../store/columns.ts';
import type { DefinitionSource } from '../problem.ts';
import { type Evaluation, evaluate, type LevelValues } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { AREA_VARIABLE, type BaseLevel, type Places, placesOf, rollUp } from './places.ts';
import { createProgram, type Program } from './program.ts';
import { createWorld } from './world.ts';

/** How many records of a register could be placed. */
export interface Coverage {
  readonly register: string;
  readonly year: number;
  readonly records: number;
  /** Records whose area is missing: in the nation only. */
  readonly withoutArea: number;
  /** Records whose area code the area key does not know: in the nation only. */
  readonly unknownArea: number;
}

export interface YearResult {
  readonly values: ReadonlyMap<string, ReadonlyMap<Level, LevelValues>>;
  /** Records of the population left out of each indicator because a deciding value was missing. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly coverage: readonly Coverage[];
}

interface Pass {
  readonly program: Program;
  readonly places: Places;
  readonly coverage: () => Coverage;
}

const passOver = (register: string, year: number, program: Program, places: Places): Pass => {
  const held = { records: 0, withoutArea: 0, unknownArea: 0 };
  program.onFrame((frame: Frame) => {
    const where = places.of(frame);
    for (let i = 0; i < frame.rows; i += 1) {
      if (where[i] === places.withoutArea) held.withoutArea += 1;
      else if (where[i] === places.unknownArea) held.unknownArea += 1;
    }
    held.records += frame.rows;
  });
  return { program, places, coverage: () => ({ register, year, ...held }) };
};

/**
 * Computes checked definitions on the registers of one year, for all areas of the levels asked for, in one scan per
 * register (and one before it for what the whole country must be known for, such as the national median).
 */
export function computeYear(
  reader: ColumnReader,
  year: number,
  areas: AreaFrame,
  sources: readonly DefinitionSource[],
  levels: readonly Level[],
  progress: Progress,
): YearResult {
  const values = new Map<string, Map<Level, LevelValues>>(sources.map(({ definition }) => [definition.id, new Map()]));
  const leftOut = new Map<string, number>();
  const coverage = new Map<string, Coverage>();
  const bases: readonly (readonly [BaseLevel, readonly Level[]])[] = [
    ['regso', levels.filter((level) => level !== 'deso')],
    ['deso', levels.filter((level) => level === 'deso')],
  ];
  const asked = bases.filter(([, wanted]) => wanted.length > 0);
  for (const [base, wanted] of asked) {
    const world = createWorld(reader, year);
    const passes = new Map<string, Pass>();
    const passOf = (register: string): Pass => {
      const known = passes.get(register);
      if (known !== undefined) return known;
      const program = createProgram(world, register);
      const places = placesOf(base, areas, program.ownColumn(AREA_VARIABLE[base]));
      const made = passOver(register, year, program, places);
      passes.set(register, made);
      return made;
    };
    const evaluations = new Map<string, Evaluation>(
      sources.map(({ definition }) => [definition.id, evaluate(definition, passOf)]),
    );
    world.resolve(progress);
    let done = 0;
    for (const [register, pass] of passes) {
      progress.report('indicators.step.compute', done, passes.size);
      pass.program.run(progress);
      if (!coverage.has(register)) coverage.set(register, pass.coverage());
      done += 1;
    }
    const [first] = passes.values();
    if (first === undefined) continue;
    for (const level of wanted) {
      const areaOf = rollUp(first.places, areas, level);
      for (const [id, evaluation] of evaluations) {
        values.get(id)?.set(level, evaluation.values(areaOf, areas.areas[level].length));
        leftOut.set(id, evaluation.leftOut());
        progress.check();
      }
    }
    progress.report('indicators.step.compute', passes.size, passes.size);
  }
  return { values, leftOut, coverage: [...coverage.values()] };
}
