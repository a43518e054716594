import { MISSING_CODE, MISSING_INTEGER, type VariableType } from './columns.ts';

/*
 * How a chunk of a column lies in its BLOB: little-endian, in the narrowest form that holds its values exactly, since
 * every byte is encrypted on the way in and decrypted on the way out. See docs/adr/0006-column-chunks.md.
 */

/** Rows in every chunk but the last. */
export const CHUNK_ROWS = 65_536;

/**
 * `constant`: no bytes; every row holds the chunk's minimum, or is missing when that is null. `i8`, `i16`, `i32`: whole
 * numbers, the lowest one of the width is missing. `d1`..`d4`: 32-bit whole numbers, divided by 10..10 000. `f64`: NaN
 * is missing. `u8`, `u16`, `u32`: codes into the dictionary, 0 is missing; for keys, `u32` with the highest as missing.
 */
export type ChunkEncoding =
  | 'constant'
  | 'i8'
  | 'i16'
  | 'i32'
  | 'd1'
  | 'd2'
  | 'd3'
  | 'd4'
  | 'f64'
  | 'u8'
  | 'u16'
  | 'u32';

export interface EncodedChunk {
  readonly encoding: ChunkEncoding;
  readonly rows: number;
  readonly missing: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly data: Uint8Array;
}

const MISSING_KEY = 4_294_967_295;
const SCALES = [1, 10, 100, 1000, 10_000] as const;

const bytesOf = (array: Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const NOTHING = new Uint8Array(0);

/** Smallest and largest value and how many are missing, where somebody has found them already. */
export interface KnownRange {
  readonly missing: number;
  /** Null when every value is missing. */
  readonly minimum: number | null;
  readonly maximum: number | null;
}

interface Range {
  missing: number;
  minimum: number;
  maximum: number;
}

// Three loops that look alike, so that each is compiled for one kind of array.

function rangeOfIntegers(values: Int32Array, rows: number): Range {
  let missing = 0;
  let minimum = 2_147_483_647;
  let maximum = MISSING_INTEGER;
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    if (value === MISSING_INTEGER) missing += 1;
    else {
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    }
  }
  return { missing, minimum, maximum };
}

function rangeOfNumbers(values: Float64Array, rows: number): Range {
  let missing = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) missing += 1;
    else {
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    }
  }
  return { missing, minimum, maximum };
}

function rangeOfCodes(values: Uint32Array, rows: number): Range {
  let missing = 0;
  let minimum = 4_294_967_295;
  let maximum = 0;
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    if (value === MISSING_CODE) missing += 1;
    else {
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    }
  }
  return { missing, minimum, maximum };
}

/** The range of the first `rows` numbers, of which NaN are missing. */
export function rangeOf(values: Float64Array, rows: number): KnownRange {
  const range = rangeOfNumbers(values, rows);
  return range.missing === rows ? { missing: rows, minimum: null, maximum: null } : range;
}

const chunk = (encoding: ChunkEncoding, rows: number, range: Range, data: Uint8Array): EncodedChunk => ({
  encoding,
  rows,
  missing: range.missing,
  minimum: range.missing === rows ? null : range.minimum,
  maximum: range.missing === rows ? null : range.maximum,
  data,
});

const constant = (range: Range, rows: number): boolean =>
  range.missing === rows || (range.missing === 0 && range.minimum === range.maximum);

function encodeIntegers(values: Int32Array, rows: number, room: ArrayBuffer): EncodedChunk {
  const range = rangeOfIntegers(values, rows);
  if (constant(range, rows)) return chunk('constant', rows, range, NOTHING);
  const { minimum, maximum } = range;
  if (minimum > -128 && maximum < 128) {
    const narrow = new Int8Array(room, 0, rows);
    for (let i = 0; i < rows; i += 1) narrow[i] = Math.max(values[i] as number, -128);
    return chunk('i8', rows, range, bytesOf(narrow));
  }
  if (minimum > -32_768 && maximum < 32_768) {
    const narrow = new Int16Array(room, 0, rows);
    for (let i = 0; i < rows; i += 1) narrow[i] = Math.max(values[i] as number, -32_768);
    return chunk('i16', rows, range, bytesOf(narrow));
  }
  return chunk('i32', rows, range, bytesOf(values.subarray(0, rows)));
}

