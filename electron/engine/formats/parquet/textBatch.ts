import type { RowBatch } from '../../delimited/tokeniser.ts';
import type { ParquetKind } from './parquetText.ts';
import { textOf } from './parquetText.ts';

export const BATCH_ROWS = 8192;
const MOST_POOLED = 65_536;
const LONGEST = 65_536;

/**
 * Puts values of one column into a batch of fields, as the tokeniser makes them of a delimited file, so that they go by the
 * same rules. A text that comes again points at the same bytes.
 */
export class TextBatch {
  #bytes = Buffer.alloc(1_048_576);
  #used = 0;
  readonly #starts = new Int32Array(BATCH_ROWS);
  readonly #ends = new Int32Array(BATCH_ROWS);
  readonly #lines = new Int32Array(BATCH_ROWS);
  readonly #places = new Map<string, number>();
  readonly #kind: ParquetKind;
  readonly #scale: number;

  constructor(kind: ParquetKind, scale: number) {
    this.#kind = kind;
    this.#scale = scale;
  }

  /** The batch of values[from..to), at most BATCH_ROWS of them; `firstLine`: the number of the first row. */
  of(values: ArrayLike<unknown>, from: number, to: number, firstLine: number): RowBatch {
    const rows = to - from;
    this.#used = 0;
    this.#places.clear();
    for (let row = 0; row < rows; row += 1) {
      const value = values[from + row];
      this.#lines[row] = firstLine + row;
      if (value === null || value === undefined) {
        this.#starts[row] = 0;
        this.#ends[row] = 0;
      } else if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2_147_483_647)
        this.#putDigits(row, value);
      else this.#putText(row, textOf(value, this.#kind, this.#scale));
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

  #putText(row: number, text: string): void {
    const known = this.#places.get(text);
    if (known !== undefined) {
      this.#starts[row] = this.#starts[known] as number;
      this.#ends[row] = this.#ends[known] as number;
      return;
    }
    this.#room(text.length * 3);
    const start = this.#used;
    this.#used += this.#bytes.write(text.length > LONGEST ? text.slice(0, LONGEST) : text, start, 'utf8');
    this.#starts[row] = start;
    this.#ends[row] = this.#used;
    if (this.#places.size < MOST_POOLED) this.#places.set(text, row);
  }

  #room(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const larger = Buffer.alloc((this.#used + bytes) * 2);
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}
