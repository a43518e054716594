import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { idOf, numberOf } from '../assessments/versions.ts';
import { databaseOf } from '../project/database.ts';
import { loginName } from '../project/holding.ts';
import type { Project } from '../project/project.ts';

/** What a comment is about: an area, or a scenario. */
export type CommentSubject =
  | { readonly kind: 'area'; readonly level: Level; readonly code: string }
  | { readonly kind: 'scenario'; readonly id: string };

/** Something that a person has written. It stays in the project: nothing that leaves one with microdata holds it. */
export interface Comment {
  readonly id: string;
  readonly about: CommentSubject;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

interface Row {
  readonly number: number;
  readonly assessment: number | null;
  readonly level: string | null;
  readonly area: string | null;
  readonly text: string;
  readonly written_by: string;
  readonly written_at: string;
}

const fromRow = (row: Row): Comment => ({
  id: `comment-${String(row.number)}`,
  about:
    row.assessment === null
      ? { kind: 'area', level: row.level as Level, code: row.area ?? '' }
      : { kind: 'scenario', id: idOf(row.assessment) },
  text: row.text,
  by: row.written_by,
  at: row.written_at,
});

const COLUMNS = 'number, assessment, level, area, text, written_by, written_at';

/** Every comment that has not been taken back, oldest first. */
export const listComments = (project: Project): readonly Comment[] =>
  databaseOf(project)
    .prepare<[], Row>(`select ${COLUMNS} from remark where removed_at is null order by number`)
    .all()
    .map(fromRow);

/**
 * Writes a comment, by whoever is logged in and now unless it was written elsewhere. The log says that it was written and
 * about what, never what it says. @throws UserError for an empty one, or a scenario that there is not
 */
export function addComment(
  project: Project,
  about: CommentSubject,
  text: string,
  written: { readonly by?: string; readonly at?: string } = {},
): Comment {
  const trimmed = text.trim();
  if (trimmed === '') throw new UserError('input', 'scenario.emptyComment');
  const assessment = about.kind === 'scenario' ? (numberOf(about.id) ?? 0) : null;
  const database = databaseOf(project);
  if (
    assessment !== null &&
    database.prepare('select 1 from assessment where number = ?').get(assessment) === undefined
  )
    throw new UserError('input', 'assessment.unknown');
  const [by, at] = [written.by ?? loginName(), written.at ?? project.now().toISOString()];
  const [level, area] = about.kind === 'area' ? [about.level, about.code] : [null, null];
  return database.transaction(() => {
    const number = Number(
      database
        .prepare('insert into remark (assessment, level, area, text, written_by, written_at) values (?, ?, ?, ?, ?, ?)')
        .run(assessment, level, area, trimmed, by, at).lastInsertRowid,
    );
    const id = `comment-${String(number)}`;
    project.appendLog('comment.write', { id, about: about.kind });
    return { id, about, text: trimmed, by, at };
  })();
}

/** Takes a comment back. It stays in the project, hidden. */
export function removeComment(project: Project, id: string): void {
  const number = Number(/^comment-([1-9]\d{0,8})$/u.exec(id)?.[1] ?? 0);
  const database = databaseOf(project);
  database.transaction(() => {
    const done = database
      .prepare('update remark set removed_at = ? where number = ? and removed_at is null')
      .run(project.now().toISOString(), number);
    if (done.changes === 0) throw new UserError('input', 'scenario.noComment');
    project.appendLog('comment.remove', { id });
  })();
}
