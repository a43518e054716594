import { socioEconomicIndex } from '../../../shared/domain/assess/sei.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { SeiMethod } from '../../../shared/schemas/method.ts';
import type { AreaGrouping } from '../areas/grouping.ts';
import { listAssessments } from '../assessments/savedAssessments.ts';
import type { Project } from '../project/project.ts';
import { indicatorMatrix } from './matrix.ts';

/** SCB's index of the three shares that area types have been published by since 2021. */
const PUBLISHED: SeiMethod = {
  version: 1,
  kind: 'sei',
  indicators: ['low-economic-standard', 'pre-upper-secondary', 'sei-assistance-or-unemployed'],
};

/**
 * The area type of each RegSO in a year, 1-5, by the project's saved socio-economic index that was saved last, or the
 * published one. Types are of the year: an area may be of another type the year before. Areas without an index have none.
 */
export function areaTypes(project: Project, year: number, nameOf: (type: 1 | 2 | 3 | 4 | 5) => string): AreaGrouping {
  const saved = listAssessments(project).flatMap(({ method }) => (method.kind === 'sei' ? [method] : []));
  const method = saved.at(-1) ?? PUBLISHED;
  const has = new Set(indicatorMatrix(project, 'regso', year).ids);
  if (!method.indicators.every((id) => has.has(id))) throw new UserError('input', 'areas.type.noIndicators', { year });
  const { areas, columns } = indicatorMatrix(project, 'regso', year, method.indicators);
  const codes = areas.map(({ code }) => code);
  const { types } = socioEconomicIndex(method, codes, columns);
  const typed = codes.flatMap((code, i): (readonly [string, string])[] =>
    types[i] === 0 ? [] : [[code, String(types[i])]],
  );
  return {
    base: 'regso',
    groupOf: new Map(typed),
    names: new Map(
      ([1, 2, 3, 4, 5] as const).filter((type) => types.includes(type)).map((type) => [String(type), nameOf(type)]),
    ),
  };
}
