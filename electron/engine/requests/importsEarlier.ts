import { type RegisterSpecification, specificationSchema } from '../../../shared/schemas/specification.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

/** A year of the same register that is in the project: how it was read, and what was missing in it. */
export interface EarlierYear {
  /** Null for a specification that the person has opened. */
  readonly year: number | null;
  readonly specification: RegisterSpecification;
  /** Share of the rows without a value, by variable. */
  readonly missing: ReadonlyMap<string, number>;
}

interface YearRow {
  readonly id: number;
  readonly year: number;
  readonly rows: number;
  readonly specification: string;
}

/** The latest year of a register before `year`, or the latest of all when that is not known or nothing lies before it. */
export function earlierYear(project: Project, register: string, year: number | null): EarlierYear | null {
  const database = databaseOf(project);
  const found = database
    .prepare<[string], YearRow>(
      'select id, year, rows, specification from register_year where register = ? order by year desc',
    )
    .all(register)
    .filter((one) => one.year !== year);
  const row = found.find((one) => year === null || one.year < year) ?? found[0];
  if (row === undefined) return null;
  const read = specificationSchema.safeParse(JSON.parse(row.specification));
  if (!read.success || read.data.kind !== 'register') return null;
  const variables = database
    .prepare<[number], { name: string; missing: number }>('select name, missing from variable where register_year = ?')
    .all(row.id);
  return {
    year: row.year,
    specification: read.data,
    missing: new Map(variables.map(({ name, missing }) => [name, row.rows === 0 ? 0 : missing / row.rows])),
  };
}
