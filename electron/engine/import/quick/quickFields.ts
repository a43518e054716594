import type { RecordFinder, RowBatch } from '../../delimited/tokeniser.ts';
import { moduleBytes } from '../../../../shared/webassembly/module.ts';
import { CodeTable, type Pool } from './codeTable.ts';
import { codesCode } from './codes.ts';
import { DECIMALS, INTEGERS, KEYS } from './numbers.ts';
import { recordsCode } from './records.ts';
import { POSITION, TABLES_END, writeTables } from './tables.ts';

/*
 * The quick way from bytes to columns: loops in WebAssembly, which take sixteen bytes at a time, over the records and fields that nearly
 * all are. Each leaves what it does not know for sure (quotes, blanks around, other forms of numbers, what breaks a rule, a
 * text seen for the first time) to the code in TypeScript, which has the rules. So the result is the same with and without it.
 */

const PAGE = 65_536;
const WORD = 4;
const WIDEST = 8;
/** What a loop may read before and after the text. */
const MARGIN = 64;
/** For the tables of codes of all columns; most registers take a tenth. */
const POOL_BYTES = 4_194_304;
const FIRST_TEXT = 4_456_448;

const FUNCTIONS = [recordsCode, INTEGERS, KEYS, DECIMALS, codesCode];
let compiled: WebAssembly.Module | undefined;

type Called = (...parameters: readonly number[]) => number;

/** Limits of the numbers of a column. */
export interface QuickNumbers {
  readonly lowest: number;
  readonly highest: number;
  /** True where a field may be empty: then the value is missing. */
  readonly mayBeEmpty: boolean;
}

const upTo = (address: number, multiple: number): number => Math.ceil(address / multiple) * multiple;

/** The memory that the text of one slab, its fields and the values of one column lie in, and what works on it. */
export class QuickFields implements RecordFinder {
  readonly mostRows: number;
  readonly #columns: number;
  readonly #memory: WebAssembly.Memory;
  readonly #functions: Readonly<Record<string, Called>>;
  readonly #startsAt = upTo(TABLES_END, WIDEST);
  readonly #endsAt: number;
  readonly #outAt: number;
  readonly #leftAt: number;
  readonly #poolEnd: number;
  readonly #textAt: number;
  #poolAt: number;
  #view: DataView;
  starts: Int32Array;
  ends: Int32Array;

