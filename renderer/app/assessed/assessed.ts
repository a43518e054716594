import { socioEconomicIndex } from '../../../shared/domain/assess/sei.ts';
import { neighboursIn } from '../../../shared/domain/spatial/sharedBorders.ts';
import type { Elsewhere } from '../../../shared/domain/tuning/elsewhere.ts';
import type { AssessedColumns } from '../../../shared/domain/tuning/liveAssessment.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { SeiMethod } from '../../../shared/schemas/method.ts';
import type { AreaData } from '../state/areas.ts';
import { PUBLISHED_SEI } from '../state/areaTypes.ts';
import type { ProjectYears } from './projectYears.ts';
import { useSaved } from './saved.ts';

/**
 * Area type of each area as the engine takes it for gaps and comparisons: by the socio-economic index saved last, or the published
 * one; undefined where there are no types.
 */
export function typeCodes({ level, areas, indicators }: AreaData): readonly string[] | undefined {
  if (level !== 'regso') return undefined;
  const saved = useSaved.getState().list.flatMap(({ method }) => (method.kind === 'sei' ? [method] : []));
  const method: SeiMethod = saved.at(-1) ?? PUBLISHED_SEI;
  const columns = method.indicators.flatMap((id) => indicators.byId.get(id)?.values ?? []);
  if (columns.length < method.indicators.length) return undefined;
  try {
    const { types } = socioEconomicIndex(method, areas.codes, columns);
    return Array.from(types, (type) => (type === 0 ? '' : String(type)));
  } catch (cause) {
    if (cause instanceof UserError) return undefined;
    throw cause;
  }
}

/** The areas on screen as what a method is carried out on, with all that its rules may take from the project. */
export function assessedColumns(data: AreaData, years: ProjectYears): AssessedColumns {
  const { level, areas, geometry, indicators } = data;
  const municipalities = (): readonly string[] =>
    Array.from(areas.municipalityOf, (at) => areas.municipalities[at]?.code ?? '');
  const counties = (): readonly string[] => Array.from(areas.countyOf, (at) => areas.counties[at]?.code ?? '');
  const elsewhere: Elsewhere = {
    placesOf: (by) => {
      if (by === level) return undefined;
      if (by === 'municipality') return municipalities();
      if (by === 'county') return counties();
      return by === 'nation' ? areas.codes.map(() => 'nation') : typeCodes(data);
    },
    neighbours: () => (geometry === null ? undefined : neighboursIn(geometry, areas.count)),
    people: areas.population.some((count) => Number.isNaN(count)) ? undefined : areas.population,
    year: years.columns,
  };
  return {
    codes: areas.codes,
    byId: new Map(indicators.columns.map(({ meta, values }) => [meta.id, values])),
    elsewhere,
  };
}
