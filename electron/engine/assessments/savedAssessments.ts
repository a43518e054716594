import { UserError } from '../../../shared/errors/errors.ts';
import { type Method, methodSchema } from '../../../shared/schemas/method.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { addVersion, idOf, numberOf } from './versions.ts';

/** A composite assessment as saved in the project: its newest version. */
export interface SavedAssessment {
  readonly id: string;
  readonly name: string;
  readonly comment: string;
  readonly method: Method;
  readonly savedAt: string;
}

interface VersionRow {
  readonly assessment: number;
  readonly name: string;
  readonly comment: string;
  readonly method: string;
  readonly saved_at: string;
}

const fromRow = (row: VersionRow): SavedAssessment => ({
  id: idOf(row.assessment),
  name: row.name,
  comment: row.comment,
  method: methodSchema.parse(JSON.parse(row.method)),
  savedAt: row.saved_at,
});

const NEWEST = `
  select v.assessment, v.name, v.comment, v.method, v.saved_at
  from assessment a join assessment_version v on v.assessment = a.number
  where a.removed_at is null
    and v.version = (select max(version) from assessment_version where assessment = a.number)`;

/** Every assessment that has not been removed, oldest first, each in its newest version. */
export const listAssessments = (project: Project): readonly SavedAssessment[] =>
  databaseOf(project).prepare<[], VersionRow>(`${NEWEST} order by a.number`).all().map(fromRow);

/** The number of a saved assessment; refuses one that is unknown or removed. */
export function existing(project: Project, id: string): number {
  const number = numberOf(id);
  const found =
    number === undefined
      ? undefined
      : databaseOf(project).prepare('select 1 from assessment where number = ? and removed_at is null').get(number);
  if (number === undefined || found === undefined) throw new UserError('input', 'assessment.unknown');
  return number;
}

/** Saves a new assessment (id null), or a new version of one, which keeps its grouping. Earlier versions stay. */
export function saveAssessment(
  project: Project,
  input: { readonly id: string | null; readonly name: string; readonly comment: string; readonly method: Method },
): SavedAssessment {
  const database = databaseOf(project);
  return database.transaction((): SavedAssessment => {
    const number = input.id === null ? null : existing(project, input.id);
    const kept =
      number === null
        ? undefined
        : database
            .prepare<[number], { grouping: string | null; based_on: string | null }>(
              `select grouping, based_on from assessment_version where assessment = ? order by version desc limit 1`,
            )
            .get(number);
    const { name, comment, method } = input;
    const saved = addVersion(project, number, {
      name,
      comment,
      method,
      grouping: kept?.grouping ?? null,
      basedOn: kept?.based_on ?? null,
    });
    return { id: idOf(saved.number), name, comment, method, savedAt: saved.savedAt };
  })();
}

/** Takes an assessment out of the list. Its versions stay in the project, for the log to refer to. */
export function removeAssessment(project: Project, id: string): void {
  const database = databaseOf(project);
  database.transaction(() => {
    const number = existing(project, id);
    database.prepare('update assessment set removed_at = ? where number = ?').run(project.now().toISOString(), number);
    project.appendLog('assessment.remove', { id });
  })();
}
