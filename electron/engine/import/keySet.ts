/** Keys beyond this are kept one by one from the start. */
const HIGHEST_PAGED = 4_294_967_295;
const PAGE_BITS = 16;
const PAGE_WORDS = 1 << (PAGE_BITS - 5);
const PAGE_BYTES = PAGE_WORDS * 4;
const MOST_PAGES = 1 << (32 - PAGE_BITS);
const FIRST_PAGES = 16;
/** Pages may take so much whatever the number of keys, */
const PAGES_FREE_BYTES = 16_777_216;
/** and beyond that no more for each key than keeping it on its own would. */
const BYTES_PER_KEY = 8;
/** Places made on a guess alone: 128 MB. */
const MOST_RESERVED = 33_554_432;
const FULLEST = 0.7;

/**
 * A set of whole numbers 0..2^53, made for tens of millions of keys. Keys that lie close together, as serial numbers do,
 * are bits in pages of 65 536; once pages would take more memory than the keys themselves, and for keys beyond 32 bits, it
 * is open addressing with linear probing.
 */
export class KeySet {
  // Where the page of a key begins among the bits, as its number from 1; 0 where there is none. One array for the bits of
  // all pages: keys come unsorted, and every step on the way to a bit would be another wait for memory.
  #pages: Uint32Array | undefined = new Uint32Array(MOST_PAGES);
  #bits = new Uint32Array(FIRST_PAGES * PAGE_WORDS);
  #pageCount = 0;
  #places: Uint32Array | Float64Array = new Uint32Array(1024);
  #mask = 1023;
  #size = 0;
  #expected = 0;
  // In `places`, 0 marks a free one, so key k is kept as k + 1.

  get size(): number {
    return this.#size;
  }

  /** Says how many keys are to come, so that the set need not grow in steps. */
  reserve(keys: number): void {
    this.#expected = keys;
    if (this.#pages === undefined) this.#makeRoom(keys);
  }

  /** Adds a key; false when it was there already. */
  add(key: number): boolean {
    const pages = this.#pages;
    if (pages !== undefined && key < HIGHEST_PAGED) {
      const page = (pages[key >>> PAGE_BITS] as number) || this.#addPage(pages, key);
      if (page > 0) {
        const bits = this.#bits;
        const word = (page - 1) * PAGE_WORDS + ((key >>> 5) & (PAGE_WORDS - 1));
        const bit = 1 << (key & 31);
        const before = bits[word] as number;
        if ((before & bit) !== 0) return false;
        bits[word] = before | bit;
        this.#size += 1;
        return true;
      }
    }
    if (this.#pages !== undefined) this.#leavePages();
    if (key >= HIGHEST_PAGED && this.#places instanceof Uint32Array) this.#move(this.#places.length, true);
    const at = this.#find(key);
    if (this.#places[at] !== 0) return false;
    this.#places[at] = key + 1;
    this.#size += 1;
    if (this.#size > this.#places.length * FULLEST)
      this.#move(this.#places.length * 2, this.#places instanceof Float64Array);
    return true;
  }

  /**
   * Adds keys from position `from` on, but for those that `skipped` marks, up to the first that was there already: gives its
   * position, or how many keys there are. The same as `add` one by one, in a loop that waits for memory less.
   */
  addAll(keys: Float64Array, from: number, skipped: Uint8Array): number {
    for (let at = from; ; at += 1) {
      at = this.#addPaged(keys, at, skipped);
      if (at >= keys.length) return keys.length;
      // Whatever stopped that loop, `add` knows what to do.
      if (!this.add(keys[at] as number)) return at;
    }
  }

  /** Adds keys as long as they are new and have a page; gives the position of the first that is not added. */
  #addPaged(keys: Float64Array, from: number, skipped: Uint8Array): number {
    const pages = this.#pages;
    const bits = this.#bits;
    let at = from;
    let passed = 0;
    for (; at < keys.length; at += 1) {
      if (skipped[at] !== 0) {
        passed += 1;
        continue;
      }
      const key = keys[at] as number;
      if (pages === undefined || !(key < HIGHEST_PAGED)) break;
      const page = pages[key >>> PAGE_BITS] as number;
      if (page === 0) break;
      const word = (page - 1) * PAGE_WORDS + ((key >>> 5) & (PAGE_WORDS - 1));
      const bit = 1 << (key & 31);
      const before = bits[word] as number;
      if ((before & bit) !== 0) break;
      bits[word] = before | bit;
    }
    this.#size += at - from - passed;
    return at;
  }

  has(key: number): boolean {
    if (this.#pages !== undefined) {
      const page = key < HIGHEST_PAGED ? (this.#pages[key >>> PAGE_BITS] as number) : 0;
      if (page === 0) return false;
      const word = (page - 1) * PAGE_WORDS + ((key >>> 5) & (PAGE_WORDS - 1));
      return ((this.#bits[word] as number) & (1 << (key & 31))) !== 0;
    }
    if (key >= HIGHEST_PAGED && this.#places instanceof Uint32Array) return false;
    return this.#places[this.#find(key)] !== 0;
  }

  /** The number of a new page for the key, or 0 when the keys are too scattered for pages. */
  #addPage(pages: Uint32Array, key: number): number {
    if ((this.#pageCount + 1) * PAGE_BYTES > Math.max(PAGES_FREE_BYTES, this.#size * BYTES_PER_KEY)) return 0;
    const words = this.#pageCount * PAGE_WORDS;
    if (words === this.#bits.length) {
      const larger = new Uint32Array(words * 2);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#pageCount += 1;
    pages[key >>> PAGE_BITS] = this.#pageCount;
    return this.#pageCount;
  }

  #leavePages(): void {
    const pages = this.#pages ?? [];
    const bits = this.#bits;
    this.#pages = undefined;
    this.#bits = new Uint32Array(0);
    this.#makeRoom(Math.max(this.#size, this.#expected));
    for (const [number, page] of pages.entries()) {
      if (page === 0) continue;
      for (let word = 0; word < PAGE_WORDS; word += 1)
        for (let left = bits[(page - 1) * PAGE_WORDS + word] as number; left !== 0; left &= left - 1) {
          const key = number * (1 << PAGE_BITS) + word * 32 + (31 - Math.clz32(left & -left));
          this.#places[this.#find(key)] = key + 1;
        }
    }
  }

  #makeRoom(keys: number): void {
    let { length } = this.#places;
    while (length * FULLEST < keys && length < MOST_RESERVED) length *= 2;
    if (length > this.#places.length) this.#move(length, this.#places instanceof Float64Array);
  }

  #find(key: number): number {
    const places = this.#places;
    const kept = key + 1;
    // Fibonacci hashing of both halves: neighbouring keys and high keys spread alike.
    let at = (Math.imul(key | 0, 0x9e3779b1) ^ Math.imul(Math.floor(key / 4_294_967_296) | 0, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & this.#mask;
    while (places[at] !== 0 && places[at] !== kept) at = (at + 1) & this.#mask;
    return at;
  }

  #move(length: number, wide: boolean): void {
    const old = this.#places;
    this.#places = wide ? new Float64Array(length) : new Uint32Array(length);
    this.#mask = length - 1;
    for (let i = 0; i < old.length; i += 1) {
      const kept = old[i] as number;
      if (kept !== 0) this.#places[this.#find(kept - 1)] = kept;
    }
  }
}
