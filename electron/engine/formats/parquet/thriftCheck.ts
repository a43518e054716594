/*
 * Headers of Parquet are written in Thrift's compact protocol, where lists and texts say their length first. The reader
 * makes lists as long as they say, so what they say is checked here against the bytes that are there: every element
 * takes at least one.
 */

const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I32 = 5;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
const LONGEST_VARINT = 10;
const DEEPEST = 32;
const MANY = 15;

/** Bytes end in the middle of a structure: there are too few of them, or it is damaged. */
export class EndsEarly extends RangeError {}

class Walker {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  /** Goes over a structure; the position after it. */
  structure(depth: number): number {
    if (depth > DEEPEST) throw new RangeError('structures in structures');
    for (;;) {
      const header = this.#byte();
      const type = header & 0x0f;
      if (type === STOP) return this.#at;
      if (header < 0x10) this.#varint();
      this.#element(type, depth);
    }
  }

  #element(type: number, depth: number): void {
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) this.#byte();
    else if (type === I16 || type === I32 || type === I64) this.#varint();
    else if (type === DOUBLE) this.#skip(8);
    else if (type === BINARY) this.#skip(this.#varint());
    else if (type === LIST) this.#list(depth);
    else if (type === STRUCT) this.structure(depth + 1);
    else throw new RangeError('type of a field');
  }

  #list(depth: number): void {
    if (depth > DEEPEST) throw new RangeError('lists in lists');
    const header = this.#byte();
    const type = header & 0x0f;
    const length = header >> 4 === MANY ? this.#varint() : header >> 4;
    if (length > this.#bytes.length - this.#at) throw new EndsEarly('elements of a list');
    for (let i = 0; i < length; i += 1) this.#element(type === TRUE || type === FALSE ? BYTE : type, depth + 1);
  }

  #byte(): number {
    if (this.#at >= this.#bytes.length) throw new EndsEarly('a structure');
    const byte = this.#bytes[this.#at] as number;
    this.#at += 1;
    return byte;
  }

  #skip(bytes: number): void {
    if (bytes > this.#bytes.length - this.#at) throw new EndsEarly('a text');
    this.#at += bytes;
  }

  #varint(): number {
    let value = 0;
    for (let i = 0, unit = 1; i < LONGEST_VARINT; i += 1, unit *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number');
  }
}

/**
 * Goes over the structure that begins at bytes[from]; the position after it.
 * @throws EndsEarly when it does not end in these bytes, RangeError when it is none
 */
export const endOfThrift = (bytes: Uint8Array, from = 0): number => new Walker(bytes, from).structure(0);
