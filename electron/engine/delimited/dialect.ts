import type { Encoding } from './encoding.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
/** The usual ones, which are looked for; any other sign of one byte may be said. */
export type Delimiter = string;
export type Decimal = ',' | '.';
/** `mixed`: lines end in more ways than one, a single carriage return among them. */
export type LineEnd = 'lf' | 'crlf' | 'cr' | 'mixed';
export type Quote = '"' | "'" | 'none';
/** The sign between thousands; a blank stands for every kind of blank, '' for none. */
export type Thousands = '' | ' ' | '.' | ',' | "'";

/** How a delimited text file is written. A quote inside quotes is doubled. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
  readonly encoding: Encoding;
  readonly quote: Quote;
  readonly thousands: Thousands;
  readonly lineEnd: LineEnd;
  /** False when no row names the columns: they are then K1, K2 and so on. */
  readonly header: boolean;
  /** Line of the header row, or of the first row where there is none; what stands above it is not read. */
  readonly headerLine: number;
  readonly gzip: boolean;
}

/** What the person has said about the file; the rest is found out. */
export interface DialectOverrides {
  readonly delimiter?: Delimiter | undefined;
  readonly decimal?: Decimal | undefined;
  readonly encoding?: Encoding | undefined;
  readonly quote?: Quote | undefined;
  readonly thousands?: Thousands | undefined;
  readonly header?: boolean | undefined;
  readonly headerLine?: number | undefined;
}

const SAMPLE_RECORDS = 200;

/** A sign between thousands leaves only one for decimals. */
const OTHER_DECIMAL: Readonly<Partial<Record<Thousands, Decimal>>> = { '.': ',', ',': '.' };

/** The records of a sample as fields, without rules: good enough to judge a dialect by. */
function roughRecords(sample: string, delimiter: string, newline: string, complete: boolean, quote: Quote): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < sample.length; i += 1) {
    const character = sample.charAt(i);
    if (quoted) {
      if (character !== quote) field += character;
      else if (sample.charAt(i + 1) === quote) {
        field += quote;
        i += 1;
      } else quoted = false;
    } else if (character === quote && field === '') quoted = true;
    else if (character === delimiter) {
      record.push(field);
      field = '';
    } else if (character === newline) {
      record.push(field.endsWith('\r') ? field.slice(0, -1) : field);
      field = '';
      if (record.length > 1 || record[0] !== '') records.push(record);
      record = [];
      if (records.length >= SAMPLE_RECORDS) return records;
    } else field += character;
  }
  // The last record of a cut sample may itself be cut.
  if (complete && !quoted && (field !== '' || record.length > 0)) records.push([...record, field]);
  return records;
}

/** The sample without what stands within quotes, where line ends may be of any kind. */
const outsideQuotes = (sample: string, quote: Quote): string =>
  quote === 'none' || !sample.includes(quote)
    ? sample
    : sample.replaceAll(new RegExp(`${quote}[^${quote}]*${quote}`, 'gu'), '');

function lineEndOf(sample: string, quote: Quote): LineEnd {
  const plain = outsideQuotes(sample, quote);
  const feed = plain.indexOf('\n');
  if (feed < 0) return plain.includes('\r') ? 'cr' : 'lf';
  // The last sign of a sample that is cut may be half of a pair.
  if (/\r[^\n]/u.test(plain)) return 'mixed';
  return feed > 0 && plain.charAt(feed - 1) === '\r' ? 'crlf' : 'lf';
}

/**
 * The delimiter under which most records have as many fields as the first one; between equals, the one that gives
 * more fields, then the order of DELIMITERS. A file where no delimiter occurs has one column.
 */
function delimiterOf(sample: string, newline: string, complete: boolean, quote: Quote): Delimiter {
  let best = ',';
  let bestAgreement = 0;
  let bestFields = 1;
  for (const delimiter of DELIMITERS) {
    const records = roughRecords(sample, delimiter, newline, complete, quote);
    const fields = records[0]?.length ?? 1;
    if (fields < 2) continue;
    const agreement = records.filter((record) => record.length === fields).length / records.length;
    if (agreement > bestAgreement || (agreement === bestAgreement && fields > bestFields)) {
      best = delimiter;
      bestAgreement = agreement;
      bestFields = fields;
    }
  }
  return best;
}

/** The sign that occurs in more numbers; with none at all, the comma goes with the semicolon. */
function decimalOf(records: readonly (readonly string[])[], delimiter: Delimiter): Decimal {
  let commas = 0;
  let points = 0;
  for (const record of records.slice(1))
    for (const field of record)
      if (/^\s*[+-]?\d*,\d+(?:[eE][+-]?\d+)?\s*$/u.test(field)) commas += 1;
      else if (/^\s*[+-]?\d*\.\d+(?:[eE][+-]?\d+)?\s*$/u.test(field)) points += 1;
  if (commas === points) return delimiter === ';' ? ',' : '.';
  return commas > points ? ',' : '.';
}

/**
 * Guesses how a file is written from a sample of its text. `complete`: the sample is the whole file. Nothing here
 * refuses: a wrong guess shows as ragged rows or bad numbers, and the person says what holds.
 */
export function guessDialect(
  whole: string,
  complete: boolean,
  known: DialectOverrides & { readonly encoding: Encoding; readonly gzip: boolean },
): Dialect {
  // Titles above the header row say nothing of how the table is written.
  const sample =
    known.headerLine === undefined
      ? whole
      : whole
          .split(/(?<=\r\n|\n|\r(?!\n))/u)
          .slice(known.headerLine - 1)
          .join('');
  const quote = known.quote ?? '"';
  const lineEnd = lineEndOf(whole, quote);
  const newline = lineEnd === 'cr' ? '\r' : '\n';
  const delimiter = known.delimiter ?? delimiterOf(sample, newline, complete, quote);
  const decimal =
    known.decimal ??
    OTHER_DECIMAL[known.thousands ?? ''] ??
    decimalOf(roughRecords(sample, delimiter, newline, complete, quote), delimiter);
  return {
    delimiter,
    decimal,
    encoding: known.encoding,
    quote,
    thousands: known.thousands ?? '',
    lineEnd,
    header: known.header ?? true,
    headerLine: known.headerLine ?? 1,
    gzip: known.gzip,
  };
}
