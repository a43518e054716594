/** Places made on a guess alone: 128 MB. */
const MOST_RESERVED = 33_554_432;

/**
 * A set of whole numbers 0..2^53, made for tens of millions of keys: open addressing with linear probing, at most half
 * full; 32 bits per place as long as every key is below 2^32 - 1.
 */
export class KeySet {
  #places: Uint32Array | Float64Array = new Uint32Array(1024);
  #mask = 1023;
  #size = 0;
  // 0 marks a free place, so key k is kept as k + 1.

  get size(): number {
    return this.#size;
  }

  /** Makes room for so many keys at once, so that the set does not grow in steps. */
  reserve(keys: number): void {
    let length = this.#places.length;
    while (length < keys * 2 && length < MOST_RESERVED) length *= 2;
    if (length > this.#places.length) this.#move(length, this.#places instanceof Float64Array);
  }

  /** Adds a key; false when it was there already. */
  add(key: number): boolean {
    if (key >= 4_294_967_295 && this.#places instanceof Uint32Array) this.#move(this.#places.length, true);
    const at = this.#find(key);
    if (this.#places[at] !== 0) return false;
    this.#places[at] = key + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#places.length) this.#move(this.#places.length * 4, this.#places instanceof Float64Array);
    return true;
  }

  has(key: number): boolean {
    if (key >= 4_294_967_295 && this.#places instanceof Uint32Array) return false;
    return this.#places[this.#find(key)] !== 0;
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
