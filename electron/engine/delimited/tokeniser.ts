import type { Quote } from './dialect.ts';
import type { Limits } from './limits.ts';

/** What is wrong with a record; `column` counts from 0. */
export type RecordFault =
  | {
      readonly kind: 'ragged';
      readonly line: number;
      readonly found: number;
      /** Fields that are not empty. */
      readonly filled: number;
    }
  | { readonly kind: 'text-after-quote'; readonly line: number; readonly column: number }
  | { readonly kind: 'field-too-long'; readonly line: number; readonly column: number }
  | { readonly kind: 'record-too-long'; readonly line: number }
  | { readonly kind: 'unclosed-quote'; readonly line: number; readonly column: number };

/**
 * Records found in a block of UTF-8 bytes. Field c of row r lies in `bytes` from starts[r * columns + c] up to
 * ends[r * columns + c], quotes and their doubling already removed. Valid until the next call of `read`.
 */
export interface RowBatch {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Line of each row's first byte, counted from 1. */
  readonly lines: Int32Array;
  /** Records that are not rows; they are left out of the batch. */
  readonly faults: readonly RecordFault[];
  /** Empty lines between them, but only the first of several in a row; none in a file of one column. */
  readonly blanks: readonly number[];
  /** Bytes used; the rest is the beginning of a record that the next block goes on with. */
  readonly consumed: number;
}

/** `mixed`: a line feed, a carriage return, or both one after the other. */
export type Newline = '\n' | '\r' | 'mixed';

/** Finds plain records faster than the tokeniser does, in arrays of its own. */
export interface RecordFinder {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Rows for which the arrays have room. */
  readonly mostRows: number;
  /**
   * Writes where the fields lie of at most `most` records of text[from..length) from the given row on, as a RowBatch has them, and gives
   * their number; `position` is then where the next record begins. May stop before any record, and must before one that has a quote,
   * is blank, is longer than `longest`, is not ended, or has another number of fields.
   */
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
  ): number;
  readonly position: number;
}

const FEED = 0x0a;
const RETURN = 0x0d;
const NONE = -1;
const FIRST_ROWS = 4096;

/**
 * Reads a record without quotes that has just the right number of fields; gives the position of its line end, or -1
 * when it is not such a record. What has been written then is written over.
 */
function quickRecord(
  bytes: Uint8Array,
  length: number,
  recordStart: number,
  delimiter: number,
  newline: number,
  starts: Int32Array,
  ends: Int32Array,
  base: number,
  columns: number,
  quote: number,
): number {
  const last = base + columns - 1;
  let at = base;
  let from = recordStart;
  for (let i = recordStart; i < length; i += 1) {
    const byte = bytes[i];
    if (byte === delimiter) {
      if (at === last) return -1;
      starts[at] = from;
      ends[at] = i;
      at += 1;
      from = i + 1;
      if (bytes[from] === quote) return -1;
    } else if (byte === newline) {
      if (at !== last || i === recordStart) return -1;
      starts[at] = from;
      ends[at] = newline === FEED && i > from && bytes[i - 1] === RETURN ? i - 1 : i;
      return i;
    }
  }
  return -1;
}

/**
 * Splits delimited text into fields without making a string of any: one pass over the bytes that writes positions
 * into typed arrays. A field may be quoted as a whole; a quote inside an unquoted field is an ordinary character.
 * An empty line is not a record where there are two columns or more.
 */
export class Tokeniser {
  /** Line of the next byte that `read` has not consumed. */
  line = 1;
  readonly columns: number;
  readonly #delimiter: number;
  readonly #newline: number;
  /** A second sign that ends lines, or -1. */
  readonly #other: number;
  readonly #quote: number;
  readonly #limits: Limits;
  readonly #finder: RecordFinder | undefined;
  #starts: Int32Array;
  #ends: Int32Array;
  #lines: Int32Array;
  // Fields of the present record that hold doubled quotes, to be taken out once the record is known to be whole.
  readonly #doubled: number[] = [];

  /** With `finder`, `read` takes at most as many rows as that has room for. */
  constructor(
    columns: number,
    delimiter: string,
    newline: Newline,
    limits: Limits,
    quote: Quote = '"',
    finder?: RecordFinder,
  ) {
    this.columns = columns;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#newline = newline === '\r' ? RETURN : FEED;
    this.#other = newline === 'mixed' ? RETURN : NONE;
    this.#quote = quote === 'none' ? NONE : quote.charCodeAt(0);
    this.#limits = limits;
    this.#finder = finder;
    this.#starts = finder?.starts ?? new Int32Array(FIRST_ROWS * columns);
    this.#ends = finder?.ends ?? new Int32Array(FIRST_ROWS * columns);
    this.#lines = new Int32Array(finder?.mostRows ?? FIRST_ROWS);
  }

