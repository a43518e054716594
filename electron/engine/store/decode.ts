import { CHUNK_ROWS, decodeCodes, decodeIntegers, decodeNumbers } from './chunk.ts';
import { type Column, MISSING_CODE, MISSING_INTEGER } from './columns.ts';
import { type PackedChunk, unpackChunk } from './packing.ts';
import type { PackedRows, ScanColumn } from './scan.ts';

/* From stored bytes to typed arrays: pure, so that any thread can do it. */

/** Rows first..first+rows-1 as typed arrays, one column per column of the scan. */
export interface DecodedRows {
  readonly position: number;
  readonly first: number;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Per column: how many of these rows are missing, and the smallest and largest value or code (null: none). */
  readonly extents: readonly {
    readonly missing: number;
    readonly minimum: number | null;
    readonly maximum: number | null;
  }[];
}

type Shape = Pick<ScanColumn, 'type' | 'dictionary'>;

/** A column of `rows` rows, empty yet, with the width that its dictionary asks for. */
export function emptyColumn({ type, dictionary }: Shape, rows: number): Column {
  if (type === 'integer') return { type, values: new Int32Array(rows) };
  if (type === 'decimal') return { type, values: new Float64Array(rows) };
  if (type === 'key') return { type, values: new Float64Array(rows) };
  const Width = dictionary.length <= 256 ? Uint8Array : dictionary.length <= 65_536 ? Uint16Array : Uint32Array;
  return { type, values: new Width(rows), dictionary };
}

/** Decodes a stored chunk into `column` from row `at` on. */
export function decodeInto(packed: PackedChunk, column: Column, at: number): void {
  const chunk = unpackChunk(packed);
  if (column.type === 'integer') decodeIntegers(chunk, column.values, at);
  else if (column.type === 'decimal' || column.type === 'key') decodeNumbers(chunk, column.values, at);
  else decodeCodes(chunk, column.values, at);
}

/** The first `rows` rows of a column, without a copy. */
function firstRows(column: Column, rows: number): Column {
  if (column.type === 'integer') return { type: column.type, values: column.values.subarray(0, rows) };
  if (column.type === 'decimal' || column.type === 'key')
    return { type: column.type, values: column.values.subarray(0, rows) };
  return { ...column, values: column.values.subarray(0, rows) };
}

/** Decodes chunk after chunk into the same arrays: what it gives is valid until the next call. */
export function rowDecoder(columns: readonly Shape[]): (packed: PackedRows) => DecodedRows {
  const targets = columns.map((column) => emptyColumn(column, CHUNK_ROWS));
  return ({ position, first, rows, chunks }) => {
    for (const [i, chunk] of chunks.entries()) decodeInto(chunk, targets[i] as Column, 0);
    return {
      position,
      first,
      rows,
      columns: rows === CHUNK_ROWS ? targets : targets.map((column) => firstRows(column, rows)),
      extents: chunks.map(({ missing, minimum, maximum }) => ({ missing, minimum, maximum })),
    };
  };
}

/** One bit per row, the lowest bit of byte 0 first, set where the value is missing. */
export function missingBits(column: Column): Uint8Array {
  const { type, values } = column;
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  const marker =
    type === 'integer' ? MISSING_INTEGER : type === 'category' || type === 'area' ? MISSING_CODE : Number.NaN;
  for (let i = 0; i < values.length; i += 1)
    if (Object.is(values[i], marker)) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7));
  return bits;
}
