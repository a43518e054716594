import type { Encoding } from './encoding.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export type Decimal = ',' | '.';
export type LineEnd = 'lf' | 'crlf' | 'cr';

/** How a delimited text file is written. The quote is always `"`, doubled inside quotes. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
  readonly encoding: Encoding;
  readonly lineEnd: LineEnd;
  readonly gzip: boolean;
}

/** What the person has said about the file; the rest is found out. */
export interface DialectOverrides {
  readonly delimiter?: Delimiter | undefined;
  readonly decimal?: Decimal | undefined;
  readonly encoding?: Encoding | undefined;
}

const SAMPLE_RECORDS = 200;

/** The records of a sample as fields, without rules: good enough to judge a dialect by. */
function roughRecords(sample: string, delimiter: string, newline: string, complete: boolean): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < sample.length; i += 1) {
    const character = sample.charAt(i);
    if (quoted) {
      if (character !== '"') field += character;
      else if (sample.charAt(i + 1) === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
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

const lineEndOf = (sample: string): LineEnd => {
  const feed = sample.indexOf('\n');
  if (feed > 0 && sample.charAt(feed - 1) === '\r') return 'crlf';
  return feed < 0 && sample.includes('\r') ? 'cr' : 'lf';
};

/**
 * The delimiter under which most records have as many fields as the first one; between equals, the one that gives
 * more fields, then the order of DELIMITERS. A file where no delimiter occurs has one column.
 */
function delimiterOf(sample: string, newline: string, complete: boolean): Delimiter {
  let best: Delimiter = ',';
  let bestAgreement = 0;
  let bestFields = 1;
  for (const delimiter of DELIMITERS) {
    const records = roughRecords(sample, delimiter, newline, complete);
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
  sample: string,
  complete: boolean,
  known: DialectOverrides & { readonly encoding: Encoding; readonly gzip: boolean },
): Dialect {
  const lineEnd = lineEndOf(sample);
  const newline = lineEnd === 'cr' ? '\r' : '\n';
  const delimiter = known.delimiter ?? delimiterOf(sample, newline, complete);
  const decimal = known.decimal ?? decimalOf(roughRecords(sample, delimiter, newline, complete), delimiter);
  return { delimiter, decimal, encoding: known.encoding, lineEnd, gzip: known.gzip };
}
