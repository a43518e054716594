import type { RowBatch } from '../../delimited/tokeniser.ts';
import type { ParquetKind } from './parquetText.ts';
import { textOf } from './parquetText.ts';
import { Word } from './word.ts';

export const BATCH_ROWS = 8192;
const LONGEST = 65_536;
const FIRST_BYTES = 1_048_576;

/**
 * Puts values of a column into a batch of fields, as the tokeniser makes them of a delimited file, so that they go by the
 * same rules. A word that comes again points at the same bytes. One will do for all columns: a batch is valid until the
 * next one.
 */
export class TextBatch {
  #bytes = Buffer.alloc(FIRST_BYTES);
  #used = 0;
  #serial = 0;
  readonly #starts = new Int32Array(BATCH_ROWS);
  readonly #ends = new Int32Array(BATCH_ROWS);
  readonly #lines = new Int32Array(BATCH_ROWS);

  /** The batch of values[0..rows), at most BATCH_ROWS of them; `firstLine`: the number of the first row. */
  of(values: ArrayLike<unknown>, rows: number, firstLine: number, kind: ParquetKind, scale: number): RowBatch {
    this.#used = 0;
    this.#serial += 1;
    for (let row = 0; row < rows; row += 1) {
      const value = values[row];
      this.#lines[row] = firstLine + row;
      if (value === null || value === undefined) {
        this.#starts[row] = 0;
        this.#ends[row] = 0;
      } else if (value instanceof Word) this.#putWord(row, value);
      else if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER)
        this.#putDigits(row, value);
      else if (typeof value === 'bigint' && value >= 0n && value <= Number.MAX_SAFE_INTEGER)
        this.#putDigits(row, Number(value));
      else this.#putText(row, textOf(value, kind, scale));
    }
    return {
      bytes: this.#bytes,
      rows,
      columns: 1,
      starts: this.#starts,
      ends: this.#ends,
      lines: this.#lines,
      faults: [],
      blanks: [],
      consumed: this.#used,
    };
  }

  #putWord(row: number, word: Word): void {
    if (word.batch !== this.#serial) {
      this.#putText(row, word.text);
      word.batch = this.#serial;
      word.start = this.#starts[row] as number;
      word.end = this.#ends[row] as number;
    } else {
      this.#starts[row] = word.start;
      this.#ends[row] = word.end;
    }
  }

  #putDigits(row: number, value: number): void {
    this.#room(16);
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits += 1;
    const start = this.#used;
    let rest = value;
    for (let at = start + digits - 1; at >= start; at -= 1) {
      this.#bytes[at] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#used = start + digits;
    this.#starts[row] = start;
    this.#ends[row] = this.#used;
  }

  #putText(row: number, whole: string): void {
    const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
    this.#room(text.length * 3);
    const start = this.#used;
    this.#used += this.#bytes.write(text, start, 'utf8');
    this.#starts[row] = start;
    this.#ends[row] = this.#used;
  }

  #room(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const larger = Buffer.alloc((this.#used + bytes) * 2);
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}
