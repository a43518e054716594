import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

const CHUNK = 1 << 20;
/** Longest row: every field is short, so this is ample. */
const ROOM = 2048;
const SEMICOLON = 59;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;

/**
 * A semicolon-separated file that is written row by row without making strings: fields are appended one after the other,
 * each followed by a semicolon that the row's end takes back. Counts and hashes what it writes.
 */
export class RowFile {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  readonly #end: string;
  readonly #buffer = Buffer.allocUnsafe(CHUNK);
  #at = 0;
  #bytes = 0;
  rows = 0;

  constructor(path: string, options: { readonly end?: '\n' | '\r\n'; readonly mark?: boolean } = {}) {
    this.#file = openSync(path, 'wx');
    this.#end = options.end ?? '\n';
    if (options.mark === true) this.#at += this.#buffer.write('\uFEFF', 0, 'utf8');
  }

  header(columns: readonly string[]): void {
    for (const column of columns) this.text(column);
    this.endRow();
    this.rows = 0;
  }

  /** Text without semicolon, quote or line break. */
  text(value: string, encoding: 'utf8' | 'latin1' = 'utf8'): void {
    this.#at += this.#buffer.write(value, this.#at, encoding);
    this.#buffer[this.#at++] = SEMICOLON;
  }

  bytes(value: Uint8Array): void {
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
    this.#buffer[this.#at++] = SEMICOLON;
  }

  empty(): void {
    this.#buffer[this.#at++] = SEMICOLON;
  }

  integer(value: number): void {
    this.#digits(value);
    this.#buffer[this.#at++] = SEMICOLON;
  }

  /** A number given in tenths, written with a decimal comma. */
  tenths(value: number): void {
    let whole = value;
    if (whole < 0) {
      this.#buffer[this.#at++] = MINUS;
      whole = -whole;
    }
    this.#digits((whole - (whole % 10)) / 10);
    this.#buffer[this.#at++] = COMMA;
    this.#buffer[this.#at++] = ZERO + (whole % 10);
    this.#buffer[this.#at++] = SEMICOLON;
  }

  endRow(): void {
    this.#at -= 1;
    for (let i = 0; i < this.#end.length; i += 1) this.#buffer[this.#at++] = this.#end.charCodeAt(i);
    this.rows += 1;
    if (this.#at > CHUNK - ROOM) this.#flush();
  }

  #digits(value: number): void {
    let length = 1;
    for (let limit = 10; value >= limit; limit *= 10) length += 1;
    let rest = value;
    for (let i = this.#at + length - 1; i >= this.#at; i -= 1) {
      const digit = rest % 10;
      this.#buffer[i] = ZERO + digit;
      rest = (rest - digit) / 10;
    }
    this.#at += length;
  }

  #flush(): void {
    const part = this.#buffer.subarray(0, this.#at);
    this.#hash.update(part);
    for (let done = 0; done < part.length;) done += writeSync(this.#file, part, done);
    this.#bytes += this.#at;
    this.#at = 0;
  }

  /** Writes what is left and closes; gives the size and the hash. */
  close(): { readonly bytes: number; readonly sha256: string } {
    this.#flush();
    fsyncSync(this.#file);
    closeSync(this.#file);
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Closes without caring, when the work is given up. */
  abandon(): void {
    try {
      closeSync(this.#file);
    } catch {
      // already closed
    }
  }
}
