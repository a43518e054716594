import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { ColumnReader } from '../../store/columns.ts';
import type { DefinitionSource } from '../problem.ts';
import type { State } from './accumulator.ts';
import { compileYear } from './compileYear.ts';
import type { Coverage } from './coverage.ts';
import { type EarlierYears, NONE_EARLIER, unknownAreas, without } from './earlier.ts';
import type { LevelValues } from './evaluate.ts';
import { BLOCK_ROWS } from './frame.ts';
import type { ColumnShape } from './heldColumn.ts';
import { createLoader, unpackPieces } from './loader.ts';
import { baseOf, rollUp } from './places.ts';
import type { Program } from './program.ts';
import { wholeColumns, type YearSource } from './source.ts';
import { startTeam, type Steps, type Team } from './team.ts';
import type { Unit } from './threads.ts';
import { createWorld, partKey, STAGES } from './world.ts';

export interface YearResult {
  readonly values: ReadonlyMap<string, ReadonlyMap<Level, LevelValues>>;
  /** Records of the population left out of each indicator because a deciding value was missing. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly coverage: readonly Coverage[];
}

/** The blocks of a program over all rows of its register. */
function unitsOf(position: number, rows: number): readonly Unit[] {
  return Array.from({ length: Math.ceil(rows / BLOCK_ROWS) }, (_, block) => {
    const first = block * BLOCK_ROWS;
    return { program: position, first, rows: Math.min(BLOCK_ROWS, rows - first) };
  });
}

/** What a computation by several threads takes besides the data. */
export interface Crew {
  readonly team: Team;
  readonly progress: Progress;
}

/**
 * Computes checked definitions on the registers of one year, for all areas of the levels asked for, in one scan per
 * register (and one before it for what the whole country must be known for, such as the national median). The result is
 * the same to the bit whatever the number of threads: see BLOCK_ROWS.
 */
export function computeFrom(
  source: YearSource,
  areas: AreaFrame,
  sources: readonly DefinitionSource[],
  levels: readonly Level[],
  { team, progress }: Crew,
  earlier: EarlierYears = NONE_EARLIER,
): YearResult {
  const isAt = (level: Level, base: string): boolean => (level === 'deso') === (base === 'deso');
  const bases = (['regso', 'deso'] as const)
    .filter((base) => levels.some((level) => isAt(level, base)))
    .map((level) => baseOf(level, areas, earlier[level]));
  const shapes = new Map<string, ColumnShape>();
  const world = createWorld((register, variable) => {
    const key = partKey(register, variable);
    const shape = shapes.get(key) ?? source.shape(register, variable);
    shapes.set(key, shape);
    return shape;
  });
  const compiled = compileYear(world, source.year, bases, sources);
  const loader = createLoader(source, world.needs);
  world.give(loader.memory);

  const programs = STAGES.flatMap((stage) => world.programs(stage));
  const programOf = ({ program }: Unit): Program => {
    const found = programs[program];
    if (found === undefined) throw new RangeError('no such program');
    return found;
  };
  const units = programs.map(({ register }, i) => unitsOf(i, loader.rowsOf(register)));
  const total = units.flat().reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const check = (): void => {
    progress.check();
  };
  const steps: Steps = {
    check,
    read: (unit) => {
      const { register, variables, links } = programOf(unit);
      return loader.read(register, variables, links, unit.first + unit.rows);
    },
    compute: (unit, pieces) => {
      const program = programOf(unit);
      unpackPieces(loader.memory, shapes, pieces);
      program.run(unit.first, unit.rows, check);
      return program.accumulators.map((accumulator) => accumulator.take());
    },
    add: (unit, states) => {
      for (const [i, accumulator] of programOf(unit).accumulators.entries()) accumulator.add(states[i] as State);
      done += unit.rows;
      progress.report('indicators.step.compute', done, total);
    },
  };
  const shift = team.begin({ year: source.year, bases, sources, shapes, memory: loader.memory });
  try {
    for (const stage of STAGES) {
      const own = new Set(world.programs(stage));
      shift.run(
        units.flat().filter((unit) => own.has(programOf(unit))),
        steps,
      );
      loader.settle();
      if (stage === 'nation') world.settle();
    }
  } finally {
    shift.end();
  }

  const values = new Map<string, Map<Level, LevelValues>>(sources.map(({ definition }) => [definition.id, new Map()]));
  const leftOut = new Map<string, number>();
  for (const { base, byId } of compiled.evaluations)
    for (const level of levels.filter((level) => isAt(level, base.level))) {
      const areaOf = rollUp(base, areas, level);
      for (const [id, evaluation] of byId) {
        const own = sources.find(({ definition }) => definition.id === id);
        const unknown = own === undefined ? [] : unknownAreas(own, source.year, earlier[base.level], areas, level);
        values.get(id)?.set(level, without(evaluation.values(areaOf, areas.areas[level].length), unknown));
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
): YearResult => computeFrom(wholeColumns(reader, year), areas, sources, levels, { team: startTeam(0), progress });
