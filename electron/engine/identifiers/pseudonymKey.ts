import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { PSEUDONYM_KEY_BYTES } from './pseudonymise.ts';
import { TextKeys } from './textKeys.ts';

/**
 * The project's key of pseudonyms: made from the project's own source of randomness the first time, kept in the encrypted
 * file so that the same person gets the same pseudonym in what is imported later, until it is discarded. The caller
 * wipes the copy.
 */
export function pseudonymSecret(project: Project): Uint8Array {
  const database = databaseOf(project);
  const stored = database.prepare<[], Buffer>('select secret from pseudonym_key').pluck().get();
  if (stored !== undefined) return stored;
  const made = Buffer.from(project.randomBytes(PSEUDONYM_KEY_BYTES));
  database.prepare('insert into pseudonym_key (only, secret) values (1, ?)').run(made);
  project.appendLog('pseudonym-key', { made: true });
  return made;
}

/** The place in the log where the present key was made: says nothing of the key, but tells it from those before. */
export const pseudonymKeyNumber = (project: Project): number | undefined =>
  databaseOf(project)
    .prepare<[], number | null>(
      `select max(position) from log where action = 'pseudonym-key' and json_extract(details, '$.made') = 1`,
    )
    .pluck()
    .get() ?? undefined;

/** Which texts have got pseudonyms under the key, in this import and before. */
export function pseudonymTexts(project: Project): TextKeys {
  const database = databaseOf(project);
  return new TextKeys({
    read: () =>
      database
        .prepare<[], { entries: number; data: Buffer }>('select entries, data from pseudonym_text order by position')
        .iterate(),
    write: ({ entries, data }) => {
      database.prepare('insert into pseudonym_text (entries, data) values (?, ?)').run(entries, data);
    },
  });
}

/** Destroys the key; what is deleted is overwritten in the file. True when there was one. */
export function discardPseudonymKey(project: Project): boolean {
  const there = databaseOf(project).prepare('delete from pseudonym_key').run().changes > 0;
  databaseOf(project).prepare('delete from pseudonym_text').run();
  if (there) project.appendLog('pseudonym-key', { discarded: true });
  return there;
}
