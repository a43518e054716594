import { type Draft, draftSchema } from '../../../../shared/ipc/tables.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';

/** The plan that is being put together; null before there is one, or when it is in a form that is no longer read. */
export function readDraft(project: Project): Draft | null {
  const text = databaseOf(project).prepare<[], string>('select plan from release_draft').pluck().get();
  const read = text === undefined ? undefined : draftSchema.safeParse(JSON.parse(text));
  return read?.success === true ? read.data : null;
}

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
