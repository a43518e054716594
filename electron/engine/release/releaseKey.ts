import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

/**
 * Lends the project's sealing key to `use` and wipes the copy afterwards. The key is made from the project's own source
 * of randomness the first time, and lies only in the encrypted project file.
 */
export function withReleaseKey<T>(project: Project, use: (secret: Uint8Array) => T): T {
  const database = databaseOf(project);
  const stored = database.prepare<[], Buffer>('select secret from release_key').pluck();
  let secret = stored.get();
  if (secret === undefined) {
    const made = Buffer.from(project.randomBytes(32));
    database.prepare('insert into release_key (only, secret) values (1, ?)').run(made);
    secret = made;
  }
  try {
    return use(secret);
  } finally {
    secret.fill(0);
  }
}
