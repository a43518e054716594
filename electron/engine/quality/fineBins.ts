/*
 * How numbers are distributed, counted without knowing their range beforehand: every number falls into a bin by sign,
 * exponent and the first 8 bits of the fraction of its 64-bit form, so that a bin is at most 1/256 as wide as the numbers in
 * it are large; whole numbers below 512 have a bin each. Bins can be added up in any order with the same result, whatever
 * the number of chunks or threads.
 */

const FRACTION_BITS = 8;
/** The upper 32 bits of a double shifted by this keep sign, exponent and FRACTION_BITS of the fraction. */
const SHIFT = 20 - FRACTION_BITS;
/** Whole numbers 0..511 are counted in a plain table first. */
export const SMALL = 512;

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

/** A number by which bins sort in the order of what they hold: negative ones run backwards. */
export const binOrder = (bin: number): number => (bin >= SIGN ? SIGN - bin - 1 : bin);

/** Smallest and largest number that a bin can hold (up to rounding). */
export function extentOf(bin: number): { readonly from: number; readonly to: number } {
  if (bin >= SIGN) return { from: edgeOf(bin + 1), to: edgeOf(bin) };
  return { from: edgeOf(bin), to: edgeOf(bin + 1) };
}

/** Counts by bin, to be filled from many numbers at a time. Pages of 256 bins come into being as they are needed. */
export class FineBins {
  readonly #pages = new Map<number, Uint32Array>();
  #page: Uint32Array = new Uint32Array(0);
  #number = -1;

  add(number: number, count = 1): void {
    this.addBin(binOf(number), count);
  }

  addBin(bin: number, count: number): void {
    const wanted = bin >>> FRACTION_BITS;
    if (wanted !== this.#number) this.#turnTo(wanted);
    const at = bin & 255;
    this.#page[at] = (this.#page[at] as number) + count;
  }

  #turnTo(wanted: number): void {
    let page = this.#pages.get(wanted);
    if (page === undefined) {
      page = new Uint32Array(256);
      this.#pages.set(wanted, page);
    }
    this.#page = page;
    this.#number = wanted;
  }

  /** Bins that hold something with their counts, in the order of the numbers. */
  entries(): (readonly [bin: number, count: number])[] {
    const found: [number, number][] = [];
    for (const [page, counts] of this.#pages)
      for (let at = 0; at < counts.length; at += 1)
        if (counts[at] !== 0) found.push([page * 256 + at, counts[at] as number]);
    return found.sort(([a], [b]) => binOrder(a) - binOrder(b));
  }
}
