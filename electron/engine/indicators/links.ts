import type { Progress } from '../jobs/progress.ts';
import { databaseOf } from '../project/database.ts';
import { asProjectError } from '../project/encryptedFile.ts';
import type { Project } from '../project/project.ts';
import { CHUNK_ROWS } from '../store/chunk.ts';
import type { PackedChunk } from '../store/packing.ts';
import { heapBits, heapKeys, type KeyHeaps, linkHeaps } from './pass/keys.ts';
import { packLink } from './pass/linkChunks.ts';

/*
 * Links between registers: for each row of one the row of the other that has the same key, missing where there is none. Made
 * once, kept in the project beside the two registers, and removed by the database with either of them.
 */

/** A register of a year. */
export interface RegisterAt {
  readonly register: string;
  readonly year: number;
}

/** From one register to another, which may be of another year, by a key of both. */
export interface LinkAt {
  readonly from: RegisterAt;
  readonly to: RegisterAt;
  readonly key: string;
}

interface Ends {
  readonly source: number;
  readonly target: number;
  readonly rows: number;
  readonly targetRows: number;
}

function endsOf(project: Project, { from, to }: LinkAt): Ends {
  const find = databaseOf(project).prepare<[string, number], { id: number; rows: number }>(
    'select id, rows from register_year where register = ? and year = ?',
  );
  const [source, target] = [find.get(from.register, from.year), find.get(to.register, to.year)];
  if (source === undefined || target === undefined) throw new RangeError('a link needs both registers');
  return { source: source.id, target: target.id, rows: source.rows, targetRows: target.rows };
}

const idOf = (project: Project, link: LinkAt): number | undefined => {
  const { source, target } = endsOf(project, link);
  return databaseOf(project)
    .prepare<[number, number, string], number>('select id from link where source = ? and target = ? and key = ?')
    .pluck()
    .get(source, target, link.key);
};

/** A chunk of a link as it lies in the project; undefined when there is no more. */
export type NextOfLink = () => { readonly first: number; readonly packed: PackedChunk } | undefined;

/** Begins to read a link that has been made. */
export function openLink(project: Project, link: LinkAt): NextOfLink {
  const id = idOf(project, link);
  if (id === undefined) throw new RangeError('the link has not been made');
  const chunk = databaseOf(project).prepare<[number, number], PackedChunk>(
    'select rows, encoding, form, missing, minimum, maximum, data from link_chunk where link = ? and position = ?',
  );
  const { rows } = endsOf(project, link);
  let position = 0;
  return () => {
    const first = position * CHUNK_ROWS;
    if (first >= rows) return undefined;
    let packed: PackedChunk | undefined;
    try {
      packed = chunk.get(id, position);
    } catch (cause) {
      throw asProjectError(cause, project.path);
    }
    if (packed?.rows !== Math.min(CHUNK_ROWS, rows - first)) throw new Error('A chunk of a link is missing');
    position += 1;
    return { first, packed };
  };
}

function storeLink(project: Project, { source, target, rows }: Ends, key: string, link: Int32Array): void {
  const database = databaseOf(project);
  const id = Number(
    database.prepare('insert into link (source, target, key) values (?, ?, ?)').run(source, target, key)
      .lastInsertRowid,
  );
  const insert = database.prepare('insert into link_chunk values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (let first = 0, position = 0; first < rows; first += CHUNK_ROWS, position += 1) {
    const part = link.subarray(first, Math.min(first + CHUNK_ROWS, rows));
    const { encoding, form, missing, minimum, maximum, data } = packLink(part);
    insert.run(id, position, part.length, encoding, form, missing, minimum, maximum, data);
  }
}

const nameOf = ({ register, year }: RegisterAt, key: string): string => JSON.stringify([register, year, key]);

/**
 * Makes those of the links that the project does not have yet, and stores them, all or none. The keys of a register are read and
 * laid in heaps once for all links that need them (pass/keys.ts).
 */
export function makeLinks(project: Project, links: readonly LinkAt[], progress: Progress): void {
  const missing = links.filter((link) => idOf(project, link) === undefined);
  if (missing.length === 0) return;
  const ends = missing.map((link) => endsOf(project, link));
  const bits = heapBits(Math.max(...ends.flatMap(({ rows, targetRows }) => [rows, targetRows])));
  const heaps = new Map<string, KeyHeaps>();
  const heapsOf = (of: RegisterAt, key: string): KeyHeaps => {
    const name = nameOf(of, key);
    const known = heaps.get(name);
    if (known !== undefined) return known;
    const [column] = project.store.read(of.register, of.year, [key]);
    if (column?.type !== 'key') throw new TypeError('a join needs a key column');
    progress.check();
    const made = heapKeys(column.values, bits);
    heaps.set(name, made);
    return made;
  };
  databaseOf(project).transaction(() => {
    for (const [i, { from, to, key }] of missing.entries()) {
      progress.report('indicators.step.links', i, missing.length);
      const own = ends[i] as Ends;
      const rows = new Int32Array(own.rows);
      linkHeaps(heapsOf(from, key), heapsOf(to, key), rows, () => {
        progress.check();
      });
      storeLink(project, own, key, rows);
      // Keys that no other link waits for leave the memory.
      const wanted = new Set(
        missing.slice(i + 1).flatMap((other) => [nameOf(other.from, other.key), nameOf(other.to, other.key)]),
      );
      for (const name of heaps.keys()) if (!wanted.has(name)) heaps.delete(name);
    }
    progress.report('indicators.step.links', missing.length, missing.length);
  })();
}
