import { createHash } from 'node:crypto';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { yearAreas } from '../indicators/yearAreas.ts';

interface RegisterRow {
  readonly id: number;
  readonly register: string;
  readonly year: number;
  readonly specification: string;
  readonly rows: number;
}

/** What the project's registers were read from and how, up to a year: equal for two projects with the same microdata. */
export function registersContent(project: Project, until: number): unknown {
  const database = databaseOf(project);
  const files = database
    .prepare<[number], string>('select sha256 from source_file where register_year = ? order by position')
    .pluck();
  return database
    .prepare<[number], RegisterRow>(
      'select id, register, year, specification, rows from register_year where year <= ? order by register, year',
    )
    .all(until)
    .map(({ id, register, year, specification, rows }) => [register, year, specification, rows, files.all(id)]);
}

/** The areas of a year, and every list of changes: what a comparison over a break rests on. */
export const areasContent = (project: Project, years: readonly number[]): unknown => ({
  areas: years.map((year) => [year, yearAreas(project, year).frame.version, yearAreas(project, year).hash]),
  names: databaseOf(project).prepare('select version, level, code, name from area order by 1, 2, 3').raw().all(),
  changes: databaseOf(project)
    .prepare(
      'select from_version, to_version, level, from_code, to_code, kind from area_change order by 1, 2, 3, 4, 5, 6',
    )
    .raw()
    .all(),
});

/** The stored values of a level and year of the definitions that the project goes by. */
export const valuesContent = (project: Project, level: string, year: number): unknown =>
  databaseOf(project)
    .prepare(
      `select id, indicator_value.definition, json_extract(indicator_definition.definition, '$.estimate'), source_year, areas_hash, data_hash, left_out from indicator_value
       join indicator_definition on hash = indicator_value.definition
       where current = 1 and level = ? and year = ? order by id`,
    )
    .raw()
    .all(level, year);

/** The borders of a level in a year: who borders on whom rests on them. */
export function bordersContent(project: Project, level: string, year: number): string {
  const hash = createHash('sha256');
  const rows = databaseOf(project)
    .prepare<[string, string], { code: string; ring_start: Buffer; coordinates: Buffer }>(
      'select code, ring_start, coordinates from geometry where version = ? and level = ? order by code',
    )
    .iterate(yearAreas(project, year).frame.version, level);
  for (const { code, ring_start: rings, coordinates } of rows) hash.update(code).update(rings).update(coordinates);
  return hash.digest('hex');
}