/** The least number of decimal places, up to four, that writes every value exactly, or -1. */
function placesOf(values: Float64Array, rows: number): number {
  let places = 0;
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    // Stays above the marker of a missing value, and leaves -0 and what is too large to f64.
    while (places < SCALES.length) {
      const scale = SCALES[places] as number;
      const whole = Math.round(value * scale);
      if (Math.abs(whole) <= 2_147_483_647 && Object.is(whole / scale, value)) break;
      places += 1;
    }
    if (places === SCALES.length) return -1;
  }
  return places;
}

function encodeDecimals(values: Float64Array, rows: number, room: ArrayBuffer): EncodedChunk {
  const range = rangeOfNumbers(values, rows);
  if (constant(range, rows)) return chunk('constant', rows, range, NOTHING);
  const places = placesOf(values, rows);
  if (places < 0) return chunk('f64', rows, range, bytesOf(values.subarray(0, rows)));
  const scale = SCALES[places] as number;
  const whole = new Int32Array(room, 0, rows);
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    whole[i] = Number.isNaN(value) ? MISSING_INTEGER : Math.round(value * scale);
  }
  const encoding = (['i32', 'd1', 'd2', 'd3', 'd4'] as const)[places] ?? 'i32';
  return chunk(encoding, rows, range, bytesOf(whole));
}

function encodeKeys(values: Float64Array, rows: number, room: ArrayBuffer): EncodedChunk {
  const range = rangeOfNumbers(values, rows);
  if (constant(range, rows)) return chunk('constant', rows, range, NOTHING);
  if (range.minimum < 0 || range.maximum >= MISSING_KEY)
    return chunk('f64', rows, range, bytesOf(values.subarray(0, rows)));
  const narrow = new Uint32Array(room, 0, rows);
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    narrow[i] = Number.isNaN(value) ? MISSING_KEY : value;
  }
  return chunk('u32', rows, range, bytesOf(narrow));
}

function encodeCodes(values: Uint32Array, rows: number, room: ArrayBuffer, known?: KnownRange): EncodedChunk {
  const range =
    known === undefined
      ? rangeOfCodes(values, rows)
      : { missing: known.missing, minimum: known.minimum ?? 0, maximum: known.maximum ?? 0 };
  if (constant(range, rows)) return chunk('constant', rows, range, NOTHING);
  const part = values.subarray(0, rows);
  if (range.maximum >= 65_536) return chunk('u32', rows, range, bytesOf(part));
  const narrow = range.maximum < 256 ? new Uint8Array(room, 0, rows) : new Uint16Array(room, 0, rows);
  narrow.set(part);
  return chunk(narrow instanceof Uint8Array ? 'u8' : 'u16', rows, range, bytesOf(narrow));
}

/** The column's own full-width array while it is being filled: 32-bit for integers and codes, 64-bit for the rest. */
export type FullWidth = Int32Array | Float64Array | Uint32Array;

/** What a chunk may take at most: the widest number takes eight bytes. */
export const MOST_CHUNK_BYTES = CHUNK_ROWS * 8;

/**
 * Encodes the first `rows` values of a column. The bytes may lie in `room`, which has MOST_CHUNK_BYTES for a full chunk, or
 * be those of `values`: they are good as long as both stay as they are. `known`: the range of codes, where somebody has found it.
 */
