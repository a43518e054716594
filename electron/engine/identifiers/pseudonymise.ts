import { createCipheriv, createHmac } from 'node:crypto';
import { PersonalNumberReader } from './personalNumber.ts';

/*
 * Pseudonyms: positive whole numbers below 2^53 in place of what identifies a person (docs/adr/0014-pseudonyms.md).
 *
 * - A valid personal or coordination number, in whatever written form, becomes a number 1..2^28. Its date, kind and serial
 *   number are counted up to a number below 2^28 (the check digit says nothing more), and that is put through a permutation
 *   of all numbers below 2^28: a balanced Feistel network of 10 rounds as in FF1 (NIST SP 800-38G), whose round function is
 *   AES-256 under the project's key. A permutation has no collisions; the round function has only 2^14 arguments, so it is
 *   worked out once into tables. The result fits in 32 bits, as does its column.
 * - Any other text becomes a number 2^28+1..2^53-1: the first 53 bits of AES-256 over the text (up to 15 bytes; longer ones over
 *   their HMAC-SHA-256), under a key of its own. Two texts may fall on the same number, for 10 million texts with a chance of
 *   0.6 %; so 32 bits more of the cipher go with it as a check number, by which textKeys.ts tells them apart.
 *
 * The two ranges are apart, so that a person never meets a text. Same key and same input give the same number in every
 * register, year and process, in any order. What is not known is the key: without it nothing leads back.
 */

/** Bits of the counted personal number; 300 years x 372 days x 2 kinds x 1 000 numbers is below 2^28. */
const HALF_BITS = 14;
const HALF = 1 << HALF_BITS;
const PERSONS = HALF * HALF;
const ROUNDS = 10;
const BLOCK = 16;
/** Longest text that goes into one block, beside its length. */
const SHORT = BLOCK - 1;
const HIGHEST_32 = 4_294_967_296;
/** Bytes 0 to 7 of a text's block are its pseudonym, the next four its check number. */
const CHECK_AT = 8;

export const PSEUDONYM_KEY_BYTES = 32;
export const HIGHEST_PERSON_PSEUDONYM = PERSONS;

/** A key of its own for each use, so that nothing learnt about one says anything about the other. */
const subkey = (secret: Uint8Array, use: string): Buffer => createHmac('sha256', secret).update(use).digest();

function encryptBlocks(key: Uint8Array, blocks: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return cipher.update(blocks);
}

/** The rounds' functions as tables: entry `round * HALF + half` is 14 bits. */
function roundTables(secret: Uint8Array): Uint16Array {
  const blocks = Buffer.alloc(ROUNDS * HALF * BLOCK);
  for (let round = 0; round < ROUNDS; round += 1)
    for (let half = 0; half < HALF; half += 1) {
      const at = (round * HALF + half) * BLOCK;
      blocks[at] = round;
      blocks.writeUInt16LE(half, at + 1);
    }
  const key = subkey(secret, 'person');
  const out = encryptBlocks(key, blocks);
  key.fill(0);
  return Uint16Array.from({ length: ROUNDS * HALF }, (_, i) => out.readUInt16LE(i * BLOCK) & (HALF - 1));
}

/** The place of a valid personal number in the counting of all that can be, 0..223 199 999. */
export function personalRank(twelve: number): number {
  const date = Math.floor(twelve / 10_000);
  const written = date % 100;
  const coordination = written > 60 ? 1 : 0;
  const day = written - 60 * coordination;
  const days = (Math.floor(date / 10_000) - 1800) * 372 + ((Math.floor(date / 100) % 100) - 1) * 31 + (day - 1);
  return (days * 2 + coordination) * 1000 + (Math.floor(twelve / 10) % 1000);
}

export interface PseudonymCounts {
  /** Values that were valid personal or coordination numbers. */
  persons: number;
  /** Other texts, for instance numbers with a wrong check digit. */
  texts: number;
}

/** Where texts stand among values, and their check numbers; empty where every value was a person. */
export interface TextChecks {
  readonly rows: Int32Array<ArrayBuffer>;
  readonly checks: Uint32Array<ArrayBuffer>;
}

const TEXT_BITS = 53;

/**
 * Makes pseudonyms with one key. `year`: the register's, which says what century two digits of a year belong to.
 * Holds what is derived from the key, not the key of the project.
 */
export class Pseudonymiser {
  readonly counts: PseudonymCounts = { persons: 0, texts: 0 };
  readonly #tables: Uint16Array;
  readonly #textKey: Buffer;
  readonly #longTextKey: Buffer;
  readonly #reader: PersonalNumberReader;
  #waiting = Buffer.alloc(BLOCK * 1024);
  #places: number[] = [];
  readonly #textBits: number;
  #rows: number[] = [];
  #checks: number[] = [];

