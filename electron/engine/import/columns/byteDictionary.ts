/** No code yet. */
export const UNSEEN = -2_147_483_648;

const decoder = new TextDecoder('utf-8');

/** What a new text gets: a code from 1, 0 for missing, or a negative number that says why it is refused. */
export type Judge = (text: string) => number;

/**
 * From the bytes of a text to its code, without making a string but for the first time that it is seen: a table for
 * texts of one byte, else open addressing over the bytes. A refused text is remembered as such.
 */
export class ByteDictionary {
  readonly #judge: Judge;
  /** Codes of the texts of one byte; UNSEEN where `code` has not been asked yet. */
  readonly single = new Int32Array(256).fill(UNSEEN);
  #slots = new Int32Array(1024).fill(-1);
  #entries = 0;
  #hashes = new Int32Array(512);
  #codes = new Int32Array(512);
  #starts = new Int32Array(513);
  #pool = new Uint8Array(8192);
  // The entry found last: registers are often sorted by area.
  #last = -1;

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  get entries(): number {
    return this.#entries;
  }

  /** The code of bytes[from..to), which is not empty. */
  code(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (length === 1) {
      const byte = bytes[from] as number;
      const known = this.single[byte] as number;
      if (known !== UNSEEN) return known;
      const code = this.#judge(decoder.decode(bytes.subarray(from, to)));
      this.single[byte] = code;
      return code;
    }
    if (this.#last >= 0 && this.#isEntry(this.#last, bytes, from, length)) return this.#codes[this.#last] as number;
    let hash = 0x811c9dc5 | 0;
    for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const entry = this.#slots[slot] as number;
      if (entry < 0) break;
      if (this.#hashes[entry] === hash && this.#isEntry(entry, bytes, from, length)) {
        this.#last = entry;
        return this.#codes[entry] as number;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, hash, bytes, from, to);
  }

  #isEntry(entry: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = this.#starts[entry] as number;
    if ((this.#starts[entry + 1] as number) - start !== length) return false;
    const pool = this.#pool;
    // From the end, where codes of areas differ.
    for (let i = length - 1; i >= 0; i -= 1) if (pool[start + i] !== bytes[from + i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, from: number, to: number): number {
    const code = this.#judge(decoder.decode(bytes.subarray(from, to)));
    const entry = this.#entries;
    if (entry + 1 >= this.#codes.length) this.#growEntries();
    const start = this.#starts[entry] as number;
    if (start + to - from > this.#pool.length) {
      const larger = new Uint8Array(2 * (start + to - from));
      larger.set(this.#pool);
      this.#pool = larger;
    }
    this.#pool.set(bytes.subarray(from, to), start);
    this.#starts[entry + 1] = start + to - from;
    this.#hashes[entry] = hash;
    this.#codes[entry] = code;
    this.#slots[slot] = entry;
    this.#entries += 1;
    this.#last = entry;
    if (this.#entries * 2 > this.#slots.length) this.#growSlots();
    return code;
  }

  #growEntries(): void {
    const grown = (old: Int32Array, length: number): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(length);
      larger.set(old);
      return larger;
    };
    const length = this.#codes.length * 2;
    this.#codes = grown(this.#codes, length);
    this.#hashes = grown(this.#hashes, length);
    this.#starts = grown(this.#starts, length + 1);
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#entries; entry += 1) {
      let slot = (this.#hashes[entry] as number) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}
