import { emptyHeld, fillHeld, type HeldColumn } from './heldColumn.ts';
import type { ReadRows, YearSource } from './source.ts';
import { type Memory, type Needs, partKey } from './world.ts';

/** Brings columns into memory as far as they are needed, so that computing need not wait for all of them. */
export interface Loader {
  readonly memory: Memory;
  rowsOf(register: string): number;
  /** Reads these columns of a register until the first `rows` rows are there; returns at once when they are. */
  load(register: string, variables: Iterable<string>, rows: number): void;
  /** Reads every column that must be there as a whole. */
  loadWhole(): void;
}

/** Columns that are read together. */
interface Stream {
  readonly columns: readonly { readonly variable: string; readonly held: HeldColumn }[];
  readonly next: () => ReadRows | undefined;
  loaded: number;
}

const sharedIntegers = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(Math.max(4, 4 * length)), 0, length);

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

  const advance = (register: string, stream: Stream, rows: number): void => {
    while (stream.loaded < rows) {
      const read = stream.next();
      if (read === undefined) throw new RangeError('the store gave too few rows');
      for (const [i, { held }] of stream.columns.entries()) {
        const column = read.columns[i];
        if (column === undefined) throw new RangeError('the store gave no column');
        fillHeld(held, column, read.first, read.rows);
      }
      stream.loaded = read.first + read.rows;
    }
    if (stream.loaded < rowsOf(register)) return;
    for (const { variable, held } of stream.columns) {
      const key = partKey(register, variable);
      if (!complete.has(key)) source.keep(register, variable, held);
      complete.add(key);
    }
  };

  const load: Loader['load'] = (register, variables, rows) => {
    const missing: string[] = [];
    const begun = new Set<Stream>();
    for (const variable of variables) {
      const key = partKey(register, variable);
      if (complete.has(key)) continue;
      const stream = streams.get(key);
      if (stream === undefined) missing.push(variable);
      else begun.add(stream);
    }
    if (missing.length > 0) {
      const held = missing.map((variable) => ({
        variable,
        held: memory.columns.get(partKey(register, variable)) as HeldColumn,
      }));
      const stream = { columns: held, next: source.open(register, missing), loaded: 0 };
      for (const variable of missing) streams.set(partKey(register, variable), stream);
      begun.add(stream);
    }
    for (const stream of begun) advance(register, stream, rows);
  };

  return {
    memory,
    rowsOf,
    load,
    loadWhole: () => {
      const byRegister = new Map<string, string[]>();
      for (const { register, variable, whole } of needs.columns.values())
        if (whole) byRegister.set(register, [...(byRegister.get(register) ?? []), variable]);
      for (const [register, variables] of byRegister) load(register, variables, rowsOf(register));
    },
  };
}
