/*
 * Finding records by their keys (whole numbers, NaN missing). The keys of both registers are laid in heaps by a hash; the keys
 * of one heap find each other in a table that stays in the processor's cache, in whatever order the registers came. One
 * table for a whole register would cost an access to memory for every key.
 */

/** Keys laid in heaps, in the order of their rows within each. */
export interface KeyHeaps {
  /** How many bits of the hash tell the heap. */
  readonly bits: number;
  /** Where each heap begins, and after the last where it ends. */
  readonly start: Int32Array;
  readonly keys: Uint32Array | Float64Array;
  readonly rows: Int32Array;
  /** Rows of the register, those without a key as well. */
  readonly length: number;
}

/** About so many keys lie in a heap: with their table they take half a megabyte. */
const KEYS_IN_HEAP = 32_768;
const MOST_BITS = 9;

/** How many heaps there should be when the larger of the registers has so many rows: 2 to the power of the answer. */
export function heapBits(rows: number): number {
  let bits = 0;
  while (bits < MOST_BITS && rows > KEYS_IN_HEAP * 2 ** bits) bits += 1;
  return bits;
}

/** Spreads whole numbers up to 2^53; the upper bits are the best. Fibonacci hashing (Knuth, TAOCP 3, 6.4) of both halves. */
const hashOf = (key: number): number =>
  key >>> 0 === key
    ? Math.imul(key, 0x9e3779b1)
    : Math.imul((key | 0) ^ Math.imul(Math.floor(key / 4294967296) | 0, 0x85ebca6b), 0x9e3779b1);

/** True when every key is a whole number from 0 to 2^32 - 1, as the pseudonyms of agencies are. */
function areShort(keys: Float64Array): boolean {
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] as number;
    if (key >>> 0 !== key && !Number.isNaN(key)) return false;
  }
  return true;
}

/** Lays keys in 2^bits heaps. */
export function heapKeys(keys: Float64Array, bits: number): KeyHeaps {
  const heaps = 2 ** bits;
  const short = areShort(keys);
  // Shifts go by five bits: one of 32 would be none.
  const shift = 31 - bits;
  const heapOf = (key: number): number => (hashOf(key) >>> shift) >>> 1;
  const first = new Int32Array(heaps + 1);
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] as number;
    if (Number.isNaN(key)) continue;
    const heap = heapOf(key) + 1;
    first[heap] = (first[heap] as number) + 1;
  }
  for (let heap = 0; heap < heaps; heap += 1) first[heap + 1] = (first[heap + 1] as number) + (first[heap] as number);
  const count = first[heaps] as number;
  const next = first.slice();
  const laid = short ? new Uint32Array(count) : new Float64Array(count);
  const rows = new Int32Array(count);
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] as number;
    if (Number.isNaN(key)) continue;
    const heap = heapOf(key);
    const at = next[heap] as number;
    laid[at] = key;
    rows[at] = row;
    next[heap] = at + 1;
  }
  return { bits, start: first, keys: laid, rows, length: keys.length };
}

/**
 * For each row of `from` the first row of `to` with the same key, -1 where there is none or the key is missing. Both must
 * have been laid in the same number of heaps. `check` is called now and then and may throw.
 */
export function linkHeaps(from: KeyHeaps, to: KeyHeaps, into: Int32Array, check: () => void): void {
  if (from.bits !== to.bits) throw new RangeError('linkHeaps: not the same number of heaps');
  into.fill(-1);
  const { bits } = from;
  let table = new Int32Array(0);
  for (let heap = 0; heap < 2 ** bits; heap += 1) {
    check();
    const asked = end(from, heap) - start(from, heap);
    let size = 4;
    while (2 ** size < 1.5 * (end(to, heap) - start(to, heap))) size += 1;
    if (asked === 0) continue;
    if (table.length < 2 ** size) table = new Int32Array(2 ** size);
    linkHeap(from, to, heap, table.subarray(0, 2 ** size), 32 - size, into);
  }
}

const start = (heaps: KeyHeaps, heap: number): number => heaps.start[heap] as number;
const end = (heaps: KeyHeaps, heap: number): number => heaps.start[heap + 1] as number;

/** By open addressing in a table that is at most two thirds full: one more than the position of a key, 0 where the place is free. */
function linkHeap(
  from: KeyHeaps,
  to: KeyHeaps,
  heap: number,
  table: Int32Array,
  shift: number,
  into: Int32Array,
): void {
  const { bits, keys: asked, rows: askedRows } = from;
  const { keys, rows } = to;
  const mask = table.length - 1;
  table.fill(0);
  const last = end(to, heap);
  for (let at = start(to, heap); at < last; at += 1) {
    const key = keys[at] as number;
    let place = (hashOf(key) << bits) >>> shift;
    let taken = table[place] as number;
    while (taken !== 0 && keys[taken - 1] !== key) {
      place = (place + 1) & mask;
      taken = table[place] as number;
    }
    // Keys of a heap are in the order of their rows: the first of them stays.
    if (taken === 0) table[place] = at + 1;
  }
  const lastAsked = end(from, heap);
  for (let at = start(from, heap); at < lastAsked; at += 1) {
    const key = asked[at] as number;
    let place = (hashOf(key) << bits) >>> shift;
    let taken = table[place] as number;
    while (taken !== 0 && keys[taken - 1] !== key) {
      place = (place + 1) & mask;
      taken = table[place] as number;
    }
    if (taken !== 0) into[askedRows[at] as number] = rows[taken - 1] as number;
  }
}

/** For each key of `from` the first row of `to` with that key, -1 where there is none. */
export function linkKeys(from: Float64Array, to: Float64Array): Int32Array {
  const bits = heapBits(Math.max(from.length, to.length));
  const rows = new Int32Array(from.length);
  linkHeaps(heapKeys(from, bits), heapKeys(to, bits), rows, () => undefined);
  return rows;
}
