import type { Level } from '../../../shared/domain/areas/level.ts';
import { quantileOf } from '../../../shared/domain/numbers/quantile.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import type { LevelValues } from './pass/evaluate.ts';
import { startTeam } from './pass/team.ts';
import { isWorthThreads } from './pass/threads.ts';
import { computeFrom } from './pass/year.ts';
import { needsOf } from './needs.ts';
import { breaksOf } from './overBreak.ts';
import { planYears } from './plan.ts';
import type { DefinitionProblem, DefinitionSource } from './problem.ts';
import { projectSource } from './projectSource.ts';
import { tryTeam } from './tryTeam.ts';
import { yearAreas } from './yearAreas.ts';

/** How numbers spread over the areas that have one; all NaN when none has. */
export interface Spread {
  readonly areas: number;
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly most: number;
}

/** What a definition gives for a year and level, computed and not stored. */
export interface Tried {
  /** Why it has no values; empty when it has. */
  readonly problems: readonly DefinitionProblem[];
  readonly outcome: {
    /** The year whose registers were used. */
    readonly sourceYear: number;
    /** In the order of the areas of the level. */
    readonly values: LevelValues;
    readonly nation: {
      readonly value: number;
      readonly n: number;
      readonly numerator: number;
      readonly contributors: number;
    };
    /** Records of the population left out because a deciding value was missing. */
    readonly leftOut: number;
    readonly spread: {
      readonly value: Spread;
      readonly n: Spread;
      readonly numerator: Spread;
      /** Of the value over the municipalities. */
      readonly municipalities: Spread;
    };
  } | null;
}

/** Quartiles of type 7 (`quantileOf`) and ends of the numbers that are there. */
export function spreadOf(numbers: Float64Array): Spread {
  const there = numbers.filter((number) => !Number.isNaN(number)).sort();
  const at = (p: number): number => quantileOf(there, p);
  return {
    areas: there.length,
    least: there[0] ?? Number.NaN,
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
    most: there.at(-1) ?? Number.NaN,
  };
}

/**
 * Computes one definition as it is being edited, for one year and level. Reads only the columns that it needs and keeps
 * them in memory, so that the next try with the same ones reads nothing (columnMemory.ts).
 */
export function tryDefinition(
  project: Project,
  source: DefinitionSource,
  { year, level }: { readonly year: number; readonly level: Level },
  progress: Progress,
): Tried {
  const frameOf = (at: number) => yearAreas(project, at).frame;
  const withDeso = level === 'deso';
  const breaks = breaksOf(project, withDeso);
  const { planned, problems } = planYears(
    [source],
    [year],
    project.store.registers(),
    frameOf,
    withDeso,
    breaks.carries,
  );
  const [one] = planned;
  if (one === undefined) return { problems, outcome: null };
  const { sourceYear } = one;
  const frame = frameOf(year);
  const levels: readonly Level[] = [...new Set([level, 'municipality', 'nation'] as const)];
  const read = needsOf(source.definition, sourceYear);
  const registers = project.store
    .registers()
    .filter(({ register, year: own }) => read.some((need) => need.register === register && need.year === own));
  const team = isWorthThreads(registers) ? tryTeam() : startTeam(0);
  const earlier = breaks.earlierYears(planned);
  const columns = projectSource(project, sourceYear, progress);
  const result = computeFrom(columns, frame, [source], levels, { team, progress }, earlier);
  const { id } = source.definition;
  const byLevel = result.values.get(id);
  const values = byLevel?.get(level);
  const nation = byLevel?.get('nation');
  const municipalities = byLevel?.get('municipality');
  if (values === undefined || nation === undefined || municipalities === undefined)
    throw new RangeError('no values of the definition');
  const leftOut = result.leftOut.get(id) ?? 0;
  if (leftOut === 0 && nation.contributors[0] === 0) {
    const parameters = { register: source.definition.population.register, year: sourceYear };
    const { file } = source;
    return {
      problems: [{ id, file, place: 'population.where', key: 'indicators.emptyPopulation', parameters }],
      outcome: null,
    };
  }
  const only = (column: Float64Array): number => column[0] ?? Number.NaN;
  return {
    problems: [],
    outcome: {
      sourceYear,
      values,
      nation: {
        value: only(nation.value),
        n: only(nation.n),
        numerator: only(nation.numerator),
        contributors: only(nation.contributors),
      },
      leftOut,
      spread: {
        value: spreadOf(values.value),
        n: spreadOf(values.n),
        numerator: spreadOf(values.numerator),
        municipalities: spreadOf(municipalities.value),
      },
    },
  };
}
