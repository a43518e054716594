import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { listOwnAreas, ownGrouping } from '../areas/ownAreas.ts';
import { areaFrame } from '../areas/store.ts';
import { areaTypes } from '../indicators/areaTypes.ts';
import { computeGrouped } from '../indicators/groupedAreas.ts';
import { definitionsInUse } from '../indicators/held/heldDefinitions.ts';
import { yearsOf } from '../indicators/compute.ts';
import { errorOf } from '../indicators/problem.ts';
import { combinationOf, indicatorSeries } from '../indicators/series.ts';
import { currentDefinitions } from '../indicators/store.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { shownValues } from './indicatorsShown.ts';
import { answer, handOver, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type Development = Output<'developments.areas'>;
type Grouped = NonNullable<Output<'developments.grouped'>['grouped']>;
type Grouping = Input<'developments.group'>['grouping'];

const MOST_NAME = 2000;

/** Rows after each other as one column. */
function inRows(rows: readonly ArrayLike<number>[], width: number): Float64Array<ArrayBuffer> {
  const all = new Float64Array(rows.length * width);
  for (const [at, row] of rows.entries()) all.set(row, at * width);
  return all;
}

/** The years of an indicator that have values for a level. */
function yearsWith(project: Project, id: string, level: Level): readonly number[] {
  const shown = shownValues(project);
  return yearsOf(project).filter((year) => shown(id, level, year) !== undefined);
}

const nationOf = (project: Project, id: string, years: readonly number[]): Float64Array<ArrayBuffer> => {
  const shown = shownValues(project);
  return Float64Array.from(years, (year) => shown(id, 'nation', year)?.value[0] ?? Number.NaN);
};

/** An indicator over the years for every area of a level, with the break between divisions. */
export function developmentOf(
  project: Project,
  { id, level, sum }: { readonly id: string; readonly level: Level; readonly sum: boolean },
): Development {
  const years = yearsWith(project, id, level);
  if (years.length === 0) throw new UserError('input', 'indicators.noValues', { id, level, year: '–' });
  const definition = currentDefinitions(project).find((one) => one.definition.id === id)?.definition;
  const combination = definition === undefined ? undefined : combinationOf(definition);
  const refused = combination?.kind === 'refused' ? combination.reason : null;
  const { series, comparison } = indicatorSeries(project, id, level, years, sum && refused === null);
  const [first = 0] = years;
  const frames = { before: areaFrame(project, first), after: areaFrame(project, years.at(-1) ?? first) };
  const place = (side: 'before' | 'after', code: string, at: Level): string => {
    const frame = frames[side];
    const holder = frame.within(level, code, at);
    const position = holder === undefined ? undefined : frame.position(at, holder);
    return position === undefined ? '' : (frame.areas[at][position]?.name ?? '');
  };
  return {
    years: [...series.years],
    divisions: [...series.versions],
    breakAt: series.breakAt,
    nation: nationOf(project, id, years),
    lines: series.areas.map(({ basis, before, after }) => {
      const side = after.length > 0 ? 'after' : 'before';
      const codes = side === 'after' ? after : before;
      return {
        before: [...before],
        after: [...after],
        name: codes
          .map((code) => place(side, code, level))
          .join(', ')
          .slice(0, MOST_NAME),
        municipality: codes[0] === undefined || level === 'county' ? '' : place(side, codes[0], 'municipality'),
        basis,
      };
    }),
    values: inRows(
      series.areas.map(({ value }) => value),
      years.length,
    ),
    n: inRows(
      series.areas.map(({ n }) => n),
      years.length,
    ),
    comparison:
      comparison === null
        ? null
        : {
            comparable: comparison.comparable.size,
            changed: comparison.changed.length,
            ended: comparison.ended.length,
            created: comparison.created.length,
            renamed: comparison.renamed.length,
          },
    notSummed: comparison === null ? null : refused,
  };
}

/** An indicator over the years for groups of areas, computed from the records of each year. */
export function groupedOf(
  project: Project,
  { id, grouping }: { readonly id: string; readonly grouping: Grouping },
  progress: Progress,
): Grouped {
  const source = definitionsInUse(project).find(({ definition }) => definition.id === id);
  if (source === undefined) throw new UserError('input', 'definition.unknown', { id });
  const missing: Grouped['missing'] = [];
  const found = yearsOf(project).flatMap((year) => {
    progress.check();
    try {
      const frame = areaFrame(project, year);
      const groups =
        grouping.kind === 'own'
          ? ownGrouping(project, grouping.name, frame.version)
          : areaTypes(project, year, (type) => text('sv', `assess.areaType.${type}` satisfies TextKey));
      const computed = computeGrouped(project, year, frame, groups, [source], progress);
      const values = computed.values.get(id);
      const [problem] = computed.problems;
      if (values !== undefined) return [{ year, groups: computed.groups, values }];
      if (problem !== undefined) throw errorOf(problem);
    } catch (cause) {
      // A year without such areas, or without the register, is told of and the others are shown.
      if (!(cause instanceof UserError) || cause.kind === 'cancelled') throw cause;
      missing.push({ year, key: cause.key, parameters: { ...cause.parameters } });
    }
    return [];
  });
  const names = new Map(found.flatMap(({ groups }) => groups.map(({ code, name }) => [code, name] as const)));
  const codes = [...names.keys()].sort((a, b) => (a < b ? -1 : 1));
  const years = found.map(({ year }) => year);
  const column = (part: 'value' | 'n' | 'standardError'): Float64Array<ArrayBuffer> =>
    inRows(
      codes.map((code) =>
        found.map(({ groups, values }) => {
          const at = groups.findIndex((group) => group.code === code);
          return values[part][at] ?? Number.NaN;
        }),
      ),
      years.length,
    );
  return {
    years,
    nation: nationOf(project, id, years),
    groups: codes.map((code) => ({ code, name: (names.get(code) ?? code).slice(0, 200) })),
    values: column('value'),
    n: column('n'),
    standardErrors: column('standardError'),
    missing: missing.slice(0, 100),
  };
}

/** Own areas by name, whichever divisions they are of. */
function ownAreas(project: Project): Output<'developments.groupings'>['own'] {
  const byName = new Map<string, number>();
  for (const { name, areas } of listOwnAreas(project)) byName.set(name, Math.max(areas, byName.get(name) ?? 0));
  return [...byName].map(([name, areas]) => ({ name, areas }));
}

type DevelopmentsRequest = 'developments.areas' | 'developments.groupings' | 'developments.group';

export const developmentsRequests = (session: Session): Pick<RequestHandlers, DevelopmentsRequest> => ({
  'developments.areas': (asked) => handOver(developmentOf(session.project(), asked)),
  'developments.groupings': () => answer({ own: ownAreas(session.project()) }),
  'developments.group': (asked, progress) => handOver(groupedOf(session.project(), asked, progress)),
});
