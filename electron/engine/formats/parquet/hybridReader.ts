const WIDEST = 32;
/** Up to this width a value lies within four bytes, wherever in a byte it begins. */
const WITHIN_FOUR = 24;
const LONGEST_VARINT = 5;

/**
 * Reads whole numbers in the hybrid of runs and packed bits in which Parquet writes levels, positions in a dictionary
 * and truth values (Apache Parquet, "Encodings", RLE = 3). Only as many values are
 * made as are asked for: a run costs what is read of it, however long it says it is.
 */
export class HybridReader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;
  readonly #width: number;
  /** Values left of the present run. */
  #left = 0;
  /** The value that the run repeats; undefined where bits are packed. */
  #repeated: number | undefined;
  /** Bits of the byte at #at that have been read, where bits are packed. */
  #bit = 0;

  /** The numbers of `width` bits each in bytes[from..to). */
  constructor(bytes: Uint8Array, from: number, to: number, width: number) {
    if (!(from >= 0 && from <= to && to <= bytes.length)) throw new RangeError('place of numbers');
    if (!(width >= 0 && width <= WIDEST)) throw new RangeError('width of numbers');
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
    this.#width = width;
  }

  /** Bits packed without runs, as plain truth values are. */
  static packed(bytes: Uint8Array, from: number, to: number, width: number): HybridReader {
    const reader = new HybridReader(bytes, from, to, width);
    reader.#left = Number.MAX_SAFE_INTEGER;
    return reader;
  }

  /** Puts the next `count` numbers into `into`, from its beginning. @throws RangeError when there are not as many */
  read(into: Int32Array, count: number): void {
    for (let done = 0; done < count;) {
      if (this.#left === 0) this.#nextRun();
      const taken = Math.min(count - done, this.#left);
      if (this.#repeated === undefined) this.#unpack(into, done, done + taken);
      else into.fill(this.#repeated, done, done + taken);
      this.#left -= taken;
      done += taken;
    }
  }

  #nextRun(): void {
    if (this.#bit > 0) {
      this.#at += 1;
      this.#bit = 0;
    }
    // Numbers of no width are all nought, and some writers leave out what would say so.
    if (this.#width === 0) {
      this.#repeated = 0;
      this.#left = Number.MAX_SAFE_INTEGER;
      return;
    }
    const header = this.#varint();
    const length = Math.floor(header / 2);
    if (length === 0) throw new RangeError('a run of nothing');
    if (header % 2 === 1) {
      this.#repeated = undefined;
      this.#left = length * 8;
      return;
    }
    let value = 0;
    for (let shift = 0; shift < this.#width; shift += 8) value |= this.#byte() << shift;
    this.#repeated = value;
    this.#left = length;
  }

  #varint(): number {
    let value = 0;
    for (let i = 0, unit = 1; i < LONGEST_VARINT; i += 1, unit *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
    throw new RangeError('length of a run');
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new RangeError('numbers end early');
    const byte = this.#bytes[this.#at] as number;
    this.#at += 1;
    return byte;
  }

  #unpack(into: Int32Array, from: number, to: number): void {
    const width = this.#width;
    const bytes = this.#bytes;
    const firstBit = this.#at * 8 + this.#bit;
    const lastBit = firstBit + (to - from) * width;
    if (lastBit > this.#end * 8) throw new RangeError('numbers end early');
    let bit = firstBit;
    if (width <= WITHIN_FOUR) {
      const mask = (1 << width) - 1;
      for (let i = from; i < to; i += 1, bit += width) {
        const at = Math.floor(bit / 8);
        // Bytes beyond the array are undefined and count as nought; they hold none of the value's bits.
        const four =
          (bytes[at] as number) |
          ((bytes[at + 1] as number) << 8) |
          ((bytes[at + 2] as number) << 16) |
          ((bytes[at + 3] as number) << 24);
        into[i] = (four >>> (bit % 8)) & mask;
      }
    } else
      for (let i = from; i < to; i += 1) {
        let value = 0;
        for (let got = 0; got < width; got += 1, bit += 1)
          value |= (((bytes[Math.floor(bit / 8)] as number) >>> (bit % 8)) & 1) << got;
        into[i] = value;
      }
    this.#at = Math.floor(lastBit / 8);
    this.#bit = lastBit % 8;
  }
}
