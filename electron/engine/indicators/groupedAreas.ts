import type { Area, AreaFrame } from '../areas/frame.ts';
import { type AreaGrouping, groupedFrame } from '../areas/grouping.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import type { LevelValues } from './pass/evaluate.ts';
import { computeYear } from './pass/year.ts';
import { type Plan, planYears } from './plan.ts';
import type { DefinitionSource } from './problem.ts';
import { yearAreas } from './yearAreas.ts';

/** The indicators of one year for groups of areas, computed from the records themselves. */
export interface GroupedIndicators {
  readonly year: number;
  readonly groups: readonly Area[];
  readonly values: ReadonlyMap<string, LevelValues>;
  readonly problems: Plan['problems'];
}

/**
 * Computes indicators for groups of areas in one pass over the year's microdata. Nothing is stored. Only registers of the year itself are
 * read: what would be carried over from an earlier year, or pooled with years on another division, is left out and stands among the problems.
 */
export function computeGrouped(
  project: Project,
  year: number,
  frame: AreaFrame,
  grouping: AreaGrouping,
  sources: readonly DefinitionSource[],
  progress: Progress,
): GroupedIndicators {
  const { planned, problems } = planYears(
    sources.map(({ definition, ...source }) => ({
      ...source,
      definition: { ...definition, reference: { ...definition.reference, carryYears: 0 } },
    })),
    [year],
    project.store.registers(),
    (at) => (at === year ? frame : yearAreas(project, at).frame),
    grouping.base === 'deso',
  );
  const grouped = groupedFrame(frame, grouping);
  const chosen = new Set(planned.map(({ source }) => source.definition.id));
  const computed = computeYear(
    project.store,
    year,
    grouped.frame,
    sources.filter(({ definition }) => chosen.has(definition.id)),
    [grouped.level],
    progress,
  );
  const values = new Map<string, LevelValues>();
  for (const [id, levels] of computed.values) {
    const all = levels.get(grouped.level);
    if (all !== undefined) values.set(id, firstOf(all, grouped.groups.length));
  }
  return { year, groups: grouped.groups, values, problems };
}

/** A pass over DeSO gives as many places as there are DeSO; the groups are the first of them. */
const firstOf = (values: LevelValues, count: number): LevelValues =>
  Object.fromEntries(
    Object.entries(values).map(([part, column]: [string, Float64Array]) => [part, column.slice(0, count)]),
  ) as unknown as LevelValues;
