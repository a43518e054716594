import type { ResultDefinitions } from '../../../../shared/schemas/runResults.ts';
import type { Level } from '../../../../shared/domain/areas/level.ts';
import { fieldText, numberText } from '../../areafile/numberText.ts';
import { listAreas } from '../../areas/list.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';
import { WORKING_COPY_COLUMN } from '../../files/workingCopy.ts';
import { currentDefinitions } from '../../indicators/store.ts';
import { indicatorMatrix } from '../../indicators/matrix.ts';
import { combinationOf } from '../../indicators/series.ts';
import { yearAreas } from '../../indicators/yearAreas.ts';

/** One row per area: its names, what it lies in, and how many live there. */
export function* areaRows(project: Project, level: Level, year: number): Generator<string> {
  const list = listAreas(project, level, year);
  yield `${WORKING_COPY_COLUMN},name,municipality,municipality_name,county,people\n`;
  for (const [i, code] of list.codes.entries())
    yield `${[
      code,
      fieldText(list.names[i] ?? ''),
      fieldText(list.municipalityCodes[i] ?? ''),
      fieldText(list.municipalityNames[i] ?? ''),
      fieldText(list.countyCodes[i] ?? ''),
      numberText(list.population[i] ?? Number.NaN),
    ].join(',')}\n`;
}

/** True when the project has a list of changes between divisions. */
export const hasChanges = (project: Project): boolean =>
  databaseOf(project).prepare('select 1 from area_change limit 1').get() !== undefined;

/** Every list of changes between divisions that the project has. */
export function* changeRows(project: Project): Generator<string> {
  yield 'from_version_ej_rojandekontrollerad,to_version,level,from,to,kind\n';
  const rows = databaseOf(project)
    .prepare<[], string[]>(
      'select from_version, to_version, level, from_code, to_code, kind from area_change order by 1, 2, 3, 4, 5, 6',
    )
    .raw()
    .iterate() as unknown as Iterable<string[]>;
  for (const row of rows) yield `${row.map(fieldText).join(',')}\n`;
}

/** What the values were computed by, and which division they stand on. */
export function definitionsIn(project: Project, level: Level, year: number): ResultDefinitions {
  const { ids, sourceYears } = indicatorMatrix(project, level, year);
  const definitions = new Map(currentDefinitions(project).map((one) => [one.definition.id, one]));
  return {
    status: 'ej röjandekontrollerad',
    version: 1,
    year,
    level,
    division: yearAreas(project, year).frame.version,
    indicators: ids.map((id, j) => {
      const found = definitions.get(id);
      return {
        id,
        hash: found?.hash ?? '',
        revision: found?.definition.revision ?? 1,
        direction: found?.definition.direction ?? 0,
        name: found?.definition.name ?? { sv: id, en: id },
        sourceYear: sourceYears[j] ?? year,
        combination: found === undefined ? { kind: 'refused', reason: 'smoothed' } : combinationOf(found.definition),
      };
    }),
  };
}
