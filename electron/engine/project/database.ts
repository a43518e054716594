import { UserError } from '../../../shared/errors/errors.ts';
import type { ProjectDatabase } from './encryptedFile.ts';
import type { Project } from './project.ts';

/*
 * The connection behind a project, for the engine alone: the command line and the shell hold a Project, which shows
 * none of it, and a test keeps them from importing this file.
 */

const connections = new WeakMap<Project, ProjectDatabase>();
const identities = new WeakMap<Project, Uint8Array>();

/** `identity`: first bytes of the file, which tell which key file belongs to it. */
export const connect = (project: Project, database: ProjectDatabase, identity: Uint8Array): void => {
  connections.set(project, database);
  identities.set(project, identity);
};

/** The first bytes of an open project's file, which must not be read again while it is open. */
export function identityOfOpen(project: Project): Uint8Array {
  const identity = identities.get(project);
  if (identity === undefined) throw new UserError('refused', 'project.closed');
  return identity;
}

/** The open connection of a project; throws when it has been closed. */
export function databaseOf(project: Project): ProjectDatabase {
  const database = connections.get(project);
  if (database === undefined || !database.open) throw new UserError('refused', 'project.closed');
  return database;
}

/**
 * Runs `work`, which may wait, in one transaction: all of it or nothing, also when the process is killed within. Only
 * one at a time per project.
 */
export async function inTransaction<T>(project: Project, work: (database: ProjectDatabase) => Promise<T>): Promise<T> {
  const database = databaseOf(project);
  if (database.inTransaction) throw new UserError('refused', 'project.busy');
  database.exec('begin immediate');
  try {
    const result = await work(database);
    database.exec('commit');
    return result;
  } catch (cause) {
    if (database.inTransaction) database.exec('rollback');
    throw cause;
  }
}