  /** `textBits`: of a text's pseudonym; fewer than 53 only in tests, where texts are to meet. */
  constructor(secret: Uint8Array, year: number, textBits = TEXT_BITS) {
    if (secret.length !== PSEUDONYM_KEY_BYTES) throw new RangeError('The key of the pseudonyms has 32 bytes');
    this.#tables = roundTables(secret);
    this.#textKey = subkey(secret, 'text');
    this.#longTextKey = subkey(secret, 'long text');
    this.#reader = new PersonalNumberReader(year);
    this.#textBits = textBits;
  }

  /** The pseudonym of a valid personal number YYYYMMDDNNNC, 1..2^28. */
  person(twelve: number): number {
    const rank = personalRank(twelve);
    let left = rank >>> HALF_BITS;
    let right = rank & (HALF - 1);
    const tables = this.#tables;
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = left ^ (tables[round * HALF + right] as number);
      left = right;
      right = next;
    }
    return left * HALF + right + 1;
  }

  /**
   * Puts the pseudonym of bytes[from..to), UTF-8 without blanks around it and not empty, into values[at]; that of a text
   * only at the next `flush`, since texts are encrypted many at a time.
   */
  put(bytes: Uint8Array, from: number, to: number, values: Float64Array, at: number): void {
    const reader = this.#reader;
    if (reader.read(bytes, from, to)) {
      this.counts.persons += 1;
      values[at] = this.person(reader.twelve);
      return;
    }
    this.counts.texts += 1;
    const slot = this.#places.length * BLOCK;
    if (slot === this.#waiting.length) this.#waiting = Buffer.concat([this.#waiting, Buffer.alloc(slot)]);
    // A number with a wrong date or check digit is one and the same in all its forms, too.
    const text = reader.wrong ? Buffer.from(String(reader.twelve)) : normalised(bytes.subarray(from, to));
    this.#waiting.fill(0, slot, slot + BLOCK);
    if (text.length <= SHORT) {
      this.#waiting[slot] = text.length;
      this.#waiting.set(text, slot + 1);
    } else {
      this.#waiting.set(createHmac('sha256', this.#longTextKey).update(text).digest().subarray(0, SHORT), slot + 1);
      this.#waiting[slot] = 0xff;
    }
    this.#places.push(at);
  }

  /** Writes the pseudonyms of the texts that wait, as they are before `TextKeys` has settled them. */
  flush(values: Float64Array): void {
    if (this.#places.length === 0) return;
    const out = encryptBlocks(this.#textKey, this.#waiting.subarray(0, this.#places.length * BLOCK));
    for (const [i, at] of this.#places.entries()) {
      values[at] = textPseudonym(out, i * BLOCK, this.#textBits);
      this.#rows.push(at);
      this.#checks.push(out.readUInt32LE(i * BLOCK + CHECK_AT));
    }
    this.#waiting.fill(0, 0, this.#places.length * BLOCK);
    this.#places = [];
  }

  /** Where the texts stand that have been written since it was last asked. */
  takeChecks(): TextChecks {
    const taken = { rows: Int32Array.from(this.#rows), checks: Uint32Array.from(this.#checks) };
    this.#rows = [];
    this.#checks = [];
    return taken;
  }

  /** The pseudonym of one text, for few of them. */
  of(text: string): number {
    const values = new Float64Array(1);
    const bytes = Buffer.from(text.trim());
    this.put(bytes, 0, bytes.length, values, 0);
    this.flush(values);
    this.takeChecks();
    return values[0] as number;
  }
}

/** 53 bits of a block, folded into the range above the persons' (a chance of 2^-25 to be folded). */
function textPseudonym(block: Buffer, at: number, textBits: number): number {
  const bits = (block.readUInt32LE(at + 4) >>> 11) * HIGHEST_32 + block.readUInt32LE(at);
  if (textBits < TEXT_BITS) return PERSONS + 1 + (bits % 2 ** textBits);
  return bits > PERSONS ? bits : Number.MAX_SAFE_INTEGER - bits;
}

const decoder = new TextDecoder('utf-8');

/** Letters beyond ASCII in one form, since å can be written as one or two code points. */
function normalised(bytes: Uint8Array): Uint8Array {
  for (const byte of bytes) if (byte > 0x7f) return Buffer.from(decoder.decode(bytes).normalize('NFC'));
  return bytes;
}
