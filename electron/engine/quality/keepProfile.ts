import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { BadRow } from '../import/rules.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { ColumnProfile } from './columnProfile.ts';
import { type Refused, storeProfile } from './profileStore.ts';

const PLACES = 5;

/** Rows refused in the files of one register-year: counted by the import, with the first places that it listed. */
export function refusedOf(project: Project, registerYear: number, badRows: readonly BadRow[]): readonly Refused[] {
  const database = databaseOf(project);
  const files = new Set(
    database
      .prepare<[number], string>('select name from source_file where register_year = ?')
      .pluck()
      .all(registerYear),
  );
  return database
    .prepare<[number], { subject: string; measure: string; value: number }>(
      `select subject, measure, value from quality where register_year = ? and measure like 'refused:%' order by position`,
    )
    .all(registerYear)
    .map(({ subject, measure, value }) => {
      const rule = measure.slice('refused:'.length);
      const column = subject === '' ? null : subject;
      const places = badRows
        .filter((row) => row.rule === rule && (row.column ?? null) === column && files.has(row.file))
        .slice(0, PLACES)
        .map(({ file, line }) => ({ file, line, column }));
      return { rule, column, count: value, places };
    });
}

/** Keeps what the report needs of a register-year that has just been imported. */
export function keepProfile(
  project: Project,
  specification: RegisterSpecification,
  year: number,
  columns: readonly ColumnProfile[],
  header: readonly string[],
  badRows: readonly BadRow[],
): void {
  const id = databaseOf(project)
    .prepare<[string, number], number>('select id from register_year where register = ? and year = ?')
    .pluck()
    .get(specification.register, year);
  if (id === undefined) throw new Error('The register-year is not there');
  storeProfile(project, id, { columns, header, refused: refusedOf(project, id, badRows) });
}
