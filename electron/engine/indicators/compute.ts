import type { Level } from '../../../shared/domain/areas/level.ts';
import { PERSON_REGISTER } from '../areas/population.ts';
import type { Progress } from '../jobs/progress.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { loggedDefinition } from './definitionHistory.ts';
import { dataHash, definitionHash } from './identity.ts';
import type { Coverage } from './pass/coverage.ts';
import { helpersThatFit, startTeam } from './pass/team.ts';
import { isWorthThreads } from './pass/threads.ts';
import { computeFrom, type YearResult } from './pass/year.ts';
import { type BreakGap, type Breaks, breaksOf } from './overBreak.ts';
import { type Planned, planYears } from './plan.ts';
import { type DefinitionProblem, type DefinitionSource, positionAt } from './problem.ts';
import { shippedDefinitions } from './shipped.ts';
import { projectSource } from './projectSource.ts';
import { isStored, type Provenance, removeValues, storeDefinitions, storeValues } from './store.ts';
import { type YearAreas, yearAreas } from './yearAreas.ts';

export interface ComputeOptions {
  /** The shipped ones when left out. */
  readonly definitions?: readonly DefinitionSource[];
  /** All years of the person register when left out. */
  readonly years?: readonly number[];
  /** Besides RegSO, municipality, county and nation, which are always computed. */
  readonly deso?: boolean;
}

export interface Computed {
  readonly years: readonly number[];
  readonly levels: readonly Level[];
  /** Pairs of indicator and year that were computed now, and that stood already. */
  readonly computed: number;
  readonly reused: number;
  /** Why an indicator has no value for a year. */
  readonly problems: readonly (DefinitionProblem & { readonly year: number })[];
  readonly coverage: readonly Coverage[];
  /** Areas of the finest level without a value, since what is carried or pooled belongs to areas whose borders moved. */
  readonly gaps: readonly BreakGap[];
}

const LEVELS_ALWAYS: readonly Level[] = ['regso', 'municipality', 'county', 'nation'];

/** Years that the person register has been imported for; of any register when there is no such register. */
export function yearsOf(project: Project): readonly number[] {
  const registers = project.store.registers();
  const persons = registers.filter(({ register }) => register === PERSON_REGISTER);
  return [...new Set((persons.length > 0 ? persons : registers).map(({ year }) => year))].sort((a, b) => a - b);
}

const emptyPopulation = ({ source, year, sourceYear }: Planned): DefinitionProblem & { readonly year: number } => ({
  id: source.definition.id,
  file: source.file,
  place: 'population.where',
  ...positionAt(source.positions, 'population.where'),
  key: 'indicators.emptyPopulation',
  parameters: { register: source.definition.population.register, year: sourceYear },
  year,
});

/** True when no record of the whole country was in the population, also none that was left out. */
const isEmpty = (result: YearResult, id: string): boolean =>
  result.leftOut.get(id) === 0 && (result.values.get(id)?.get('nation')?.contributors[0] ?? 0) === 0;

interface Todo {
  readonly planned: Planned;
  readonly from: Provenance;
}

/** What is computed together: the same source year, told by the areas of the same division. */
const passOf = ({ planned, from }: Todo): string => `${String(planned.sourceYear)} ${from.version}`;

/** Computes what is to be done, year by year, with as many threads as are worth their start. */
function resultsOf(
  project: Project,
  todo: readonly Todo[],
  levels: readonly Level[],
  breaks: Breaks,
  progress: Progress,
): ReadonlyMap<string, YearResult> {
  const results = new Map<string, YearResult>();
  const passes = [...Map.groupBy(todo, passOf)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const years = new Set(todo.map(({ planned }) => planned.sourceYear));
  const registers = project.store.registers().filter(({ year }) => years.has(year));
  const team = startTeam(isWorthThreads(registers) ? helpersThatFit() : 0);
  try {
    for (const [pass, own] of passes) {
      const [first] = own;
      if (first === undefined) continue;
      const { year, sourceYear } = first.planned;
      const wanted = new Map(own.map(({ from, planned }) => [from.hash, planned.source]));
      const { frame } = yearAreas(project, year);
      const planned = own.map((one) => one.planned);
      const earlier = breaks.earlierYears(planned);
      const source = projectSource(project, sourceYear, progress);
      results.set(pass, computeFrom(source, frame, [...wanted.values()], levels, { team, progress }, earlier));
    }
  } finally {
    team.close();
  }
  return results;
}

/**
 * Computes the indicators of a project and stores them, all or nothing. What is already stored for the same definition,
 * the same data and the same areas is left as it stands. A definition that cannot be computed for a year is a problem
 * in the answer and has no values; the others are not held up by it.
 */
export function computeIndicators(project: Project, options: ComputeOptions, progress: Progress): Computed {
  const sources = options.definitions ?? shippedDefinitions();
  const years = options.years ?? yearsOf(project);
  const levels: readonly Level[] = options.deso === true ? ['deso', ...LEVELS_ALWAYS] : LEVELS_ALWAYS;
  const breaks = breaksOf(project, options.deso === true);
  const areasOf = (year: number): YearAreas => yearAreas(project, year);
  const { planned, problems } = planYears(
    sources,
    years,
    project.store.registers(),
    (year) => areasOf(year).frame,
    options.deso === true,
    breaks.carries,
  );
  const provenanceOf = (one: Planned): Provenance => ({
    hash: definitionHash(one.source),
    year: one.year,
    sourceYear: one.sourceYear,
    version: areasOf(one.year).frame.version,
    areasHash: areasOf(one.year).hash,
    dataHash: dataHash(project, one.source, one.sourceYear, breaks.hashOf(one)),
  });
  const todo = planned
    .map((one) => ({ planned: one, from: provenanceOf(one) }))
    .filter(({ from }) => !levels.every((level) => isStored(project, from, level)));
  const gaps = breaks.gaps(planned, options.deso === true ? 'deso' : 'regso');
  const results = resultsOf(project, todo, levels, breaks, progress);
  const empty: (DefinitionProblem & { readonly year: number })[] = [];
  const store = databaseOf(project).transaction(() => {
    storeDefinitions(project, sources);
    for (const { id, year } of problems) {
      const source = sources.find(({ definition }) => definition.id === id);
      if (source !== undefined) removeValues(project, definitionHash(source), year);
    }
    for (const { planned: one, from } of todo) {
      const result = results.get(passOf({ planned: one, from }));
      const { id } = one.source.definition;
      if (result === undefined || isEmpty(result, id)) {
        empty.push(emptyPopulation(one));
        removeValues(project, from.hash, one.year);
        continue;
      }
      for (const level of levels) {
        const values = result.values.get(id)?.get(level);
        if (values !== undefined) storeValues(project, from, level, values, result.leftOut.get(id) ?? 0);
      }
    }
    project.appendLog('indicators', {
      years: years.map(String),
      levels,
      computed: todo.length - empty.length,
      reused: planned.length - todo.length,
      definitions: sources.map((source) => loggedDefinition(source.definition.id, definitionHash(source))),
    });
  });
  // Takes the right to write at once: another thread may be about to write too.
  store.immediate();
  return {
    years,
    levels,
    computed: todo.length - empty.length,
    reused: planned.length - todo.length,
    problems: [...problems, ...empty],
    // A year that is told by the areas of two divisions has been read twice, and has the same coverage in both.
    coverage: [
      ...new Map(
        [...results.values()].flatMap(({ coverage }) =>
          coverage.map((one) => [`${one.register} ${String(one.year)}`, one]),
        ),
      ).values(),
    ],
    gaps,
  };
}
