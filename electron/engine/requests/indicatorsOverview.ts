import type { Level } from '../../../shared/domain/areas/level.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { definitionsInUse } from '../indicators/held/heldDefinitions.ts';
import { breaksOf } from '../indicators/overBreak.ts';
import { planYears } from '../indicators/plan.ts';
import { errorOf } from '../indicators/problem.ts';
import { storedYears } from '../indicators/store.ts';
import { yearAreas } from '../indicators/yearAreas.ts';
import type { Project } from '../project/project.ts';
import { shownValues } from './indicatorsShown.ts';

/** The nation's value of every indicator over the years, and why some have none for the year that is looked at. */
export function overviewOf(project: Project, level: Level, year: number): Output<'indicators.overview'> {
  const years = [...new Set(storedYears(project).map((stored) => stored.year))];
  const shown = shownValues(project);
  const sources = definitionsInUse(project);
  const { problems } = planYears(
    sources,
    [year],
    project.store.registers(),
    (at) => yearAreas(project, at).frame,
    level === 'deso',
    breaksOf(project, level === 'deso').carries,
  );
  const first = new Map(problems.toReversed().map((problem) => [problem.id, problem]));
  return {
    years,
    trends: sources.map(({ definition: { id } }) => ({
      id,
      nation: Float64Array.from(years, (at) => shown(id, 'nation', at)?.value[0] ?? Number.NaN),
    })),
    missing: [
      ...[...first.values()].map((problem) => {
        const { key, parameters } = errorOf(problem);
        return { id: problem.id, key, parameters: { ...parameters } };
      }),
      ...sources.flatMap(({ definition: { id } }) =>
        first.has(id) || shown(id, level, year) !== undefined
          ? []
          : [{ id, key: 'definition.notComputed', parameters: { id } }],
      ),
    ],
    own: sources.filter(({ own }) => own === true).map(({ definition }) => definition.id),
  };
}
