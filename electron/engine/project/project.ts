import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ColumnReader } from '../store/columns.ts';
import { flushFolder } from '../files/folders.ts';
import { chunkReader } from '../store/reader.ts';
import { connect, databaseOf } from './database.ts';
import {
  asProjectError,
  closeEncrypted,
  identityOf,
  joinEncrypted,
  openEncrypted,
  type ProjectDatabase,
  shareEncrypted,
} from './encryptedFile.ts';
import { loginName } from './holding.ts';
import { keyFileOf } from './keyFile.ts';
import { checkPassphrase, readDataKeyOf, writeFirstKey } from './keyHolders.ts';
import { type KeyCost, KEY_COST } from './keyWrap.ts';
import { appendToLog, brokenLogEntry, type LogDetails, type LogEntry, logHead, readLog } from './log.ts';
import { migrate } from './migrate.ts';
import { type ProjectPorts, systemPorts } from './ports.ts';

/**
 * Where the microdata comes from. `synthetic`: every record was made by `synth`. `real`: anything else has been
 * imported, and then for good.
 */
export type Origin = 'empty' | 'synthetic' | 'real';

/** An open project. The database behind it is reachable within the engine only (`databaseOf`). */
export interface Project {
  readonly path: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly origin: Origin;
  /** True when every record was made by `synth`: made-up people, nothing confidential. */
  readonly synthetic: boolean;
  readonly store: ColumnReader;
  /** The clock of whoever opened the project. */
  now(): Date;
  /** Bytes fit for keys, from whoever opened the project. */
  randomBytes(size: number): Uint8Array;
  appendLog(action: string, details: LogDetails): void;
  log(): readonly LogEntry[];
  /** Hash of the newest log entry. */
  logHead(): string;
  /** Position of the first log entry that has been tampered with, or undefined. */
  brokenLogEntry(): number | undefined;
  close(): void;
}

export interface CreateOptions {
  readonly passphrase: string;
  readonly name: string;
  /** Identity of the project; random unless given, as the demonstration does. */
  readonly id?: string;
  /** Name of the first key holder; the login name unless given. */
  readonly holder?: string;
  readonly ports?: ProjectPorts;
  /** Lower than KEY_COST only in tests: nothing that a person can run passes it. */
  readonly cost?: KeyCost;
}

export interface OpenOptions {
  readonly passphrase: string;
  readonly ports?: ProjectPorts;
  /** Sees the open project together with its data key, which is overwritten as soon as this is done; when it throws, the project is closed. */
  readonly whileKeyIsKnown?: (project: Project, dataKey: Uint8Array) => void;
}

interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly origin: Origin;
}

/** Where the system knows no name for whoever is logged in. */
const FIRST_HOLDER = '1';

