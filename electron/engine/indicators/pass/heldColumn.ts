import { type Column, MISSING_INTEGER, type VariableType } from '../../store/columns.ts';

/*
 * A whole column in memory, in arrays that all threads share. Integers of a small range lie as codes, as categories do:
 * a condition on them is then one look-up in a small table per record.
 */

export type Codes = Uint8Array | Uint16Array | Uint32Array;

export type HeldColumn =
  /** Codes of `words`; 0 is missing. */
  | { readonly kind: 'words'; readonly values: Codes; readonly words: readonly string[] }
  /** Code c > 0 is the number `least` + c - 1; 0 is missing. `codes`: how many there are, with 0. */
  | { readonly kind: 'small'; readonly values: Codes; readonly least: number; readonly codes: number }
  /** MISSING_INTEGER where missing. */
  | { readonly kind: 'integers'; readonly values: Int32Array }
  /** NaN where missing. */
  | { readonly kind: 'numbers'; readonly values: Float64Array };

/** What must be known of a column before its first row is read. */
export interface ColumnShape {
  readonly type: VariableType;
  readonly dictionary: readonly string[];
  /** Of all values that are not missing; null when there are none, or for codes. */
  readonly minimum: number | null;
  readonly maximum: number | null;
}

const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(Math.max(8, bytes));

/** More distinct numbers than this are no codes: their tables would not stay in the cache. */
const MOST_CODES = 65_536;

export function emptyHeld(shape: ColumnShape, rows: number): HeldColumn {
  const { type, dictionary, minimum, maximum } = shape;
  if (type === 'category' || type === 'area') {
    const values: Codes =
      dictionary.length <= 256
        ? new Uint8Array(shared(rows), 0, rows)
        : dictionary.length <= 65_536
          ? new Uint16Array(shared(2 * rows), 0, rows)
          : new Uint32Array(shared(4 * rows), 0, rows);
    return { kind: 'words', values, words: dictionary };
  }
  if (type === 'decimal' || type === 'key')
    return { kind: 'numbers', values: new Float64Array(shared(8 * rows), 0, rows) };
  const least = minimum ?? 0;
  const codes = (maximum ?? 0) - least + 2;
  if (codes <= 256) return { kind: 'small', values: new Uint8Array(shared(rows), 0, rows), least, codes };
  if (codes <= MOST_CODES) return { kind: 'small', values: new Uint16Array(shared(2 * rows), 0, rows), least, codes };
  return { kind: 'integers', values: new Int32Array(shared(4 * rows), 0, rows) };
}

/** Puts the first `rows` rows of a read column into the held one from row `at` on. */
export function fillHeld(held: HeldColumn, column: Column, at: number, rows: number): void {
  const source = column.values.length === rows ? column.values : column.values.subarray(0, rows);
  if (held.kind !== 'small') {
    held.values.set(source, at);
    return;
  }
  const { values, least } = held;
  for (let i = 0; i < rows; i += 1) {
    const value = source[i] as number;
    values[at + i] = value === MISSING_INTEGER ? 0 : value - least + 1;
  }
}

/** The number of each code of a column of small integers; NaN for code 0. */
export const numbersByCode = ({ least, codes }: { readonly least: number; readonly codes: number }): Float64Array =>
  Float64Array.from({ length: codes }, (_, code) => (code === 0 ? Number.NaN : least + code - 1));

/** True for a column that is held as codes, of words or of small integers. */
export const isCoded = ({ type, minimum, maximum }: ColumnShape): boolean =>
  type === 'category' || type === 'area' || (type === 'integer' && (maximum ?? 0) - (minimum ?? 0) + 2 <= MOST_CODES);
