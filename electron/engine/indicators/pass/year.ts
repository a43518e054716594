import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { ColumnReader } from '../../store/columns.ts';
import type { DefinitionSource } from '../problem.ts';
import { type Coverage, countCoverage } from './coverage.ts';
import { type Evaluation, evaluate, type LevelValues, type Passes } from './evaluate.ts';
import { BLOCK_ROWS } from './frame.ts';
import { createLoader, type Loader } from './loader.ts';
import { splitName } from './otherYears.ts';
import { AREA_VARIABLE, type Base, baseOf, type Places, placesOf, rollUp } from './places.ts';
import type { Program } from './program.ts';
import { wholeColumns, type YearSource } from './source.ts';
import { createWorld, STAGES, type World } from './world.ts';

export interface YearResult {
  readonly values: ReadonlyMap<string, ReadonlyMap<Level, LevelValues>>;
  /** Records of the population left out of each indicator because a deciding value was missing. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly coverage: readonly Coverage[];
}

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
      const places = placesOf(base, program.own(AREA_VARIABLE[base.level]));
      placed.set(register, places);
      // Registers of other years are covered when those years are computed.
      if (!covered.has(register) && splitName(register).offset === 0)
        covered.set(register, program.gather(countCoverage(places)).coverage);
      return { program, places };
    };
    const passes: Passes = Object.assign(ofAreas, { nation: (register: string) => world.program('nation', register) });
    return {
      base,
      byId: new Map(sources.map(({ definition }) => [definition.id, evaluate(definition, passes, year)])),
    };
  });
  return {
    evaluations,
    coverage: () => [...covered].map(([register, of]) => ({ register, year, ...of() })),
  };
}

/** Runs a program over all rows of its register, block by block. */
function runProgram(program: Program, loader: Loader, progress: Progress): void {
  const rows = loader.rowsOf(program.register);
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const end = Math.min(rows, first + BLOCK_ROWS);
    loader.load(program.register, program.variables, end);
    program.run(first, end - first, () => {
      progress.check();
    });
    for (const accumulator of program.accumulators) accumulator.add(accumulator.take());
  }
}

/**
 * Computes checked definitions on the registers of one year, for all areas of the levels asked for, in one scan per
 * register (and one before it for what the whole country must be known for, such as the national median).
 */
export function computeFrom(
  source: YearSource,
  areas: AreaFrame,
  sources: readonly DefinitionSource[],
  levels: readonly Level[],
  progress: Progress,
): YearResult {
  const bases = (['regso', 'deso'] as const).filter((base) =>
    levels.some((level) => (level === 'deso') === (base === 'deso')),
  );
  const world = createWorld((register, variable) => source.shape(register, variable));
  const compiled = compileYear(
    world,
    source.year,
    bases.map((level) => baseOf(level, areas)),
    sources,
  );
  const loader = createLoader(source, world.needs);
  world.give(loader.memory);
  loader.loadWhole();
  const steps = STAGES.flatMap((stage) => world.programs(stage)).length;
  let done = 0;
  for (const stage of STAGES) {
    for (const program of world.programs(stage)) {
      progress.report('indicators.step.compute', done, steps);
      runProgram(program, loader, progress);
      done += 1;
    }
    if (stage === 'nation') world.settle();
  }
  progress.report('indicators.step.compute', steps, steps);

  const values = new Map<string, Map<Level, LevelValues>>(sources.map(({ definition }) => [definition.id, new Map()]));
  const leftOut = new Map<string, number>();
  for (const { base, byId } of compiled.evaluations)
    for (const level of levels.filter((level) => (level === 'deso') === (base.level === 'deso'))) {
      const areaOf = rollUp(base, areas, level);
      for (const [id, evaluation] of byId) {
        values.get(id)?.set(level, evaluation.values(areaOf, areas.areas[level].length));
        leftOut.set(id, evaluation.leftOut());
        progress.check();
      }
    }
  return { values, leftOut, coverage: compiled.coverage() };
}

/** The same from a reader of columns, with nothing kept in memory before or after. */
export const computeYear = (
  reader: ColumnReader,
  year: number,
  areas: AreaFrame,
  sources: readonly DefinitionSource[],
  levels: readonly Level[],
  progress: Progress,
): YearResult => computeFrom(wholeColumns(reader, year), areas, sources, levels, progress);