/** A random UUID (version 4, RFC 9562) from the project's own source of randomness. */
export function randomId(ports: ProjectPorts): string {
  const bytes = ports.randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function projectOver(file: string, database: ProjectDatabase, identity: Uint8Array, ports: ProjectPorts): Project {
  const row = (): ProjectRow => {
    const found = database.prepare<[], ProjectRow>('select id, name, created_at, origin from project').get();
    if (found === undefined) throw new UserError('input', 'project.damaged', { file: path.basename(file) });
    return found;
  };
  const { id, name, created_at: createdAt } = row();
  const project: Project = {
    path: file,
    id,
    name,
    createdAt,
    get origin() {
      return row().origin;
    },
    get synthetic() {
      return row().origin === 'synthetic';
    },
    store: chunkReader(database, file),
    now: () => ports.now(),
    randomBytes: (size) => ports.randomBytes(size),
    appendLog: (action, details) => {
      appendToLog(databaseOf(project), ports.now(), action, details);
    },
    log: () => readLog(databaseOf(project)),
    logHead: () => logHead(databaseOf(project)),
    brokenLogEntry: () => brokenLogEntry(databaseOf(project)),
    close: () => {
      closeEncrypted(database);
    },
  };
  connect(project, database, identity);
  return project;
}

/** Refuses a name that will not do, or that is taken. */
function checkNewFile(file: string): void {
  const name = path.basename(file);
  if (path.extname(file) !== '.sigill') throw new UserError('input', 'project.badName', { file: name });
  if (!existsSync(path.dirname(path.resolve(file)))) throw new UserError('input', 'project.noFolder', { file: name });
  for (const taken of [file, keyFileOf(file)])
    if (existsSync(taken)) throw new UserError('input', 'project.exists', { file: path.basename(taken) });
}

/** A project on its way: under a temporary name, with its key in hand. */
interface Draft {
  readonly database: ProjectDatabase;
  readonly ports: ProjectPorts;
  /** Gives it its key file and its own name, and opens it. */
  finish(): Project;
  /** Takes away what has been written, and gives the error in a person's words. */
  abandon(cause: unknown): unknown;
}

/**
 * Begins a project, NAME.sigill and NAME.sigill-key; refuses to write over either. The database is made under a temporary name and
 * takes its own last, so that a process killed on the way leaves no half project.
 */
function beginProject(file: string, options: Omit<CreateOptions, 'name' | 'id'>): Draft {
  checkNewFile(file);
  checkPassphrase(options.passphrase);
  const ports = options.ports ?? systemPorts;
  const temporary = `${file}.new`;
  rmSync(temporary, { force: true });
  const dataKey = ports.randomBytes(32);
  let database: ProjectDatabase | undefined;
  let keyWritten = false;
  const abandon = (cause: unknown): unknown => {
    dataKey.fill(0);
    if (database !== undefined) closeEncrypted(database);
    for (const left of [temporary, `${temporary}-journal`]) rmSync(left, { force: true });
    // A key file without its project is of no use, and would stand in the way of the next attempt.
    if (keyWritten && !existsSync(file)) rmSync(keyFileOf(file), { force: true });
    return asProjectError(cause, file);
  };
  try {
    const made = openEncrypted(temporary, dataKey, true);
    database = made;
    migrate(made, file);
    const finish = (): Project => {
      closeEncrypted(made);
      chmodSync(temporary, 0o600);
      const identity = identityOf(temporary);
      const holder = options.holder ?? (loginName() || FIRST_HOLDER);
      writeFirstKey(file, identity, dataKey, holder, options.passphrase, ports, options.cost ?? KEY_COST);
      keyWritten = true;
      renameSync(temporary, file);
      flushFolder(path.dirname(path.resolve(file)));
      const project = projectOver(file, openEncrypted(file, dataKey, false), identity, ports);
      dataKey.fill(0);
      return project;
    };
    return { database: made, ports, finish, abandon };
  } catch (cause) {
    throw abandon(cause);
  }
}

/** Makes a project of what `fill`, which takes its time, puts into an empty database: all of it, or no project. */
export async function makeProject(
  file: string,
  options: Omit<CreateOptions, 'name' | 'id'>,
  fill: (database: ProjectDatabase, ports: ProjectPorts) => Promise<void>,
): Promise<Project> {
  const draft = beginProject(file, options);
  try {
    draft.database.exec('begin immediate');
    await fill(draft.database, draft.ports);
    draft.database.exec('commit');
    return draft.finish();
  } catch (cause) {
    throw draft.abandon(cause);
  }
}

/** Makes a new, empty project. */
export function createProject(file: string, options: CreateOptions): Project {
  const draft = beginProject(file, options);
  const { database, ports } = draft;
  try {
    database.transaction(() => {
      const at = ports.now();
      const id = options.id ?? randomId(ports);
      insertProject(database, id, options.name, at.toISOString(), 'empty');
      appendToLog(database, at, 'create', { name: options.name, id });
    })();
    return draft.finish();
  } catch (cause) {
    throw draft.abandon(cause);
  }
}

/** Writes the one row that says which project this is. */
export function insertProject(
  database: ProjectDatabase,
  id: string,
  name: string,
  createdAt: string,
  origin: Origin,
): void {
  database
    .prepare('insert into project (only, id, name, created_at, origin) values (1, ?, ?, ?, ?)')
    .run(id, name, createdAt, origin);
}

/**
 * Opens a project for this process alone. A wrong passphrase leaves both files untouched to the byte. What a killed
 * process had not committed is rolled back; a project of an older form is brought forward.
 */
export function openProject(file: string, options: OpenOptions): Project {
  const ports = options.ports ?? systemPorts;
  const identity = identityOf(file);
  const { dataKey, holder } = readDataKeyOf(file, identity, options.passphrase);
  try {
    const database = openEncrypted(file, dataKey, false);
    try {
      const applied = migrate(database, file);
      const project = projectOver(file, database, identity, ports);
      if (applied.length > 0) project.appendLog('migrate', { versions: applied.map(String) });
      project.appendLog('open', { holder });
      options.whileKeyIsKnown?.(project, dataKey);
      return project;
    } catch (cause) {
      closeEncrypted(database);
      throw asProjectError(cause, file);
    }
  } finally {
    dataKey.fill(0);
  }
}

/** Lets other threads of this process join an open project by `joinProject`; false where that cannot be done. */
export const shareProject = (project: Project): boolean => shareEncrypted(databaseOf(project), project.path);

/** The same project in another thread of the process that has shared it. */
export function joinProject(file: string, identity: Uint8Array, dataKey: Uint8Array): Project {
  const database = joinEncrypted(file, dataKey);
  try {
    return projectOver(file, database, identity, systemPorts);
  } catch (cause) {
    closeEncrypted(database);
    throw asProjectError(cause, file);
  }
}
