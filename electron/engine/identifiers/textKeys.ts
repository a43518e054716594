import { HIGHEST_PERSON_PSEUDONYM } from './pseudonymise.ts';

/** Texts that are written down together. */
const BLOCK = 65_536;
const NUMBER_BYTES = 8;
const CHECK_BYTES = 4;
const FULLEST = 0.75;

/** The texts of a block as they are kept: their pseudonyms, then their check numbers. */
export interface TextKeyBlock {
  readonly entries: number;
  readonly data: Uint8Array;
}

/** Where texts that are known are read from, and new ones written to. */
export interface TextKeyShelf {
  read(): Iterable<TextKeyBlock>;
  write(block: TextKeyBlock): void;
}

/**
 * Sees to it that no two texts have the same pseudonym, across registers and years. Every text comes with the pseudonym that
 * it would have and with a check number, 32 more bits of the same cipher. The first text to come keeps its pseudonym; another
 * one that would have the same gets the next number that is free, and gets it again whenever it comes back, since it is
 * known by its check number: open addressing over the numbers themselves. Two texts are taken for one only when both agree,
 * 85 bits: for 10 million texts a chance of 10^-12.
 *
 * The order in which texts first come decides who gives way, so ask in the order of the files. Memory: 12 bytes a place,
 * three quarters of the places taken at most.
 */
export class TextKeys {
  readonly #shelf: TextKeyShelf;
  #known = false;
  // 0 marks a free place: a text's pseudonym is always above the persons'.
  #keys = new Float64Array(1024);
  #checks = new Uint32Array(1024);
  #mask = 1023;
  #size = 0;
  #fresh = new Float64Array(0);
  #freshChecks = new Uint32Array(0);
  #waiting = 0;

  constructor(shelf: TextKeyShelf) {
    this.#shelf = shelf;
  }

  /** The pseudonym of the text that would have `pseudonym` and has this check number. */
  settle(pseudonym: number, check: number): number {
    if (!this.#known) this.#readShelf();
    for (let key = pseudonym; ; key = key === Number.MAX_SAFE_INTEGER ? HIGHEST_PERSON_PSEUDONYM + 1 : key + 1) {
      const at = this.#find(key);
      if (this.#keys[at] === 0) {
        this.#put(at, key, check);
        this.#keep(key, check);
        return key;
      }
      if (this.#checks[at] === check) return key;
    }
  }

  /** Writes down what has come since the last time. */
  save(): void {
    const entries = this.#waiting;
    if (entries === 0) return;
    const data = new Uint8Array(entries * (NUMBER_BYTES + CHECK_BYTES));
    new Float64Array(data.buffer, 0, entries).set(this.#fresh.subarray(0, entries));
    new Uint32Array(data.buffer, entries * NUMBER_BYTES, entries).set(this.#freshChecks.subarray(0, entries));
    this.#shelf.write({ entries, data });
    this.#waiting = 0;
  }

  #readShelf(): void {
    this.#known = true;
    for (const { entries, data } of this.#shelf.read()) {
      const whole = Uint8Array.from(data);
      const keys = new Float64Array(whole.buffer, 0, entries);
      const checks = new Uint32Array(whole.buffer, entries * NUMBER_BYTES, entries);
      for (const [i, key] of keys.entries()) this.#put(this.#find(key), key, checks[i] as number);
    }
  }

  #keep(key: number, check: number): void {
    if (this.#fresh.length === 0) {
      this.#fresh = new Float64Array(BLOCK);
      this.#freshChecks = new Uint32Array(BLOCK);
    }
    this.#fresh[this.#waiting] = key;
    this.#freshChecks[this.#waiting] = check;
    this.#waiting += 1;
    if (this.#waiting === BLOCK) this.save();
  }

  #put(at: number, key: number, check: number): void {
    this.#keys[at] = key;
    this.#checks[at] = check;
    this.#size += 1;
    if (this.#size > this.#keys.length * FULLEST) this.#grow();
  }

  /** The place of the key, or the free one where it belongs. Pseudonyms are random already: a light mixing spreads them. */
  #find(key: number): number {
    const keys = this.#keys;
    let at = (Math.imul(key | 0, 0x9e3779b1) >>> 7) & this.#mask;
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & this.#mask;
    return at;
  }

  #grow(): void {
    const keys = this.#keys;
    const checks = this.#checks;
    this.#keys = new Float64Array(keys.length * 2);
    this.#checks = new Uint32Array(keys.length * 2);
    this.#mask = keys.length * 2 - 1;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as number;
      if (key === 0) continue;
      const at = this.#find(key);
      this.#keys[at] = key;
      this.#checks[at] = checks[i] as number;
    }
  }
}
