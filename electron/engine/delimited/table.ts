import { DataError } from '../../../shared/errors/errors.ts';
import type { Dialect, DialectOverrides } from './dialect.ts';
import { invalidUtf8At, transcoder } from './encoding.ts';
import { countLineEnds, encodingError, faultError } from './faults.ts';
import { TABLE_LIMITS, type Limits } from './limits.ts';
import { parseNumber } from './numbers.ts';
import { newlineOf, openText, readHeader, rowTexts } from './opening.ts';
import { nameOf, wholeFile } from './source.ts';

/** A small delimited file, whole in memory as texts. */
export interface DelimitedTable {
  /** The file's name without its folder, as errors say it. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly dialect: Dialect;
  /** Line in the file, counted from 1, on which row `row` (from 0) begins. */
  lineOf(row: number): number;
}

/**
 * Reads a delimited file whole: for AREAS.csv, TABLE.csv and the like. Delimiter, encoding and decimal sign are found
 * out unless given. Throws DataError with file, line and column for everything that is wrong with the form.
 */
export function readDelimited(
  file: string,
  overrides: DialectOverrides = {},
  limits: Limits = TABLE_LIMITS,
): DelimitedTable {
  const name = nameOf(file);
  const whole = wholeFile(file, limits);
  const { dialect, mark } = openText(name, whole.bytes, true, whole.gzip, overrides);
  const newline = newlineOf(dialect);
  const raw = whole.bytes.subarray(mark);
  const transcoded = transcoder(dialect.encoding)(raw, true);
  if ('invalidAt' in transcoded)
    throw encodingError(name, 1 + countLineEnds(raw, transcoded.invalidAt, newline), dialect.encoding);
  const { bytes } = transcoded;
  const invalid = invalidUtf8At(bytes);
  if (invalid >= 0) throw encodingError(name, 1 + countLineEnds(bytes, invalid, newline), dialect.encoding);
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    throw new DataError({ file: name, line: 1 + countLineEnds(bytes, zero, newline) }, 'delimited.binaryFile');

  const { names, tokeniser, consumed } = readHeader(name, bytes, bytes.length, true, dialect, limits);
  const body = bytes.subarray(consumed);
  const batch = tokeniser.read(body, body.length, true);
  const fault = batch.faults[0];
  if (fault !== undefined) throw faultError(name, fault, names, limits);
  if (batch.rows === 0) throw new DataError({ file: name }, 'delimited.headerOnly');
  if (batch.rows > limits.rows) throw new DataError({ file: name }, 'delimited.tooManyRows', { limit: limits.rows });
  const lines = batch.lines.slice(0, batch.rows);
  const rows = Array.from({ length: batch.rows }, (_, row) => rowTexts(batch, row));
  return { file: name, header: names, rows, dialect, lineOf: (row) => lines[row] ?? 0 };
}

/** Position of a column, or a DataError that names it as missing. */
export function columnAt(table: DelimitedTable, column: string): number {
  const position = table.header.indexOf(column);
  if (position < 0) throw new DataError({ file: table.file, column }, 'delimited.missingColumn');
  return position;
}

/** Texts that stand for a missing number: empty, and what statistical programs and Statistikdatabasen write. */
const MISSING: ReadonlySet<string> = new Set(['', '..', 'NA', 'NaN']);

/**
 * The column at `position` as numbers: NaN where missing (empty, `..`, `NA`, `NaN`). Throws DataError with line and
 * column at the first text that is no number.
 */
export function numbersAt(table: DelimitedTable, position: number): Float64Array {
  return Float64Array.from(table.rows, (row, index) => {
    const field = (row[position] ?? '').trim();
    if (MISSING.has(field)) return Number.NaN;
    const value = parseNumber(field, table.dialect.decimal);
    if (value === undefined)
      throw new DataError(
        { file: table.file, line: table.lineOf(index), column: table.header[position] ?? '' },
        table.dialect.decimal === ',' ? 'delimited.badNumberComma' : 'delimited.badNumberPoint',
      );
    return value;
  });
}
