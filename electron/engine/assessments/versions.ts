import type { Method } from '../../../shared/schemas/method.ts';
import { databaseOf } from '../project/database.ts';
import { loginName } from '../project/holding.ts';
import type { Project } from '../project/project.ts';

/** Ids are counted within the project, so that the same steps give the same ids on any machine. */
export const idOf = (number: number): string => `assessment-${String(number)}`;
export const numberOf = (id: string): number | undefined => {
  const digits = /^assessment-([1-9]\d{0,8})$/u.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** What one version of a scenario holds; the grouping is GROUPS.json as text. */
export interface VersionContent {
  readonly name: string;
  readonly comment: string;
  readonly method: Method;
  readonly grouping: string | null;
  readonly basedOn: string | null;
}

/**
 * Writes a version after the newest, by whoever is logged in; a new scenario where `number` is null. The log says which. To be
 * called within a transaction.
 */
export function addVersion(
  project: Project,
  number: number | null,
  { name, comment, method, grouping, basedOn }: VersionContent,
): { readonly number: number; readonly version: number; readonly savedAt: string } {
  const database = databaseOf(project);
  const savedAt = project.now().toISOString();
  const own =
    number ?? Number(database.prepare('insert into assessment (removed_at) values (null)').run().lastInsertRowid);
  const version =
    database
      .prepare<[number], number>('select coalesce(max(version), 0) + 1 from assessment_version where assessment = ?')
      .pluck()
      .get(own) ?? 1;
  database
    .prepare(
      `insert into assessment_version (assessment, version, name, comment, method, saved_at, grouping, saved_by, based_on)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(own, version, name, comment, JSON.stringify(method), savedAt, grouping, loginName(), basedOn);
  project.appendLog('assessment.save', { id: idOf(own), version });
  return { number: own, version, savedAt };
}
