import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../../../shared/errors/errors.ts';
import { hold, inUse, refuseIfHeldHere } from './holding.ts';

export type ProjectDatabase = Database.Database;

/** The encrypting build of better-sqlite3 has this besides what the types of the plain one tell. */
interface WithKey extends ProjectDatabase {
  key(key: Buffer): number;
}

/** What is done when a database is closed: before it lets the file go, and after. */
const before = new WeakMap<ProjectDatabase, () => void>();
const after = new WeakMap<ProjectDatabase, (() => void)[]>();

/** Has something done when the database has been closed. */
export const afterClosing = (database: ProjectDatabase, ending: () => void): void => {
  after.set(database, [...(after.get(database) ?? []), ending]);
};

/** Databases that several threads of this process have open. */
const shared = new WeakSet<ProjectDatabase>();

/** Closes a database that `openEncrypted` or `joinEncrypted` opened; once is enough. */
export function closeEncrypted(database: ProjectDatabase): void {
  if (!database.open) return;
  if (shared.has(database)) endSharing(database);
  before.get(database)?.();
  database.close();
  for (const ending of after.get(database) ?? []) ending();
}

const IDENTITY_BYTES = 16;
const PLAIN_HEADER = 'SQLite format 3\u0000';

/**
 * The first bytes of a project file: the cipher's random salt, which stays the same for the file's life. A file that
 * is too short, or an ordinary SQLite database, is not a project.
 */
export function identityOf(file: string): Buffer {
  refuseIfHeldHere(file);
  const name = path.basename(file);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    throw new UserError('input', 'project.missing', { file: name });
  }
  try {
    const identity = Buffer.alloc(IDENTITY_BYTES);
    let length = 0;
    try {
      length = readSync(descriptor, identity, 0, IDENTITY_BYTES, 0);
    } catch {
      // A folder opens but cannot be read.
    }
    if (length < IDENTITY_BYTES || identity.toString('latin1') === PLAIN_HEADER)
      throw new UserError('input', 'project.notAProject', { file: name });
    return identity;
  } finally {
    closeSync(descriptor);
  }
}

/** `raw:` and the key in hexadecimal, as bytes that can be overwritten, never as a string that cannot. */
function rawKey(dataKey: Uint8Array): Buffer {
  const prefix = 'raw:';
  const digits = '0123456789abcdef';
  const raw = Buffer.alloc(prefix.length + dataKey.length * 2);
  raw.write(prefix, 'latin1');
  for (const [i, byte] of dataKey.entries()) {
    raw[prefix.length + 2 * i] = digits.charCodeAt(byte >> 4);
    raw[prefix.length + 2 * i + 1] = digits.charCodeAt(byte & 15);
  }
  return raw;
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

/** SQLite's errors in the words of a person; anything else is passed on. */
export function asProjectError(cause: unknown, file: string): unknown {
  const parameters = { file: path.basename(file) };
  const code = codeOf(cause);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return inUse(file);
  if (/^SQLITE_(?:NOTADB|CORRUPT|IOERR_(?:READ|SHORT_READ|CORRUPTFS|DATA))/u.test(code))
    return new UserError('input', 'project.damaged', parameters);
  if (/^SQLITE_IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE)/u.test(code))
    return new UserError('refused', 'project.writeFailed', parameters);
  if (/^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH|IOERR)/u.test(code))
    return new UserError('input', 'project.notWritable', parameters);
  if (code.startsWith('SQLITE_FULL')) return new UserError('refused', 'project.diskFull', parameters);
  return cause;
}

/** A connection with the key and the settings that every one of them has. It has not yet read the file. */
function connectWithKey(file: string, dataKey: Uint8Array, create: boolean): ProjectDatabase {
  const database = new Database(file, { fileMustExist: !create, timeout: PATIENCE_MS });
  const raw = rawKey(dataKey);
  try {
    database.pragma(`cipher = 'chacha20'`);
    if (create) database.pragma('page_size = 16384');
    (database as WithKey).key(raw);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  } finally {
    raw.fill(0);
  }
}

function configure(database: ProjectDatabase): void {
  database.pragma('temp_store = MEMORY');
  database.pragma('secure_delete = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('foreign_keys = ON');
  database.pragma('recursive_triggers = ON');
  database.pragma('cache_size = -65536');
}

/** How long a connection waits for one that has the file; one that has joined, for another that writes a moment at a time. */
const PATIENCE_MS = 250;
const JOINED_PATIENCE_MS = 10_000;

/**
 * Opens an encrypted database for this process alone. See docs/adr/0004-cipher.md for the cipher, the page size and
 * the journal. The rollback journal holds pages as they lie in the file, that is, encrypted; sorting and temporary
 * tables stay in memory; what is deleted is overwritten. `evenCut`: opens a file that has lost its end too, to read what
 * is left of it.
 */
export function openEncrypted(file: string, dataKey: Uint8Array, create: boolean, evenCut = false): ProjectDatabase {
  let database: ProjectDatabase | undefined;
  try {
    database = connectWithKey(file, dataKey, create);
    // Pages that are freed can be given back without rewriting the file (docs/adr/0013-store-and-project-file.md).
    if (create) database.pragma('auto_vacuum = INCREMENTAL');
    // The side effect of this that is wanted here: SQLite does not hold the file's length against its first page.
    if (evenCut) database.unsafeMode(true).pragma('writable_schema = ON');
    configure(database);
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = DELETE');
    database.pragma('synchronous = FULL');
    // Takes the lock now, rolls back what a killed process left, and shows whether the key fits.
    database.exec('begin exclusive; select count(*) from sqlite_schema; commit');
    if (!create) before.set(database, hold(file));
    return database;
  } catch (cause) {
    database?.close();
    throw asProjectError(cause, file);
  }
}

/**
 * Lets other threads of this process join an open database (docs/adr/0018-a-thread-for-jobs.md): with a write-ahead log
 * one of them can write while the others read what was before. Other processes are kept away as ever. False where the file
 * system cannot do that; the database is then open for this thread alone, as before.
 */
export function shareEncrypted(database: ProjectDatabase, file: string): boolean {
  try {
    database.pragma('locking_mode = NORMAL');
    if (database.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      database.pragma('locking_mode = EXCLUSIVE');
      return false;
    }
    shared.add(database);
    // Takes the lock that keeps other processes away for as long as the log is in use.
    database.prepare('select count(*) from sqlite_schema').get();
    return true;
  } catch (cause) {
    throw asProjectError(cause, file);
  }
}

/** Another connection, of another thread, to a database that is shared. */
export function joinEncrypted(file: string, dataKey: Uint8Array): ProjectDatabase {
  let database: ProjectDatabase | undefined;
  try {
    database = connectWithKey(file, dataKey, false);
    configure(database);
    database.pragma('synchronous = FULL');
    if (database.pragma('journal_mode', { simple: true }) !== 'wal') throw new Error('The database is not shared.');
    database.pragma(`busy_timeout = ${String(JOINED_PATIENCE_MS)}`);
    return database;
  } catch (cause) {
    database?.close();
    throw asProjectError(cause, file);
  }
}

/** Puts what the log holds into the file, and makes the log empty: after work that wrote much. */
export function emptyLog(database: ProjectDatabase): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // What is in the log is as safe as in the file; the next one to close it tries again.
  }
}

/** A project that is closed is one file, with its journal as ever. */
function endSharing(database: ProjectDatabase): void {
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = DELETE');
  } catch {
    // Another thread still has it: the last one to close it empties the log, and the next one to open it does the rest.
  }
}
