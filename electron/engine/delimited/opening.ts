import { DataError } from '../../../shared/errors/errors.ts';
import { type Dialect, type DialectOverrides, guessDialect } from './dialect.ts';
import {
  byteOrderMark,
  detectEncoding,
  type Encoding,
  isAsciiBytes,
  transcoder,
  unmarkedUtf16,
  wholeUtf8End,
} from './encoding.ts';
import { faultError, lineEndAt } from './faults.ts';
import { checkHeader } from './header.ts';
import type { Limits } from './limits.ts';
import { type Newline, type RowBatch, Tokeniser } from './tokeniser.ts';

const decoder = new TextDecoder('utf-8');

/** The fields of row `row` as texts. */
export function rowTexts(batch: RowBatch, row: number): string[] {
  const fields: string[] = [];
  for (let i = row * batch.columns; i < (row + 1) * batch.columns; i += 1)
    fields.push(decoder.decode(batch.bytes.subarray(batch.starts[i], batch.ends[i])));
  return fields;
}

/** Files that people hand over by mistake: pictures, archives, spreadsheets, databases. */
function looksBinary(head: Uint8Array, encoding: Encoding): boolean {
  const startsWith = (...magic: number[]): boolean => magic.every((byte, i) => head[i] === byte);
  if (startsWith(0x50, 0x4b, 0x03, 0x04) || startsWith(0xd0, 0xcf, 0x11, 0xe0) || startsWith(0x25, 0x50, 0x44, 0x46))
    return true;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return false;
  const sample = head.subarray(0, 65_536);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls > sample.length / 100;
}

export interface OpenedText {
  readonly dialect: Dialect;
  /** Bytes of the mark at the very start, to be left out. */
  readonly mark: number;
}

/**
 * Finds out how a file is written from its first decompressed bytes. `complete`: they are all of it. A file declared
 * Windows-1252 that holds valid UTF-8 letters is refused: read as declared it would give "Ã¥" for "å" without a word.
 */
export function openText(
  file: string,
  head: Uint8Array,
  complete: boolean,
  gzip: boolean,
  overrides: DialectOverrides,
): OpenedText {
  if (head.length === 0) throw new DataError({ file }, 'delimited.emptyFile');
  const found = detectEncoding(head, complete);
  const encoding = overrides.encoding ?? found.encoding;
  if ((encoding === 'windows-1252' || encoding === 'iso-8859-1') && found.encoding === 'utf-8' && !isAsciiBytes(head))
    throw new DataError({ file }, 'delimited.declaredWindowsIsUtf8');
  const marked = byteOrderMark(head);
  if (marked !== undefined && marked.encoding !== encoding)
    throw new DataError({ file }, 'delimited.markContradicts', { encoding, found: marked.encoding });
  const wide = marked === undefined && !encoding.startsWith('utf-16') ? unmarkedUtf16(head) : undefined;
  if (wide !== undefined) throw new DataError({ file }, 'delimited.looksUtf16', { encoding, found: wide });
  // After the mark: UTF-16 read as something else is full of zeros, and the mark says better what is wrong.
  if (looksBinary(head, encoding)) throw new DataError({ file }, 'delimited.binaryFile');
  const mark = marked?.mark ?? 0;
  const sampleBytes = head.subarray(mark, Math.min(head.length, mark + 262_144));
  const sampled = transcoder(encoding)(sampleBytes, false);
  const bytes = 'bytes' in sampled ? sampled.bytes : sampleBytes;
  const sample = decoder.decode(bytes.subarray(0, wholeUtf8End(bytes)));
  const whole = complete && sampleBytes.length === head.length - mark;
  return { dialect: guessDialect(sample, whole, { ...overrides, encoding, gzip }), mark };
}

/** The sign that ends lines; `mixed` for files that have several of them. */
export const newlineOf = ({ lineEnd }: Dialect): Newline =>
  lineEnd === 'mixed' ? 'mixed' : lineEnd === 'cr' ? '\r' : '\n';

export interface Header {
  readonly names: readonly string[];
  readonly tokeniser: Tokeniser;
  readonly consumed: number;
}

/** Bytes before the line `headerLine`: titles above the header row. */
function titlesEnd(bytes: Uint8Array, length: number, headerLine: number, newline: Newline): number {
  let at = 0;
  for (let line = 1; line < headerLine; line += 1) {
    const end = lineEndAt(bytes, at, length, newline);
    if (end < 0) return length;
    at = end;
  }
  return at;
}

/** Names of columns that the file does not name. */
export const numberedNames = (columns: number): readonly string[] =>
  Array.from({ length: columns }, (_, i) => `K${String(i + 1)}`);

/**
 * Reads the header row, if there is one, on the first line of `bytes` unless the dialect says another, and prepares the tokeniser for the
 * rows after it.
 */
export function readHeader(
  file: string,
  whole: Uint8Array,
  wholeLength: number,
  last: boolean,
  dialect: Dialect,
  limits: Limits,
): Header {
  const newline = newlineOf(dialect);
  const line = dialect.headerLine;
  const skipped = titlesEnd(whole, wholeLength, line, newline);
  const bytes = whole.subarray(skipped, wholeLength);
  const length = wholeLength - skipped;
  // Read as one column, a header of several is a ragged record that says how many it has.
  const counted = new Tokeniser(1, dialect.delimiter, newline, limits, dialect.quote).read(bytes, length, last, 1);
  const fault = counted.faults[0];
  if (fault !== undefined && fault.kind !== 'ragged') throw faultError(file, { ...fault, line }, [], limits);
  if (fault === undefined && counted.rows === 0)
    throw new DataError({ file, line }, 'delimited.recordTooLong', { limit: limits.recordBytes });
  const columns = fault === undefined ? 1 : fault.found;
  if (columns > limits.columns)
    throw new DataError({ file, line }, 'delimited.tooManyColumns', { limit: limits.columns });
  const tokeniser = new Tokeniser(columns, dialect.delimiter, newline, limits, dialect.quote);
  if (!dialect.header) {
    tokeniser.line = line;
    return { names: numberedNames(columns), tokeniser, consumed: skipped };
  }
  const batch = columns === 1 ? counted : tokeniser.read(bytes, length, last, 1);
  const texts = rowTexts(batch, 0);
  if (texts.every((text) => text.trim() === '')) throw new DataError({ file, line }, 'delimited.noHeader');
  tokeniser.line = columns === 1 ? line + 1 : tokeniser.line + line - 1;
  return { names: checkHeader(file, line, texts, limits), tokeniser, consumed: skipped + batch.consumed };
}