  /** `columns`: of the file; `mostRows`: that are found at a time. */
  constructor(columns: number, mostRows: number) {
    this.mostRows = mostRows;
    this.#columns = columns;
    const fields = (columns * mostRows + 1) * WORD;
    this.#endsAt = this.#startsAt + fields;
    this.#outAt = upTo(this.#endsAt + fields, WIDEST);
    this.#leftAt = this.#outAt + mostRows * WIDEST;
    this.#poolAt = upTo(this.#leftAt + mostRows * WORD, MARGIN);
    this.#poolEnd = this.#poolAt + POOL_BYTES;
    this.#textAt = this.#poolEnd + MARGIN;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil((this.#textAt + FIRST_TEXT) / PAGE) });
    compiled ??= new WebAssembly.Module(moduleBytes(FUNCTIONS));
    const instance = new WebAssembly.Instance(compiled, { memory: { it: this.#memory } });
    this.#functions = instance.exports as Readonly<Record<string, Called>>;
    writeTables(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
    this.starts = new Int32Array(0);
    this.ends = new Int32Array(0);
    this.#seeMemory();
  }

  /** A copy of bytes[0..length) that the quick loops can work on; valid until the next one. */
  hold(bytes: Uint8Array, length: number): Uint8Array {
    const missing = this.#textAt + length + MARGIN - this.#memory.buffer.byteLength;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE));
      this.#seeMemory();
    }
    const text = new Uint8Array(this.#memory.buffer, this.#textAt, length);
    text.set(bytes.subarray(0, length));
    return text;
  }

  /** See RecordFinder; `text` is a part of what is held. */
  find(
    text: Uint8Array,
    from: number,
    length: number,
    row: number,
    most: number,
    delimiter: number,
    newline: number,
    quote: number,
    longest: number,
  ): number {
    this.#view.setInt32(POSITION, from, true);
    const skipped = row * this.#columns * WORD;
    return this.#call('records', [
      text.byteOffset,
      POSITION,
      length,
      this.#columns,
      delimiter,
      newline,
      // No text holds a zero byte.
      Math.max(0, quote),
      this.#startsAt + skipped,
      this.#endsAt + skipped,
      Math.min(most, this.mostRows - row),
      longest,
    ]);
  }

  get position(): number {
    return this.#view.getInt32(POSITION, true);
  }

  /** Reads whole numbers into values[at..]; gives the rows that are left to be read. */
  integers(batch: RowBatch, field: number, values: Int32Array, at: number, numbers: QuickNumbers): Int32Array {
    const left = this.#numbers('integers', batch, field, numbers, 0);
    values.set(new Int32Array(this.#memory.buffer, this.#outAt, batch.rows), at);
    return left;
  }

  /** The same for keys. */
  keys(batch: RowBatch, field: number, values: Float64Array, at: number, numbers: QuickNumbers): Int32Array {
    const left = this.#numbers('keys', batch, field, numbers, 0);
    values.set(new Float64Array(this.#memory.buffer, this.#outAt, batch.rows), at);
    return left;
  }

  /** The same for decimal numbers; `sign`: the decimal sign. */
  decimals(
    batch: RowBatch,
    field: number,
    values: Float64Array,
    at: number,
    numbers: QuickNumbers,
    sign: ',' | '.',
  ): Int32Array {
    const left = this.#numbers('decimals', batch, field, numbers, sign.charCodeAt(0) - '0'.charCodeAt(0));
    values.set(new Float64Array(this.#memory.buffer, this.#outAt, batch.rows), at);
    return left;
  }

  /** A table for a column of codes, if there is room for one. */
  codeTable(): CodeTable | undefined {
    const table = new CodeTable(() => this.#pool);
    return table.mask < 0 ? undefined : table;
  }

  /** Reads codes that the table has of the rows from `first` on into values[at + row]; gives the rows that are left. */
  codes(
    batch: RowBatch,
    field: number,
    values: Uint32Array,
    at: number,
    table: CodeTable,
    mayBeEmpty: boolean,
    first: number,
  ): Int32Array {
    const left = this.#column('codes', batch, field, mayBeEmpty, [table.address, table.mask], first);
    values.set(new Uint32Array(this.#memory.buffer, this.#outAt, batch.rows - first), at + first);
    return left;
  }

  #numbers(
    name: string,
    batch: RowBatch,
    field: number,
    { lowest, highest, mayBeEmpty }: QuickNumbers,
    sign: number,
  ): Int32Array {
    return this.#column(name, batch, field, mayBeEmpty, [lowest, highest, sign]);
  }

  #column(
    name: string,
    batch: RowBatch,
    field: number,
    mayBeEmpty: boolean,
    rest: readonly number[],
    first = 0,
  ): Int32Array {
    const skipped = (first * this.#columns + field) * WORD;
    const count = this.#call(name, [
      batch.bytes.byteOffset,
      this.#startsAt + skipped,
      this.#endsAt + skipped,
      this.#columns * WORD,
      first,
      batch.rows,
      this.#outAt,
      this.#leftAt,
      mayBeEmpty ? 1 : 0,
      ...rest,
    ]);
    return new Int32Array(this.#memory.buffer, this.#leftAt, count);
  }

  #call(name: string, parameters: readonly number[]): number {
    return (this.#functions[name] as Called)(...parameters);
  }

  get #pool(): Pool {
    return {
      view: this.#view,
      take: (bytes) => {
        if (this.#poolAt + bytes > this.#poolEnd) return undefined;
        const address = this.#poolAt;
        this.#poolAt += bytes;
        return address;
      },
    };
  }

  /** Makes views of the memory, which do not outlast its growing. */
  #seeMemory(): void {
    const { buffer } = this.#memory;
    const fields = this.#columns * this.mostRows + 1;
    this.#view = new DataView(buffer);
    this.starts = new Int32Array(buffer, this.#startsAt, fields);
    this.ends = new Int32Array(buffer, this.#endsAt, fields);
  }
}
