import { PersonalNumberReader } from '../identifiers/personalNumber.ts';
import { type FullWidth, type KnownRange, rangeOf } from '../store/chunk.ts';
import { MISSING_CODE, MISSING_INTEGER, type VariableType } from '../store/columns.ts';
import { countNumbers, countWhole } from './fineBins.ts';

/*
 * What a chunk of a column shows of itself, worked out where the chunk is at hand anyway. Plain arrays, so that it crosses
 * between threads; adding chunks up in any order gives the same column (columnProfile.ts).
 */

/** Signs of direct identifiers among numbers: counts that only mean something for the column as a whole. */
export interface NumberSigns {
  /** Values of 9 or 10 digits, and how many of them are valid personal numbers without a century. */
  readonly tens: number;
  readonly tenHits: number;
  /** Values of 12 digits, and how many of them are valid personal numbers. */
  readonly twelves: number;
  readonly twelveHits: number;
  /** Values with a fraction. */
  readonly fractions: number;
  /** The remainder of the first value by 250, and how many values have the same: corners of squares have. */
  readonly remainder: number;
  readonly sameRemainder: number;
}

export interface NumberChunk {
  readonly kind: 'numbers';
  readonly rows: number;
  readonly missing: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly sum: number;
  /** Bins and their counts, in pairs; empty for keys. */
  readonly bins: Uint32Array;
  readonly signs: NumberSigns;
}

export interface CodeChunk {
  readonly kind: 'codes';
  readonly rows: number;
  readonly missing: number;
  /** Rows of each code of the dictionary, as far as codes occur. */
  readonly counts: Uint32Array;
}

export type ChunkProfile = NumberChunk | CodeChunk;

/** Ten digits that have lost one zero in front; those born in a year 00 have lost more, and are too few to tell by. */
const LEAST_TEN = 100_000_000;
const BEYOND_TEN = 10_000_000_000;
const LEAST_TWELVE = 100_000_000_000;
const BEYOND_TWELVE = 1_000_000_000_000;
/** Coordinates in metres of any of the Swedish grids. */
const LEAST_COORDINATE = 200_000;
const GREATEST_COORDINATE = 8_000_000;
const SQUARE = 250;

type Codes = Uint8Array | Uint16Array | Uint32Array;

/** A number of which no code is larger: the bits of all of them together. */
function boundOf(values: Codes, rows: number): number {
  let bits = 0;
  for (let i = 0; i < rows; i += 1) bits |= values[i] as number;
  return bits >>> 0;
}

function highestOf(values: Codes, rows: number): number {
  let highest = 0;
  for (let i = 0; i < rows; i += 1) if ((values[i] as number) > highest) highest = values[i] as number;
  return highest;
}

/** Up to so many codes are counted in turn in two tables, since a count that has just been written is waited for. */
const COUNTED_TWICE = 4096;

/** Counts codes. */
export function profileCodes(values: Codes, rows: number): CodeChunk {
  const bound = boundOf(values, rows);
  const counts = new Uint32Array((bound < COUNTED_TWICE ? bound : highestOf(values, rows)) + 1);
  let i = 0;
  if (bound < COUNTED_TWICE) {
    const others = new Uint32Array(counts.length);
    for (; i + 1 < rows; i += 2) {
      const code = values[i] as number;
      const other = values[i + 1] as number;
      counts[code] = (counts[code] as number) + 1;
      others[other] = (others[other] as number) + 1;
    }
    for (let code = 0; code < counts.length; code += 1)
      counts[code] = (counts[code] as number) + (others[code] as number);
  }
  for (; i < rows; i += 1) {
    const code = values[i] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  let highest = counts.length - 1;
  while (highest > 0 && counts[highest] === 0) highest -= 1;
  return { kind: 'codes', rows, missing: counts[MISSING_CODE] as number, counts: counts.slice(0, highest + 1) };
}

/** The smallest and the largest code of a chunk, from its counts. */
export function rangeOfCounts({ rows, missing, counts }: CodeChunk): KnownRange {
  if (missing === rows) return { missing, minimum: null, maximum: null };
  let minimum = 1;
  while (counts[minimum] === 0) minimum += 1;
  return { missing, minimum, maximum: counts.length - 1 };
}

const reader = new PersonalNumberReader();

interface Looked {
  readonly values: Float64Array;
  readonly rows: number;
  readonly minimum: number;
  readonly maximum: number;
}

export const NO_SIGNS: NumberSigns = {
  tens: 0,
  tenHits: 0,
  twelves: 0,
  twelveHits: 0,
  fractions: 0,
  remainder: 0,
  sameRemainder: 0,
};

function personalSigns({ values, rows }: Looked): Partial<NumberSigns> {
  let tens = 0;
  let tenHits = 0;
  let twelves = 0;
  let twelveHits = 0;
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    if (!(value >= LEAST_TEN && value < BEYOND_TWELVE)) continue;
    if (value >= LEAST_TWELVE) {
      twelves += 1;
      if (reader.readValue(value)) twelveHits += 1;
    } else if (value < BEYOND_TEN) {
      tens += 1;
      if (reader.readValue(value)) tenHits += 1;
    }
  }
  return { tens, tenHits, twelves, twelveHits };
}

