import type { QualityPlace } from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { ColumnProfile } from './columnProfile.ts';

/** Rows that were refused for one reason, and where the first of them stand. */
export interface Refused {
  readonly rule: string;
  readonly column: string | null;
  readonly count: number;
  readonly places: readonly QualityPlace[];
}

/** What is kept about a register-year besides its rows. Microdata: stays in the project. */
export interface RegisterProfile {
  readonly columns: readonly ColumnProfile[];
  /** The columns of the delivered file in its order, by their names in the project; those that were not stored among them. */
  readonly header: readonly string[];
  readonly refused: readonly Refused[];
}

interface StoredRow {
  readonly id: number;
  readonly year: number;
  readonly rows: number;
  readonly imported_at: string;
  readonly specification: string;
  readonly content: string | null;
}

/** A register-year with everything that the report needs. */
export interface ProfiledYear {
  readonly id: number;
  readonly year: number;
  readonly rows: number;
  readonly importedAt: string;
  readonly specification: RegisterSpecification;
  readonly profile: RegisterProfile | undefined;
}

const SELECT = `select id, year, rows, imported_at, specification, content from register_year
  left join profile on profile.register_year = register_year.id`;

const profiled = (row: StoredRow | undefined): ProfiledYear | undefined =>
  row === undefined
    ? undefined
    : {
        id: row.id,
        year: row.year,
        rows: row.rows,
        importedAt: row.imported_at,
        specification: JSON.parse(row.specification) as RegisterSpecification,
        profile: row.content === null ? undefined : (JSON.parse(row.content) as RegisterProfile),
      };

export const profiledYear = (project: Project, register: string, year: number): ProfiledYear | undefined =>
  profiled(
    databaseOf(project)
      .prepare<[string, number], StoredRow>(`${SELECT} where register = ? and year = ?`)
      .get(register, year),
  );

/** The nearest earlier year of the register that has a profile. */
export const yearBefore = (project: Project, register: string, year: number): ProfiledYear | undefined =>
  profiled(
    databaseOf(project)
      .prepare<[string, number], StoredRow>(
        `${SELECT} where register = ? and year < ? and content is not null order by year desc limit 1`,
      )
      .get(register, year),
  );

export function storeProfile(project: Project, registerYear: number, profile: RegisterProfile): void {
  databaseOf(project)
    .prepare('insert or replace into profile (register_year, content) values (?, ?)')
    .run(registerYear, JSON.stringify(profile));
}
