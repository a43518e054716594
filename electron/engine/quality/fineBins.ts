import type { KnownRange } from '../store/chunk.ts';

/*
 * How numbers are distributed, counted without knowing their range beforehand: every number falls into a bin by sign,
 * exponent and the first 8 bits of the fraction of its 64-bit form, so that a bin is at most 1/256 as wide as the numbers in
 * it are large; whole numbers below 512 have a bin each. Bins can be added up in any order with the same result, whatever
 * the number of chunks or threads.
 */

const FRACTION_BITS = 8;
/** The upper 32 bits of a double shifted by this keep sign, exponent and FRACTION_BITS of the fraction. */
const SHIFT = 20 - FRACTION_BITS;
const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
// Which of the two words is the upper one is the machine's way of writing.
value[0] = 1;
const UPPER = words[1] === 0 ? 0 : 1;

/** The bin of a number, 0..2^20-1; -0 lies with 0. */
export function binOf(number: number): number {
  value[0] = number === 0 ? 0 : number;
  return (words[UPPER] as number) >>> SHIFT;
}

/** The bins' edge nearest to zero. Bin `b` of a positive number holds [edgeOf(b), edgeOf(b + 1)). */
export function edgeOf(bin: number): number {
  words[UPPER] = (bin << SHIFT) >>> 0;
  words[1 - UPPER] = 0;
  return value[0] as number;
}

const SIGN = 1 << (11 + FRACTION_BITS);

/** True for a bin of numbers below 0. */
export const isBelowZero = (bin: number): boolean => bin >= SIGN;

/** A number by which bins sort in the order of what they hold: negative ones run backwards. */
export const binOrder = (bin: number): number => (bin >= SIGN ? SIGN - bin - 1 : bin);

/** Smallest and largest number that a bin can hold (up to rounding). */
export function extentOf(bin: number): { readonly from: number; readonly to: number } {
  if (bin >= SIGN) return { from: edgeOf(bin + 1), to: edgeOf(bin) };
  return { from: edgeOf(bin), to: edgeOf(bin + 1) };
}

/** What is counted of many numbers at once. */
export interface Counted {
  readonly missing: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly sum: number;
  /** Values with a fraction. */
  readonly fractions: number;
  /** Bins that hold something with their counts, in pairs, in the order of the numbers. */
  readonly bins: Uint32Array;
}

const BINS = 1 << (12 + FRACTION_BITS);
const PAGE = 256;

/** Whole numbers that lie no further apart are counted one by one first: many fall on the same. */
const MOST_APART = 65_536;

function sumOf(values: Float64Array, rows: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i += 1) {
    const number = values[i] as number;
    if (!Number.isNaN(number)) sum += number;
  }
  return sum;
}

/** Counts all bins in one table, which is cleared again by the pages that were touched. */
class BinTable {
  readonly #counts = new Uint32Array(BINS);
  readonly #touched = new Uint8Array(BINS / PAGE);
  readonly #tally = new Uint32Array(MOST_APART + 1);

  /** NaN is missing. `binned`: false when the bins are of no interest. */
  count(values: Float64Array, rows: number, binned: boolean, range: KnownRange): Counted {
    const { missing } = range;
    const counted = {
      missing,
      minimum: range.minimum ?? Number.POSITIVE_INFINITY,
      maximum: range.maximum ?? Number.NEGATIVE_INFINITY,
    };
    if (!binned) return { ...counted, sum: sumOf(values, rows), fractions: 0, bins: new Uint32Array(0) };
    const counts = this.#counts;
    const touched = this.#touched;
    // The same memory in halves of a number, so that a bin is read off without being computed.
    const halves = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    let sum = 0;
    let fractions = 0;
    for (let i = 0; i < rows; i += 1) {
      const number = values[i] as number;
      if (Number.isNaN(number)) continue;
      sum += number;
      if (number !== Math.floor(number)) fractions += 1;
      // -0 lies with 0.
      const bin = number === 0 ? 0 : (halves[2 * i + UPPER] as number) >>> SHIFT;
      counts[bin] = (counts[bin] as number) + 1;
      touched[bin >>> FRACTION_BITS] = 1;
    }
    return { ...counted, sum, fractions, bins: this.#taken() };
  }

  /** Whole numbers from `minimum` to at most MOST_APART above it, all but the missing ones. */
  countWhole(values: Int32Array, rows: number, missing: number, minimum: number, maximum: number): Counted {
    const tally = this.#tally;
    // The marker of a missing value lies below every other; its place is the last one, beyond the span.
    const span = maximum - minimum + 1;
    for (let i = 0; i < rows; i += 1) {
      const number = values[i] as number;
      const at = number < minimum ? span : number - minimum;
      tally[at] = (tally[at] as number) + 1;
    }
    let sum = 0;
    for (let at = 0; at < span; at += 1) {
      const count = tally[at] as number;
      if (count === 0) continue;
      const number = minimum + at;
      sum += number * count;
      const bin = binOf(number);
      this.#counts[bin] = (this.#counts[bin] as number) + count;
      this.#touched[bin >>> FRACTION_BITS] = 1;
    }
    tally.fill(0, 0, span + 1);
    return { missing, minimum, maximum, sum, fractions: 0, bins: this.#taken() };
  }

  #taken(): Uint32Array {
    const pairs: number[] = [];
    const pages: number[] = [];
    for (let page = 0; page < this.#touched.length; page += 1) if (this.#touched[page] !== 0) pages.push(page);
    const half = BINS / PAGE / 2;
    // Negative numbers first, the largest ones of them first.
    const ordered = [...pages.filter((page) => page >= half).toReversed(), ...pages.filter((page) => page < half)];
    for (const page of ordered) {
      const from = page * PAGE;
      for (let at = 0; at < PAGE; at += 1) {
        const bin = page >= half ? from + PAGE - 1 - at : from + at;
        const count = this.#counts[bin] as number;
        if (count !== 0) pairs.push(bin, count);
      }
      this.#counts.fill(0, from, from + PAGE);
      this.#touched[page] = 0;
    }
    return Uint32Array.from(pairs);
  }
}

let table: BinTable | undefined;

/** Counts the first `rows` numbers; NaN is missing. `range`: theirs. */
export function countNumbers(values: Float64Array, rows: number, binned: boolean, range: KnownRange): Counted {
  table ??= new BinTable();
  return table.count(values, rows, binned, range);
}

/** The same for whole numbers whose range is known; undefined when they lie too far apart for that. */
export function countWhole(values: Int32Array, rows: number, range: KnownRange): Counted | undefined {
  const { missing, minimum, maximum } = range;
  if (minimum === null || maximum === null || maximum - minimum >= MOST_APART) return undefined;
  table ??= new BinTable();
  return table.countWhole(values, rows, missing, minimum, maximum);
}

/** Counts by bin of a whole column, added up from chunks. */
export class FineBins {
  readonly #counts = new Map<number, number>();

  add(bin: number, count: number): void {
    this.#counts.set(bin, (this.#counts.get(bin) ?? 0) + count);
  }

  /** Bins that hold something with their counts, in the order of the numbers. */
  entries(): (readonly [bin: number, count: number])[] {
    return [...this.#counts].sort(([a], [b]) => binOrder(a) - binOrder(b));
  }
}
