import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ProjectDatabase } from './encryptedFile.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** `Sigi` in ASCII: marks the database as a project of Sigill. */
const APPLICATION_ID = 0x53696769;

const numberOf = (database: ProjectDatabase, pragma: string): number =>
  Number(database.pragma(pragma, { simple: true }));

/**
 * Brings a project to the present form, one transaction per migration, never backwards. A file whose form is newer
 * than this program knows is refused. Gives the versions that were applied.
 */
export function migrate(
  database: ProjectDatabase,
  file: string,
  steps: readonly Migration[] = migrations,
): readonly number[] {
  const present = numberOf(database, 'user_version');
  const newest = steps.at(-1)?.version ?? 0;
  const parameters = { file: path.basename(file), version: present, newest };
  if (present > 0 && numberOf(database, 'application_id') !== APPLICATION_ID)
    throw new UserError('input', 'project.notAProject', parameters);
  if (present > newest) throw new UserError('input', 'project.newer', parameters);
  const applied: number[] = [];
  for (const step of steps) {
    if (step.version <= present) continue;
    database.transaction(() => {
      database.exec(step.sql);
      database.pragma(`application_id = ${String(APPLICATION_ID)}`);
      database.pragma(`user_version = ${String(step.version)}`);
    })();
    applied.push(step.version);
  }
  return applied;
}
