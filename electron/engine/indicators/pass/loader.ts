import { type ColumnShape, emptyHeld, type HeldColumn } from './heldColumn.ts';
import { unpackLink } from './linkChunks.ts';
import { type Piece, unpackInto } from './pieces.ts';
import type { Reading, YearSource } from './source.ts';
import { type Memory, type Needs, partKey } from './world.ts';

/** Brings columns and links into memory as far as they are needed, so that computing need not wait for all of them. */
export interface Loader {
  readonly memory: Memory;
  rowsOf(register: string): number;
  /** Reads on in these columns and links of a register until the first `rows` rows are read; gives what is to be unpacked. */
  read(register: string, variables: Iterable<string>, links: Iterable<string>, rows: number): readonly Piece[];
  /** Told when everything that was read to the end has been unpacked too. */
  settle(): void;
}

/** What is read together: columns of a register, or a link from it. */
interface Stream {
  readonly register: string;
  readonly next: Reading;
  /** Told when all of it is in memory. */
  readonly keep: () => void;
  read: number;
}

const sharedIntegers = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(Math.max(4, 4 * length)), 0, length);

/** Unpacks what was read into memory; in whatever thread. */
export function unpackPieces(memory: Memory, shapes: ReadonlyMap<string, ColumnShape>, pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    const link = memory.links.get(piece.column);
    if (link !== undefined) {
      unpackLink(piece.packed, link, piece.first);
      continue;
    }
    const held = memory.columns.get(piece.column);
    const shape = shapes.get(piece.column);
    if (held === undefined || shape === undefined) throw new RangeError('not in memory');
    unpackInto(held, shape, piece);
  }
}

/** Reads on until the first `rows` rows are read. */
function readOn(stream: Stream, rows: number): readonly Piece[] {
  const pieces: Piece[] = [];
  while (stream.read < rows) {
    const next = stream.next();
    if (next.rows <= stream.read) throw new RangeError('the store gave too few rows');
    stream.read = next.rows;
    pieces.push(...next.pieces);
  }
  return pieces;
}

export function createLoader(source: YearSource, needs: Needs): Loader {
  const sizes = new Map(source.registers.map(({ register, rows }) => [register, rows]));
  const rowsOf = (register: string): number => sizes.get(register) ?? 0;
  const columns = new Map<string, HeldColumn>();
  const links = new Map<string, Int32Array>();
  const complete = new Set<string>();
  /** By the key in memory of the column or link. */
  const streams = new Map<string, Stream>();
  for (const [key, { register, variable }] of needs.columns) {
    const held = source.held(register, variable);
    if (held !== undefined) complete.add(key);
    columns.set(key, held ?? emptyHeld(source.shape(register, variable), rowsOf(register)));
  }
  const missing = [...needs.links.values()].filter((link) => source.heldLink(link) === undefined);
  if (missing.length > 0) source.prepareLinks(missing);
  for (const [path, link] of needs.links) {
    const held = source.heldLink(link);
    if (held !== undefined) complete.add(path);
    links.set(path, held ?? sharedIntegers(rowsOf(link.from)));
  }
  const memory: Memory = {
    columns,
    links,
    counts: new Map([...needs.counts].map(([key, { base }]) => [key, sharedIntegers(rowsOf(base))])),
    scalars: new Float64Array(new SharedArrayBuffer(Math.max(8, 8 * needs.scalars)), 0, needs.scalars),
  };

  /** Those of the columns that are being read, and one more stream for those that nothing has asked for yet. */
  const streamsOf = (register: string, variables: Iterable<string>): ReadonlySet<Stream> => {
    const found = new Set<Stream>();
    const fresh: { readonly key: string; readonly variable: string; readonly held: HeldColumn }[] = [];
    for (const variable of variables) {
      const key = partKey(register, variable);
      const stream = streams.get(key);
      const held = columns.get(key);
      if (stream !== undefined) found.add(stream);
      else if (held === undefined) throw new RangeError('not in memory');
      else if (!complete.has(key)) fresh.push({ key, variable, held });
    }
    if (fresh.length > 0) {
      const names = fresh.map(({ variable }) => variable);
      const into = fresh.map(({ held }) => held);
      const stream: Stream = {
        register,
        next: source.open(register, names, into),
        keep: () => {
          for (const { variable, held } of fresh) source.keep(register, variable, held);
        },
        read: 0,
      };
      for (const { key } of fresh) streams.set(key, stream);
      found.add(stream);
    }
    return found;
  };
  const linkStream = (path: string): Stream | undefined => {
    const known = streams.get(path);
    if (known !== undefined || complete.has(path)) return known;
    const [link, into] = [needs.links.get(path), links.get(path)];
    if (link === undefined || into === undefined) throw new RangeError('not in memory');
    const keep = (): void => {
      source.keepLink(link, into);
    };
    const stream: Stream = { register: link.from, next: source.openLink(link, path, into), keep, read: 0 };
    streams.set(path, stream);
    return stream;
  };

  return {
    memory,
    rowsOf,
    read: (register, variables, paths, rows) => [
      ...[...streamsOf(register, variables)].flatMap((stream) => readOn(stream, rows)),
      ...[...paths].flatMap((path) => {
        const stream = linkStream(path);
        return stream === undefined ? [] : readOn(stream, rows);
      }),
    ],
    settle: () => {
      const done = new Set([...streams.values()].filter(({ register, read }) => read >= rowsOf(register)));
      for (const [key, stream] of streams)
        if (done.has(stream)) {
          complete.add(key);
          streams.delete(key);
        }
      for (const { keep } of done) keep();
    },
  };
}
