import { type ColumnShape, emptyHeld, type HeldColumn } from './heldColumn.ts';
import { type Piece, unpackInto } from './pieces.ts';
import type { YearSource } from './source.ts';
import { type Memory, type Needs, partKey } from './world.ts';

/** Brings columns into memory as far as they are needed, so that computing need not wait for all of them. */
export interface Loader {
  readonly memory: Memory;
  rowsOf(register: string): number;
  /** Reads on in these columns of a register until the first `rows` rows are read; gives what is to be unpacked. */
  read(register: string, variables: Iterable<string>, rows: number): readonly Piece[];
  /** Told when everything that was read to the end has been unpacked too. */
  settle(): void;
}

/** Columns that are read together. */
interface Stream {
  readonly register: string;
  readonly variables: readonly string[];
  readonly next: ReturnType<YearSource['open']>;
  read: number;
}

const sharedIntegers = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(Math.max(4, 4 * length)), 0, length);

/** Unpacks what was read into memory; in whatever thread. */
export function unpackPieces(memory: Memory, shapes: ReadonlyMap<string, ColumnShape>, pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    const held = memory.columns.get(piece.column);
    const shape = shapes.get(piece.column);
    if (held === undefined || shape === undefined) throw new RangeError('not in memory');
    unpackInto(held, shape, piece);
  }
}

export function createLoader(source: YearSource, needs: Needs): Loader {
  const sizes = new Map(source.registers.map(({ register, rows }) => [register, rows]));
  const rowsOf = (register: string): number => sizes.get(register) ?? 0;
  const columns = new Map<string, HeldColumn>();
  const complete = new Set<string>();
  const streams = new Map<string, Stream>();
  for (const [key, { register, variable }] of needs.columns) {
    const held = source.held(register, variable);
    if (held !== undefined) complete.add(key);
    columns.set(key, held ?? emptyHeld(source.shape(register, variable), rowsOf(register)));
  }
  const memory: Memory = {
    columns,
    links: new Map([...needs.links].map(([path, { from, to, key }]) => [path, source.link(from, to, key)])),
    counts: new Map([...needs.counts].map(([key, { base }]) => [key, sharedIntegers(rowsOf(base))])),
    scalars: new Float64Array(new SharedArrayBuffer(Math.max(8, 8 * needs.scalars)), 0, needs.scalars),
  };
  const heldOf = (register: string, variable: string): HeldColumn => {
    const held = columns.get(partKey(register, variable));
    if (held === undefined) throw new RangeError('not in memory');
    return held;
  };

  /** Those of the columns that are being read, and one more stream for those that nothing has asked for yet. */
  const streamsOf = (register: string, variables: Iterable<string>): ReadonlySet<Stream> => {
    const found = new Set<Stream>();
    const fresh: string[] = [];
    for (const variable of variables) {
      const key = partKey(register, variable);
      const stream = streams.get(key);
      if (stream !== undefined) found.add(stream);
      else if (!complete.has(key)) fresh.push(variable);
    }
    if (fresh.length > 0) {
      const into = fresh.map((variable) => heldOf(register, variable));
      const stream: Stream = { register, variables: fresh, next: source.open(register, fresh, into), read: 0 };
      for (const variable of fresh) streams.set(partKey(register, variable), stream);
      found.add(stream);
    }
    return found;
  };

  return {
    memory,
    rowsOf,
    read: (register, variables, rows) => {
      const pieces: Piece[] = [];
      for (const stream of streamsOf(register, variables)) {
        while (stream.read < rows) {
          const next = stream.next();
          if (next.rows <= stream.read) throw new RangeError('the store gave too few rows');
          stream.read = next.rows;
          pieces.push(...next.pieces);
        }
      }
      return pieces;
    },
    settle: () => {
      for (const { register, variables, read } of new Set(streams.values())) {
        if (read < rowsOf(register)) continue;
        for (const variable of variables) {
          const key = partKey(register, variable);
          source.keep(register, variable, heldOf(register, variable));
          complete.add(key);
          streams.delete(key);
        }
      }
    },
  };
}
