import type { Output } from '../../../../shared/ipc/contract.ts';
import { type Draft, draftSchema } from '../../../../shared/ipc/tables.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';

/** The plan that is being put together; `unread`: where it says something that this version cannot read, if it does. */
export function storedDraft(project: Project): Output<'tables.draft'> {
  const text = databaseOf(project).prepare<[], string>('select plan from release_draft').pluck().get();
  if (text === undefined) return { draft: null, unread: null };
  const read = draftSchema.safeParse(JSON.parse(text));
  if (read.success) return { draft: read.data, unread: null };
  const { path = [] } = read.error.issues[0] ?? {};
  return { draft: null, unread: path.map(String).join('.').slice(0, 200) };
}

/** The plan that is being put together; null before there is one, or when this version cannot read it. */
export const readDraft = (project: Project): Draft | null => storedDraft(project).draft;

/** Writes the plan in place of what was there. @throws UserError when two tables have the same id */
export function saveDraft(project: Project, draft: Draft): void {
  const ids = draft.tables.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new UserError('input', 'tables.sameId', { table: twice });
  const database = databaseOf(project);
  database.transaction(() => {
    database
      .prepare(
        `insert into release_draft (only, plan, changed_at) values (1, ?, ?)
         on conflict (only) do update set plan = excluded.plan, changed_at = excluded.changed_at`,
      )
      .run(JSON.stringify(draft), project.now().toISOString());
    project.appendLog('release-draft', { tables: draft.tables.length });
  })();
}
