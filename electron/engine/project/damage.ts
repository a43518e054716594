import { setImmediate } from 'node:timers/promises';
import { UserError } from '../../../shared/errors/errors.ts';
import { breather } from '../jobs/breath.ts';
import type { Progress } from '../jobs/progress.ts';
import { CHUNK_ROWS } from '../store/chunk.ts';
import { type PackedChunk, unpackChunk } from '../store/packing.ts';
import { asProjectError, closeEncrypted, identityOf, openEncrypted, type ProjectDatabase } from './encryptedFile.ts';
import { readDataKey } from './keyHolders.ts';
import { sqlName } from './sqlName.ts';

/*
 * What of a project file can still be read. Every page carries a tag, so that a changed or missing byte damages the page
 * it stands in and is never read as data; the other pages are whole. Nothing here writes to the file.
 */

/** One register-year: whole when nothing of it is damaged. */
export interface RegisterHealth {
  readonly id: number;
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  /** Variables with the positions of their chunks that cannot be read; a chunk is 65 536 rows. */
  readonly damaged: readonly { readonly variable: string; readonly chunks: readonly number[] }[];
  /** True when what describes its variables cannot be read whole. */
  readonly undescribed: boolean;
  /** Numbers of its variables in the file. */
  readonly variables: readonly number[];
}

export interface FileHealth {
  readonly registers: readonly RegisterHealth[];
  /** Other tables of the project that cannot be read to their end. */
  readonly tables: readonly string[];
  /** False when something else is wrong: an index, a free page. */
  readonly structure: boolean;
}

export const isWhole = (one: RegisterHealth): boolean => one.damaged.length === 0 && !one.undescribed;
export const isSound = (health: FileHealth): boolean =>
  health.structure && health.tables.length === 0 && health.registers.every(isWhole);

/** Opens a project as it lies, also cut short, hands it to `work`, and closes it. Nothing is brought forward or logged. */
export async function withDamaged<T>(
  file: string,
  passphrase: string,
  work: (database: ProjectDatabase) => Promise<T>,
): Promise<T> {
  const dataKey = readDataKey(file, identityOf(file), passphrase);
  try {
    const database = openEncrypted(file, dataKey, false, true);
    try {
      return await work(database);
    } finally {
      closeEncrypted(database);
    }
  } finally {
    dataKey.fill(0);
  }
}

const isDamage = (cause: unknown, file: string): boolean => {
  const said = asProjectError(cause, file);
  return said instanceof UserError && said.key === 'project.damaged';
};

/** What `read` gives, or undefined when it meets a damaged page. */
export function unlessDamaged<T>(file: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (cause) {
    if (isDamage(cause, file)) return undefined;
    throw cause;
  }
}

/** The rows of a table up to its first damaged page, and whether that was all of them. */
export function readableRows<T>(
  file: string,
  rows: IterableIterator<T>,
): { readonly rows: readonly T[]; readonly whole: boolean } {
  const found: T[] = [];
  const whole = unlessDamaged(file, () => {
    for (const row of rows) found.push(row);
    return true;
  });
  return { rows: found, whole: whole === true };
}

/** True when a table can be read to its end; its rows are let go one by one. */
const readsWhole = (file: string, rows: IterableIterator<unknown>): boolean =>
  unlessDamaged(file, () => {
    for (const row of rows) if (row === undefined) return false;
    return true;
  }) === true;

interface VariableRow {
  readonly id: number;
  readonly name: string;
  readonly position: number;
  readonly dictionary: string;
}

interface RegisterRow {
  readonly id: number;
  readonly register: string;
  readonly year: number;
  readonly rows: number;
}

const OF_REGISTERS = new Set(['register_year', 'variable', 'chunk']);

/** The tables of the file, parents before those that refer to them. */
export const tablesOf = (database: ProjectDatabase): readonly string[] =>
  database
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid",
    )
    .pluck()
    .all();

function chunkIsWhole(
  database: ProjectDatabase,
  file: string,
  variable: number,
  position: number,
  rows: number,
): boolean {
  const chunk = unlessDamaged(file, () =>
    database
      .prepare<[number, number], PackedChunk>('select * from chunk where variable = ? and position = ?')
      .get(variable, position),
  );
  if (chunk === undefined || chunk.rows !== rows) return false;
  try {
    // A project of an older form has no compressed chunks, and no word for it.
    unpackChunk({ ...chunk, form: chunk.form ?? 'raw' });
    return true;
  } catch {
    return false;
  }
}

/** Reads all of an open file and tells what cannot be read. */
export async function healthOf(database: ProjectDatabase, file: string, progress: Progress): Promise<FileHealth> {
  const breathe = breather();
  const registerRows = readableRows(
    file,
    database.prepare<[], RegisterRow>('select id, register, year, rows from register_year').iterate(),
  );
  const variablesOf = database.prepare<[number], VariableRow>(
    'select * from variable where register_year = ? order by name',
  );
  // Columns times rows, which is what is read; the rest of the file is little beside it.
  const described = registerRows.rows.map((of) => ({ of, ...readableRows(file, variablesOf.iterate(of.id)) }));
  const total = described.reduce((sum, { of, rows }) => sum + of.rows * rows.length, 0);
  let done = 0;
  const registers: RegisterHealth[] = [];
  for (const { of, rows: variables, whole } of described) {
    const damaged: { variable: string; chunks: number[] }[] = [];
    for (const { id, name } of variables) {
      const chunks: number[] = [];
      for (let first = 0, position = 0; first < of.rows; first += CHUNK_ROWS, position += 1) {
        await breathe();
        progress.check();
        progress.report('project.step.check', done, total);
        const rows = Math.min(CHUNK_ROWS, of.rows - first);
        if (!chunkIsWhole(database, file, id, position, rows)) chunks.push(position);
        done += rows;
      }
      damaged.push({ variable: name, chunks });
    }
    // Positions count from 0 without a gap, so that a lost variable shows, unless it was the last.
    const gap = variables.some(({ position }) => position >= variables.length);
    registers.push({
      id: of.id,
      register: of.register,
      year: of.year,
      rows: of.rows,
      damaged: damaged.filter(({ chunks }) => chunks.length > 0),
      undescribed: gap || variables.length === 0 || !whole,
      variables: variables.map(({ id }) => id),
    });
  }
  progress.report('project.step.check', total, total);
  const others = tablesOf(database).filter((table) => !OF_REGISTERS.has(table));
  const tables = others.filter(
    (table) => !readsWhole(file, database.prepare(`select * from ${sqlName(table)}`).iterate()),
  );
  progress.report('project.step.structure', 0, 1);
  const structure = unlessDamaged(file, () => database.pragma('integrity_check', { simple: true }) === 'ok') === true;
  progress.report('project.step.structure', 1, 1);
  // Whoever pressed Ctrl-C while SQLite was at it is heard now.
  await setImmediate();
  progress.check();
  return {
    registers,
    tables: [...(registerRows.whole ? [] : ['register_year']), ...tables],
    structure,
  };
}

/** Checks a project file from beginning to end; the file is not changed. */
export const checkProject = (file: string, passphrase: string, progress: Progress): Promise<FileHealth> =>
  withDamaged(file, passphrase, (database) => healthOf(database, file, progress));