export function encodeChunk(
  type: VariableType,
  values: FullWidth,
  rows: number,
  room = new ArrayBuffer(rows * 8),
  known?: KnownRange,
): EncodedChunk {
  if (type === 'integer' && values instanceof Int32Array) return encodeIntegers(values, rows, room);
  if (type === 'decimal' && values instanceof Float64Array) return encodeDecimals(values, rows, room);
  if (type === 'key' && values instanceof Float64Array) return encodeKeys(values, rows, room);
  if ((type === 'category' || type === 'area') && values instanceof Uint32Array)
    return encodeCodes(values, rows, room, known);
  throw new TypeError(`A column of type ${type} has the wrong array`);
}

/** A view of the bytes as elements of `size` bytes; copied when they do not lie where such elements may. */
function aligned(data: Uint8Array, size: number): Uint8Array {
  return data.byteOffset % size === 0 ? data : Uint8Array.from(data);
}

type Narrow = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array;

function narrowOf(encoding: ChunkEncoding, data: Uint8Array, rows: number): Narrow {
  if (encoding === 'u8') return data.subarray(0, rows);
  if (encoding === 'i8') return new Int8Array(data.buffer, data.byteOffset, rows);
  const size = encoding === 'f64' ? 8 : encoding === 'i16' || encoding === 'u16' ? 2 : 4;
  const bytes = aligned(data, size);
  if (encoding === 'i16') return new Int16Array(bytes.buffer, bytes.byteOffset, rows);
  if (encoding === 'u16') return new Uint16Array(bytes.buffer, bytes.byteOffset, rows);
  if (encoding === 'u32') return new Uint32Array(bytes.buffer, bytes.byteOffset, rows);
  if (encoding === 'f64') return new Float64Array(bytes.buffer, bytes.byteOffset, rows);
  return new Int32Array(bytes.buffer, bytes.byteOffset, rows);
}

type StoredChunk = Pick<EncodedChunk, 'encoding' | 'rows' | 'minimum' | 'data'>;

/** Decodes integers into `target` from `at`. */
export function decodeIntegers(stored: StoredChunk, target: Int32Array, at: number): void {
  const { encoding, rows } = stored;
  if (encoding === 'constant') {
    target.fill(stored.minimum ?? MISSING_INTEGER, at, at + rows);
    return;
  }
  const narrow = narrowOf(encoding, stored.data, rows);
  if (encoding === 'i32') {
    target.set(narrow, at);
    return;
  }
  const marker = encoding === 'i8' ? -128 : -32_768;
  for (let i = 0; i < rows; i += 1) {
    const value = narrow[i] as number;
    target[at + i] = value === marker ? MISSING_INTEGER : value;
  }
}

const DIVISORS: Readonly<Partial<Record<ChunkEncoding, number>>> = { i32: 1, d1: 10, d2: 100, d3: 1000, d4: 10_000 };

/** Decodes decimals or keys into `target` from `at`; NaN where missing. */
export function decodeNumbers(stored: StoredChunk, target: Float64Array, at: number): void {
  const { encoding, rows } = stored;
  if (encoding === 'constant') {
    target.fill(stored.minimum ?? Number.NaN, at, at + rows);
    return;
  }
  const narrow = narrowOf(encoding, stored.data, rows);
  if (encoding === 'f64') {
    target.set(narrow, at);
    return;
  }
  const marker = encoding === 'u32' ? MISSING_KEY : MISSING_INTEGER;
  const divisor = DIVISORS[encoding] ?? 1;
  for (let i = 0; i < rows; i += 1) {
    const value = narrow[i] as number;
    target[at + i] = value === marker ? Number.NaN : value / divisor;
  }
}

/** Decodes dictionary codes into `target` from `at`. */
export function decodeCodes(stored: StoredChunk, target: Uint8Array | Uint16Array | Uint32Array, at: number): void {
  if (stored.encoding === 'constant') target.fill(stored.minimum ?? MISSING_CODE, at, at + stored.rows);
  else target.set(narrowOf(stored.encoding, stored.data, stored.rows), at);
}
