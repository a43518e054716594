import { CODE_IN_SLOT, hashOf, SLOT } from './codes.ts';
import { VECTOR } from './tables.ts';

const HALF = VECTOR / 2;
const FIRST_SLOTS = 64;
/** Beyond so many texts a column is looked up by its dictionary: a larger table would push other things out of the cache. */
const MOST_SLOTS = 16_384;

/** Memory that is handed out once, in order. */
export interface Pool {
  readonly view: DataView;
  /** Address of so many bytes, all zero; undefined when there are no more. */
  take(bytes: number): number | undefined;
}

/** The texts of one column that have been given a code, where the quick loop finds them (codes.ts says how they lie). */
export class CodeTable {
  readonly #pool: () => Pool;
  address = 0;
  /** Slots less one; -1 when there is no room for any. */
  mask = -1;
  #used = 0;

  /** `pool`: asked every time, since its view does not last. */
  constructor(pool: () => Pool) {
    this.#pool = pool;
    this.#makeRoom(FIRST_SLOTS);
  }

  /** Remembers the code of bytes[from..to), if there is room; true when it was not there before. */
  add(bytes: Uint8Array, from: number, to: number, code: number): boolean {
    if (to - from > VECTOR || to === from) return false;
    const slots = this.mask + 1;
    if (this.#used * 2 >= slots && (slots >= MOST_SLOTS || slots === 0 || !this.#makeRoom(slots * 2))) return false;
    const text = new Uint8Array(VECTOR);
    text.set(bytes.subarray(from, to));
    const halves = new DataView(text.buffer);
    return this.#put(this.#pool().view, halves.getBigUint64(0, true), halves.getBigUint64(HALF, true), code);
  }

  #put(view: DataView, first: bigint, second: bigint, code: number): boolean {
    for (let slot = hashOf(first, second); ; slot += 1) {
      const address = this.address + (slot & this.mask) * SLOT;
      const there = view.getBigUint64(address, true);
      if (there === first && view.getBigUint64(address + HALF, true) === second) return false;
      if (there !== 0n) continue;
      view.setBigUint64(address, first, true);
      view.setBigUint64(address + HALF, second, true);
      view.setUint32(address + CODE_IN_SLOT, code, true);
      this.#used += 1;
      return true;
    }
  }

  /** A table of so many slots in place of the present one; false when there is no room. */
  #makeRoom(slots: number): boolean {
    const pool = this.#pool();
    const address = pool.take(slots * SLOT);
    if (address === undefined) return false;
    const [old, oldSlots] = [this.address, this.mask + 1];
    this.address = address;
    this.mask = slots - 1;
    this.#used = 0;
    const { view } = pool;
    for (let at = old; at < old + oldSlots * SLOT; at += SLOT) {
      const first = view.getBigUint64(at, true);
      if (first !== 0n)
        this.#put(view, first, view.getBigUint64(at + HALF, true), view.getUint32(at + CODE_IN_SLOT, true));
    }
    return true;
  }
}