  /**
   * Reads the whole records of bytes[0..length). `last`: the file ends here, so that the record without a line end
   * is whole too. Changes the bytes where doubled quotes are taken out. Stops after `atMost` records.
   */
  read(bytes: Uint8Array, length: number, last: boolean, atMost = Number.POSITIVE_INFINITY): RowBatch {
    const most = Math.min(atMost, this.#finder?.mostRows ?? Number.POSITIVE_INFINITY);
    const delimiter = this.#delimiter;
    const newline = this.#newline;
    const other = this.#other;
    const quote = this.#quote;
    const columns = this.columns;
    const { fieldBytes, recordBytes } = this.#limits;
    const faults: RecordFault[] = [];
    const blanks: number[] = [];
    let afterBlank = false;
    const finder = other === NONE ? this.#finder : undefined;
    if (this.#finder !== undefined) {
      this.#starts = this.#finder.starts;
      this.#ends = this.#finder.ends;
    }
    let starts = this.#starts;
    let ends = this.#ends;
    let rows = 0;
    let base = 0;
    let at = 0;
    let line = this.line;
    let recordStart = 0;

    records: while (recordStart < length && rows + faults.length < most) {
      if (finder !== undefined) {
        const left = most - rows - faults.length;
        const found = finder.find(bytes, recordStart, length, rows, left, delimiter, newline, quote, fieldBytes);
        if (found > 0) {
          for (let i = 0; i < found; i += 1) this.#lines[rows + i] = line + i;
          rows += found;
          base += found * columns;
          line += found;
          afterBlank = false;
          recordStart = finder.position;
          continue;
        }
      }
      if (base + columns > starts.length) {
        this.#grow();
        starts = this.#starts;
        ends = this.#ends;
      }
      // Most records have no quotes, all their fields and a line end: one quick loop. Any other goes the long way.
      if (other === NONE && bytes[recordStart] !== quote) {
        const end = quickRecord(bytes, length, recordStart, delimiter, newline, starts, ends, base, columns, quote);
        if (end >= 0 && end - recordStart <= fieldBytes) {
          this.#lines[rows] = line;
          rows += 1;
          base += columns;
          line += 1;
          afterBlank = false;
          recordStart = end + 1;
          continue;
        }
      }
      let field = 0;
      let filled = 0;
      let breaks = 0;
      let fault: RecordFault | undefined;
      this.#doubled.length = 0;
      at = recordStart;
      for (;;) {
        let from = at;
        let to: number;
        if (at < length && bytes[at] === quote) {
          from = at + 1;
          let doubled = false;
          at = from;
          for (;;) {
            while (at < length && bytes[at] !== quote) {
              if (bytes[at] === newline || (bytes[at] === other && bytes[at + 1] !== FEED)) breaks += 1;
              at += 1;
            }
            if (at >= length || (at + 1 === length && !last)) {
              if (at - from > fieldBytes) fault ??= { kind: 'field-too-long', line, column: field };
              if (at - recordStart > recordBytes) fault ??= { kind: 'record-too-long', line };
              if (last || fault !== undefined) {
                faults.push(fault ?? { kind: 'unclosed-quote', line, column: field });
                recordStart = length;
              }
              break records;
            }
            if (at + 1 < length && bytes[at + 1] === quote) {
              doubled = true;
              at += 2;
            } else break;
          }
          to = at;
          at += 1;
          if (doubled && field < columns) this.#doubled.push(base + field);
          const after = at;
          while (at < length && bytes[at] !== delimiter && bytes[at] !== newline && bytes[at] !== other) at += 1;
          if (at > after && !(at === after + 1 && bytes[after] === RETURN && (at >= length || bytes[at] === newline)))
            fault ??= { kind: 'text-after-quote', line, column: field };
        } else {
          while (at < length) {
            const byte = bytes[at];
            if (byte === delimiter || byte === newline || byte === other) break;
            at += 1;
          }
          to = at;
          if (newline === FEED && to > from && bytes[to - 1] === RETURN && (at >= length || bytes[at] === FEED))
            to -= 1;
        }
        // A carriage return at the very end may be the first half of a pair.
        if ((at >= length || (bytes[at] === other && at + 1 === length)) && !last) {
          if (at - recordStart > recordBytes) {
            faults.push({ kind: 'record-too-long', line });
            recordStart = length;
          }
          break records;
        }
        if (to - from > fieldBytes) fault ??= { kind: 'field-too-long', line, column: field };
        if (to > from) filled += 1;
        if (field < columns) {
          starts[base + field] = from;
          ends[base + field] = to;
        }
        field += 1;
        if (at >= length || bytes[at] === newline) break;
        if (bytes[at] === other) {
          if (bytes[at + 1] === FEED) at += 1;
          break;
        }
        at += 1;
      }
      const empty = field === 1 && columns > 1 && ends[base] === starts[base] && fault === undefined;
      if (at - recordStart > recordBytes) fault ??= { kind: 'record-too-long', line };
      if (field !== columns && !empty) fault ??= { kind: 'ragged', line, found: field, filled };
      if (empty && !afterBlank) blanks.push(line);
      afterBlank = empty;
      if (fault !== undefined) faults.push(fault);
      else if (!empty) {
        if (this.#doubled.length > 0) this.#takeOutDoubled(bytes);
        this.#lines[rows] = line;
        rows += 1;
        base += columns;
      }
      line += 1 + breaks;
      recordStart = at + 1;
    }
    this.line = line;
    const consumed = Math.min(recordStart, length);
    return { bytes, rows, columns, starts, ends, lines: this.#lines, faults, blanks, consumed };
  }

  #grow(): void {
    const grown = (old: Int32Array): Int32Array => {
      const larger = new Int32Array(old.length * 2);
      larger.set(old);
      return larger;
    };
    this.#starts = grown(this.#starts);
    this.#ends = grown(this.#ends);
    this.#lines = grown(this.#lines);
  }

  #takeOutDoubled(bytes: Uint8Array): void {
    for (const index of this.#doubled) {
      const end = this.#ends[index] ?? 0;
      let write = this.#starts[index] ?? 0;
      for (let read = write; read < end; read += 1) {
        const byte = bytes[read] ?? 0;
        bytes[write] = byte;
        write += 1;
        if (byte === this.#quote) read += 1;
      }
      this.#ends[index] = write;
    }
  }
}
