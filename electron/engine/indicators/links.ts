import { databaseOf } from '../project/database.ts';
import { asProjectError } from '../project/encryptedFile.ts';
import type { Project } from '../project/project.ts';
import { CHUNK_ROWS } from '../store/chunk.ts';
import { MISSING_INTEGER } from '../store/columns.ts';
import { decodeInto } from '../store/decode.ts';
import { type PackedChunk, packChunk } from '../store/packing.ts';
import { linkKeys } from './pass/keys.ts';

/*
 * Links between registers: for each row of one the row of the other that has the same key, -1 where there is
 * none. Made once, kept in the project beside the two registers, and removed by the database with either of them.
 */

/** A register of a year. */
export interface RegisterAt {
  readonly register: string;
  readonly year: number;
}

interface Ends {
  readonly source: number;
  readonly target: number;
  readonly rows: number;
}

function endsOf(project: Project, from: RegisterAt, to: RegisterAt): Ends {
  const find = databaseOf(project).prepare<[string, number], { id: number; rows: number }>(
    'select id, rows from register_year where register = ? and year = ?',
  );
  const [source, target] = [find.get(from.register, from.year), find.get(to.register, to.year)];
  if (source === undefined || target === undefined) throw new RangeError('a link needs both registers');
  return { source: source.id, target: target.id, rows: source.rows };
}

const sharedIntegers = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(Math.max(4, 4 * length)), 0, length);

function readLink(project: Project, { source, target, rows }: Ends, key: string): Int32Array | undefined {
  const database = databaseOf(project);
  const id = database
    .prepare<[number, number, string], number>('select id from link where source = ? and target = ? and key = ?')
    .pluck()
    .get(source, target, key);
  if (id === undefined) return undefined;
  const link = sharedIntegers(rows);
  const column = { type: 'integer', values: link } as const;
  let read = 0;
  try {
    const chunks = database
      .prepare<[number], PackedChunk>(
        'select rows, encoding, form, missing, minimum, maximum, data from link_chunk where link = ? order by position',
      )
      .iterate(id);
    for (const chunk of chunks) {
      decodeInto(chunk, column, read);
      read += chunk.rows;
    }
  } catch (cause) {
    throw asProjectError(cause, project.path);
  }
  if (read !== rows) throw new Error('A chunk of a link is missing');
  for (let row = 0; row < rows; row += 1) if (link[row] === MISSING_INTEGER) link[row] = -1;
  return link;
}

function storeLink(project: Project, { source, target, rows }: Ends, key: string, link: Int32Array): void {
  const database = databaseOf(project);
  database.transaction(() => {
    const id = Number(
      database.prepare('insert into link (source, target, key) values (?, ?, ?)').run(source, target, key)
        .lastInsertRowid,
    );
    const insert = database.prepare('insert into link_chunk values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const part = new Int32Array(CHUNK_ROWS);
    for (let first = 0, position = 0; first < rows; first += CHUNK_ROWS, position += 1) {
      const length = Math.min(CHUNK_ROWS, rows - first);
      for (let i = 0; i < length; i += 1) {
        const row = link[first + i] as number;
        part[i] = row < 0 ? MISSING_INTEGER : row;
      }
      const { encoding, form, missing, minimum, maximum, data } = packChunk('integer', part, length);
      insert.run(id, position, length, encoding, form, missing, minimum, maximum, data);
    }
  })();
}

/** The link between two registers, which may be of different years, by a key of both; made and stored when it is not there yet. */
export function linkOf(project: Project, from: RegisterAt, to: RegisterAt, key: string): Int32Array {
  const ends = endsOf(project, from, to);
  const stored = readLink(project, ends, key);
  if (stored !== undefined) return stored;
  const keysOf = ({ register, year }: RegisterAt): Float64Array => {
    const [column] = project.store.read(register, year, [key]);
    if (column?.type !== 'key') throw new TypeError('a join needs a key column');
    return column.values;
  };
  const link = linkKeys(keysOf(from), keysOf(to));
  storeLink(project, ends, key, link);
  return link;
}
