import { UserError } from '../../../shared/errors/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import { asProjectError, type ProjectDatabase } from '../project/encryptedFile.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { CHUNK_ROWS } from './chunk.ts';
import type { VariableType } from './columns.ts';
import type { PackedChunk } from './packing.ts';

/*
 * Reads columns chunk by chunk as they are stored. Only this touches the database; what it gives can go to another thread
 * by transfer and be decoded there (decode.ts, scanInWorkers.ts).
 */

/** A column of a scan, with what is known about all of it. */
export interface ScanColumn {
  readonly name: string;
  readonly type: VariableType;
  /** True when the whole numbers are days since 1970-01-01. */
  readonly dates?: true;
  /** Words of a category or area by code, `''` first; empty for numbers. */
  readonly dictionary: readonly string[];
  /** Rows without a value. */
  readonly missing: number;
  /** Smallest and largest value; null for keys, categories and areas, and when every value is missing. */
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** A chunk of rows as it is stored: rows first..first+rows-1, one packed chunk per column of the scan. */
export interface PackedRows {
  readonly position: number;
  readonly first: number;
  readonly rows: number;
  readonly chunks: readonly PackedChunk[];
}

/**
 * A condition that a chunk can fail as a whole: its values (numbers, or codes of the dictionary) must reach into
 * least..most. Missing values never fulfil it. Rows of the chunks that remain have still to be tried one by one.
 */
export interface Within {
  readonly column: string;
  readonly least?: number;
  readonly most?: number;
}

export interface ScanRequest {
  readonly register: string;
  readonly year: number;
  readonly columns: readonly string[];
  /** All of these hold for every row that matters. */
  readonly within?: readonly Within[];
  /** Told after every chunk; its `check` stops the scan. */
  readonly progress?: Progress;
}

export interface Scan {
  readonly register: string;
  readonly year: number;
  /** Rows of the register-year. */
  readonly rows: number;
  readonly columns: readonly ScanColumn[];
  /** The next chunk in row order, or undefined when there is none. One chunk is in memory at a time. */
  next(): PackedRows | undefined;
  /** Chunks that were passed over so far because of `within`. */
  readonly skipped: number;
}

interface RegisterRow {
  readonly id: number;
  readonly rows: number;
}

interface VariableRow {
  readonly id: number;
  readonly name: string;
  readonly type: VariableType;
  readonly dates: 0 | 1;
  readonly dictionary: string;
  readonly missing: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

interface Extent {
  readonly minimum: number | null;
  readonly maximum: number | null;
}

const PACKED = 'rows, encoding, form, missing, minimum, maximum, data';

/** Opens a scan of the named columns. Throws UserError when register, year or variable is unknown. */
export const openScan = (project: Project, request: ScanRequest): Scan =>
  scanOver(databaseOf(project), project.path, request);

export function scanOver(database: ProjectDatabase, file: string, request: ScanRequest): Scan {
  const { register, year, progress } = request;
  const of = database
    .prepare<[string, number], RegisterRow>('select id, rows from register_year where register = ? and year = ?')
    .get(register, year);
  if (of === undefined) throw new UserError('input', 'store.noRegister', { register, year });
  const variableRow = (name: string): VariableRow => {
    const row = database
      .prepare<[number, string], VariableRow>(
        'select id, name, type, dates, dictionary, missing, minimum, maximum from variable where register_year = ? and name = ?',
      )
      .get(of.id, name);
    if (row === undefined) throw new UserError('input', 'store.noVariable', { register, year, variable: name });
    return row;
  };
  const variables = request.columns.map(variableRow);
  const limits = (request.within ?? []).map((limit) => ({ ...limit, variable: variableRow(limit.column).id }));
  const packed = database.prepare<[number, number], PackedChunk>(
    `select ${PACKED} from chunk where variable = ? and position = ?`,
  );
  const extent = database.prepare<[number, number], Extent>(
    'select minimum, maximum from chunk where variable = ? and position = ?',
  );
  const count = Math.ceil(of.rows / CHUNK_ROWS);
  let position = 0;
  let skipped = 0;

  /** Runs a read, with SQLite's errors in a person's words; a chunk that is not there is damage too. */
  const read = <T>(get: () => T | undefined): T => {
    let found: T | undefined;
    try {
      found = get();
    } catch (cause) {
      throw asProjectError(cause, file);
    }
    if (found === undefined) throw new Error('A chunk of a column is missing');
    return found;
  };
  const canMatter = (at: number): boolean =>
    limits.every(({ variable, least, most }) => {
      const { minimum, maximum } = read(() => extent.get(variable, at));
      if (minimum === null || maximum === null) return false;
      return (least === undefined || maximum >= least) && (most === undefined || minimum <= most);
    });

  return {
    register,
    year,
    rows: of.rows,
    columns: variables.map(({ name, type, dates, dictionary, missing, minimum, maximum }) => ({
      name,
      type,
      ...(dates === 1 ? { dates: true as const } : {}),
      dictionary: JSON.parse(dictionary) as readonly string[],
      missing,
      minimum,
      maximum,
    })),
    get skipped() {
      return skipped;
    },
    next: () => {
      while (position < count) {
        progress?.check();
        const at = position;
        position += 1;
        progress?.report('store.step.read', at, count);
        if (!canMatter(at)) {
          skipped += 1;
          continue;
        }
        const chunks = variables.map(({ id }) => read(() => packed.get(id, at)));
        const first = at * CHUNK_ROWS;
        return { position: at, first, rows: Math.min(CHUNK_ROWS, of.rows - first), chunks };
      }
      return undefined;
    },
  };
}
