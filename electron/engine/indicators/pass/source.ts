import type { Column, ColumnReader, RegisterYear } from '../../store/columns.ts';
import { MISSING_INTEGER } from '../../store/columns.ts';
import { type ColumnShape, fillHeld, type HeldColumn } from './heldColumn.ts';
import { linkKeys } from './keys.ts';
import { shifted, splitName } from './otherYears.ts';
import type { Piece } from './pieces.ts';

/** Where the registers of one year, and those of other years under their names from there, are read from. */
export interface YearSource {
  readonly year: number;
  readonly registers: readonly RegisterYear[];
  shape(register: string, variable: string): ColumnShape;
  /** A column that is in memory since before. */
  held(register: string, variable: string): HeldColumn | undefined;
  /** Told of a column that is in memory from now on. */
  keep(register: string, variable: string, column: HeldColumn): void;
  /**
   * Begins to read columns into these arrays, from the first row on.
   */
  open(register: string, variables: readonly string[], into: readonly HeldColumn[]): Reading;
  /** A link that is in memory since before: for each row of `from` the row of `to` with the same key, below 0 where there is none. */
  heldLink(link: LinkName): Int32Array | undefined;
  /** Told of a link that is in memory from now on. */
  keepLink(link: LinkName, rows: Int32Array): void;
  /** Told which links will be opened, before the first of them is. */
  prepareLinks(links: readonly LinkName[]): void;
  /** Begins to read a link into this array, as `open` does columns. The pieces bear the link's key in memory, `column`. */
  openLink(link: LinkName, column: string, into: Int32Array): Reading;
}

/** Each call reads some more rows and tells how many there are by then, with the pieces that are still to be unpacked. */
export type Reading = () => { readonly rows: number; readonly pieces: readonly Piece[] };

/** From one register to another by a key that both have. */
export interface LinkName {
  readonly from: string;
  readonly to: string;
  readonly key: string;
}

/** The smallest and largest integer of a column. */
function extentOf(column: Column): Pick<ColumnShape, 'minimum' | 'maximum'> {
  if (column.type !== 'integer') return { minimum: null, maximum: null };
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of column.values) {
    if (value === MISSING_INTEGER) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum > maximum ? { minimum: null, maximum: null } : { minimum, maximum };
}

/** The registers of all years by the names they have when `year` is computed. */
export const registersAround = (registers: readonly RegisterYear[], year: number): readonly RegisterYear[] =>
  registers.map((entry) => ({ ...entry, register: shifted(entry.register, entry.year - year) }));

const keysOf = (column: Column | undefined): Float64Array => {
  if (column?.type !== 'key') throw new TypeError('a join needs a key column');
  return column.values;
};

/** Reads whole columns, and nothing is kept in memory from before. */
export function wholeColumns(reader: ColumnReader, year: number): YearSource {
  const read = new Map<string, Column>();
  const columnOf = (register: string, variable: string): Column => {
    const key = `${register}\u0000${variable}`;
    const { register: own, offset } = splitName(register);
    const column = read.get(key) ?? reader.read(own, year + offset, [variable])[0];
    if (column === undefined) throw new RangeError('the store gave no column');
    read.set(key, column);
    return column;
  };
  return {
    year,
    registers: registersAround(reader.registers(), year),
    shape: (register, variable) => {
      const column = columnOf(register, variable);
      const dictionary = 'dictionary' in column ? column.dictionary : [];
      return { type: column.type, dictionary, ...extentOf(column) };
    },
    held: () => undefined,
    keep: () => undefined,
    open: (register, variables, into) => () => {
      let rows = 0;
      for (const [i, held] of into.entries()) {
        const column = columnOf(register, variables[i] ?? '');
        rows = column.values.length;
        fillHeld(held, column, 0, rows);
      }
      return { rows, pieces: [] };
    },
    heldLink: () => undefined,
    keepLink: () => undefined,
    prepareLinks: () => undefined,
    openLink:
      ({ from, to, key }, _column, into) =>
      () => {
        into.set(linkKeys(keysOf(columnOf(from, key)), keysOf(columnOf(to, key))));
        return { rows: into.length, pieces: [] };
      },
  };
}