const remainderOf = (value: number): number => value - Math.floor(value / SQUARE) * SQUARE;

function squareSigns({ values, rows }: Looked): Partial<NumberSigns> {
  let remainder = Number.NaN;
  let sameRemainder = 0;
  for (let i = 0; i < rows; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    const own = remainderOf(value);
    if (Number.isNaN(remainder)) remainder = own;
    if (own === remainder) sameRemainder += 1;
  }
  return { remainder, sameRemainder };
}

/** Most columns hold nothing that could be a personal number or a coordinate: their extent says so at once. */
function signsOf(looked: Looked, key: boolean, fractions: number): NumberSigns {
  const { minimum, maximum } = looked;
  return {
    ...NO_SIGNS,
    ...(maximum >= LEAST_TEN ? personalSigns(looked) : {}),
    ...(!key && minimum >= LEAST_COORDINATE && maximum <= GREATEST_COORDINATE ? squareSigns(looked) : {}),
    fractions,
  };
}

let scratch = new Float64Array(0);

/** Whole numbers as 64-bit ones, so that the loop over them is one and the same. */
function asDoubles(values: Float64Array | Int32Array, rows: number): Float64Array {
  if (values instanceof Float64Array) return values;
  if (scratch.length < rows) scratch = new Float64Array(rows);
  const doubles = scratch;
  doubles.set(rows === values.length ? values : values.subarray(0, rows));
  for (let i = 0; i < rows; i += 1) if (doubles[i] === MISSING_INTEGER) doubles[i] = Number.NaN;
  return doubles;
}

function profileNumbers(
  given: Float64Array | Int32Array,
  rows: number,
  binned: boolean,
  range: KnownRange | undefined,
): NumberChunk {
  const whole = given instanceof Int32Array && range !== undefined && binned;
  const quick = whole ? countWhole(given, rows, range) : undefined;
  if (quick !== undefined && quick.maximum < LEAST_COORDINATE) {
    const { fractions, ...counted } = quick;
    return { kind: 'numbers', rows, ...counted, signs: { ...NO_SIGNS, fractions } };
  }
  const values = asDoubles(given, rows);
  const { fractions, ...counted } = quick ?? countNumbers(values, rows, binned, range ?? rangeOf(values, rows));
  const signs = signsOf({ values, rows, ...counted }, !binned, fractions);
  return { kind: 'numbers', rows, ...counted, signs };
}

/**
 * Looks at the first `rows` values of a chunk. Constant time a value; missing values are counted and left out. `range`:
 * what is known of them already, which saves looking for it.
 */
export function profileChunk(
  type: VariableType,
  values: FullWidth | Codes,
  rows: number,
  range?: KnownRange,
): ChunkProfile {
  if (type === 'category' || type === 'area') return profileCodes(values as Codes, rows);
  // Keys are pseudonyms: their distribution says nothing.
  return profileNumbers(values as Float64Array | Int32Array, rows, type !== 'key', range);
}
