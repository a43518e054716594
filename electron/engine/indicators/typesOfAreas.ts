import type { Level } from '../../../shared/domain/areas/level.ts';
import { socioEconomicIndex } from '../../../shared/domain/assess/sei.ts';
import type { SeiMethod } from '../../../shared/schemas/method.ts';
import { listAssessments } from '../assessments/savedAssessments.ts';
import type { Project } from '../project/project.ts';
import { currentDefinitions, readValues } from './store.ts';
import { yearAreas } from './yearAreas.ts';

/** SCB's index of the three shares that area types have been published by since 2021. */
const PUBLISHED: SeiMethod = {
  version: 1,
  kind: 'sei',
  indicators: ['low-economic-standard', 'pre-upper-secondary', 'sei-assistance-or-unemployed'],
};

/** The project's socio-economic index that was saved last, or the published one. */
export const seiMethodOf = (project: Project): SeiMethod =>
  (listAssessments(project).findLast(({ method }) => method.kind === 'sei')?.method as SeiMethod | undefined) ??
  PUBLISHED;

/** The area type 1-5 of each area of a level, from values as they were computed; undefined without all three of them. */
export function typesOfAreas(project: Project, level: Level, year: number): ArrayLike<number> | undefined {
  const { frame, hash } = yearAreas(project, year);
  const method = seiMethodOf(project);
  const stored = currentDefinitions(project);
  const columns = method.indicators.flatMap((id) => {
    const found = stored.find(({ definition }) => definition.id === id);
    const values = found && readValues(project, found.hash, level, year, hash);
    return values === undefined ? [] : [values.value];
  });
  if (columns.length < method.indicators.length) return undefined;
  const codes = frame.areas[level].map(({ code }) => code);
  return socioEconomicIndex(method, codes, columns).types;
}
