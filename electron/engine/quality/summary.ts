import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

/** Counts about one register-year as it was imported. No values: smallest and largest ones stay in the project. */
export interface RegisterQuality {
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  /** Rows without a value, by variable. */
  readonly missing: Readonly<Record<string, number>>;
  /** rowsRead, rowsKept, rowsRefused; for columns `refused:<rule>` and `orphans`. */
  readonly counts: readonly { readonly subject: string; readonly measure: string; readonly value: number }[];
}

interface CountRow {
  readonly subject: string;
  readonly measure: string;
  readonly value: number;
}

/** The quality summary of every register-year. */
export function qualityOf(project: Project): readonly RegisterQuality[] {
  const database = databaseOf(project);
  const missing = database.prepare<[number], { name: string; missing: number }>(
    'select name, missing from variable where register_year = ? order by position',
  );
  const counts = database.prepare<[number], CountRow>(
    'select subject, measure, value from quality where register_year = ? order by position',
  );
  return database
    .prepare<[], { id: number; register: string; year: number; rows: number }>(
      'select id, register, year, rows from register_year order by register, year',
    )
    .all()
    .map(({ id, register, year, rows }) => ({
      register,
      year,
      rows,
      missing: Object.fromEntries(missing.all(id).map((row) => [row.name, row.missing])),
      counts: counts.all(id).map(({ subject, measure, value }) => ({ subject, measure, value })),
    }));
}
