import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import type { Generator } from '../../shared/domain/random/generator.ts';

/*
 * Extracts in generated dialects, with what an independent reader (csv-parse for the fields, the runtime's own numbers and
 * calendar for their values) reads in them.
 */

type Specified = NonNullable<RegisterSpecification['dialect']>;

export interface GeneratedDialect {
  readonly delimiter: string;
  readonly quote: '"' | "'" | 'none';
  readonly encoding: NonNullable<Specified['encoding']>;
  readonly mark: boolean;
  readonly lineEnd: '\n' | '\r\n' | '\r' | 'mixed';
  readonly decimal: ',' | '.';
  readonly thousands: '' | ' ' | '.' | ',' | "'";
  readonly gzip: boolean;
}

const HEADER = ['Nr', 'Text', 'Tal', 'Heltal', 'Dag', 'Kod'] as const;
const MISSING = ['..', '-'];
export const CODES = ['1', '22', 'abc'];

const SIGNS: Readonly<Record<GeneratedDialect['encoding'], readonly string[]>> = {
  'utf-8': ['å', 'é', '€', '漢', '😀'],
  'utf-16le': ['å', 'é', '€', '漢', '😀'],
  'utf-16be': ['å', 'é', '€', '漢', '😀'],
  'windows-1252': ['å', 'é', '€', '–'],
  'iso-8859-1': ['å', 'é', 'Ö'],
};

export function generatedDialect(random: Generator): GeneratedDialect {
  const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)] as T;
  const quote = pick(['"', '"', "'", 'none'] as const);
  const delimiter = pick([',', ';', '\t', '|', '^', '~']);
  const decimal = quote === 'none' && delimiter === ',' ? '.' : pick([',', '.'] as const);
  const thousands = pick(['', ' ', '.', ',', "'"] as const);
  const encoding = pick(['utf-8', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1'] as const);
  return {
    delimiter,
    quote,
    encoding,
    mark: encoding.startsWith('utf-16') || (encoding === 'utf-8' && random.integer(3) === 0),
    lineEnd: pick(['\n', '\r\n', '\r', 'mixed']),
    decimal,
    thousands:
      thousands === decimal || (quote === 'none' && thousands === delimiter) || (quote === "'" && thousands === "'")
        ? ''
        : thousands,
    gzip: random.integer(5) === 0,
  };
}

export const specificationFor = ({ delimiter, quote, encoding, decimal, thousands }: GeneratedDialect) =>
  ({
    version: 1,
    kind: 'register',
    register: 'person',
    year: 2023,
    dialect: { delimiter, quote, encoding, decimal, thousands },
    missing: MISSING,
    columns: [
      { source: 'Nr', type: 'key', required: true },
      { source: 'Text', type: 'category' },
      { source: 'Tal', type: 'decimal' },
      { source: 'Heltal', type: 'integer', min: -99_999_999 },
      { source: 'Dag', type: 'date' },
      { source: 'Kod', type: 'category', codes: Object.fromEntries(CODES.map((code) => [code, ''])) },
    ],
    toleratedBadRows: 1_000_000,
  }) satisfies RegisterSpecification;

export interface Extract {
  readonly bytes: Uint8Array;
  /** The same as text, without the byte order mark. */
  readonly text: string;
  /** Line on which each record begins, blank lines left out. */
  readonly lines: readonly number[];
}

function encoded(text: string, { encoding, mark }: GeneratedDialect): Uint8Array {
  const marked = mark ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(marked, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(marked, 'utf16le').swap16();
  const bytes = Buffer.from(text, 'latin1');
  // Only these two signs of the texts differ between Windows-1252 and ISO-8859-1.
  for (let i = 0; i < text.length; i += 1)
    if (text.charAt(i) === '€') bytes[i] = 0x80;
    else if (text.charAt(i) === '–') bytes[i] = 0x96;
  return bytes;
}

export function generatedExtract(random: Generator, dialect: GeneratedDialect, rows: number): Extract {
  const { delimiter, quote, lineEnd, decimal, thousands, gzip } = dialect;
  const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)] as T;
  const end = (): string => (lineEnd === 'mixed' ? pick(['\n', '\r\n', '\r']) : lineEnd);
  const endings = lineEnd === 'mixed' ? /\r\n|\n|\r/gu : lineEnd === '\r' ? /\r/gu : /\n/gu;
  const grouped = (digits: string): string => {
    if (thousands === '' || random.integer(2) === 0) return digits;
    const latin = dialect.encoding === 'windows-1252' || dialect.encoding === 'iso-8859-1';
    const sign = thousands === ' ' ? pick(latin ? [' ', '\u00A0'] : [' ', '\u00A0', '\u202F']) : thousands;
    return digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, sign);
  };
  const text = (): string => {
    const plain = Array.from({ length: random.integer(4) }, () =>
      pick(['a', 'B', ' ', '7', ...SIGNS[dialect.encoding]]),
    );
    if (quote === 'none' || random.integer(3) > 0) return plain.join('');
    return [...plain, pick([quote, quote + quote, delimiter, '\n', '\r\n', '\r', 'x'])].join('');
  };
  const day = (): string => {
    const [date = ''] = new Date(random.integer(50_000) * 86_400_000).toISOString().split('T');
    const [y = '', m = '', d = ''] = date.split('-');
    return pick([date, `${y}${m}${d}`, `${y}/${m}/${d}`, `${Number(d)}/${Number(m)}/${y}`, `${d}.${m}.${y}`]);
  };
  const orMissing = (value: string): string => (random.integer(12) === 0 ? pick(['', '..', '-', ' ']) : value);
  const wrong = (value: string): string =>
    random.integer(150) === 0 ? pick(['x1', '1x', '--', '2023-02-30', '1.2.3']) : value;
  const field = (value: string): string => {
    if (quote === 'none') return value;
    const must = value.includes(delimiter) || value.includes(quote) || /[\r\n]/u.test(value);
    return must || random.integer(9) === 0 ? quote + value.replaceAll(quote, quote + quote) + quote : value;
  };
  const sign = (): string => pick(['', '', '-']);
  const parts: string[] = [];
  const lines: number[] = [];
  let line = 1;
  const add = (record: string): void => {
    parts.push(record);
    line += record.match(endings)?.length ?? 0;
  };
  add(HEADER.join(delimiter) + end());
  for (let row = 1; row <= rows; row += 1) {
    lines.push(line);
    const decimals = random.integer(3) === 0 ? '' : `${decimal}${String(random.integer(1000))}`;
    const fields = [
      wrong(String(row * 1_234_567)),
      orMissing(text()),
      wrong(orMissing(`${sign()}${grouped(String(random.integer(10_000_000)))}${decimals}`)),
      wrong(orMissing(`${sign()}${grouped(String(random.integer(100_000_000)))}`)),
      wrong(orMissing(day())),
      wrong(orMissing(pick(CODES))),
    ];
    if (random.integer(100) === 0) fields.pop();
    if (random.integer(100) === 0) fields.push('');
    add(fields.map(field).join(delimiter) + (row === rows && random.integer(2) === 0 ? '' : end()));
    // A carriage return and a blank line's line feed would be one pair.
    if (random.integer(200) === 0 && lineEnd !== 'mixed') add(end());
  }
  const whole = parts.join('');
  const bytes = encoded(whole, dialect);
  return { bytes: gzip ? gzipSync(bytes) : bytes, text: whole, lines };
}

export interface ReadIndependently {
  readonly numbers: {
    readonly Nr: number[];
    readonly Tal: number[];
    readonly Heltal: number[];
    readonly Dag: number[];
  };
  readonly texts: { readonly Text: string[]; readonly Kod: string[] };
  /** Lines of the records that break a rule. */
  readonly bad: readonly number[];
}

const isMissing = (field: string): boolean => field === '' || MISSING.includes(field);

/** A number by the plainest means: NaN for missing, undefined for none. */
function numberIn(field: string, { decimal, thousands }: GeneratedDialect): number | undefined {
  if (isMissing(field)) return Number.NaN;
  const sign = thousands === ' ' ? '[ \\u00A0\\u202F]' : thousands === '.' ? '\\.' : thousands;
  const isGrouped = thousands !== '' && new RegExp(`^-?\\d{1,3}(?:${sign}\\d{3})+(?!\\d)`, 'u').test(field);
  const plain = isGrouped ? field.replaceAll(new RegExp(sign, 'gu'), '') : field;
  return /^-?\d+(?:[,.]\d+)?$/u.test(plain) && !plain.includes(decimal === ',' ? '.' : ',')
    ? Number(plain.replace(',', '.'))
    : undefined;
}

function dayIn(field: string): number | undefined {
  if (isMissing(field)) return Number.NaN;
  const found =
    /^(?<y>\d{4})(?<s>[-/]?)(?<m>\d\d)\k<s>(?<d>\d\d)$/u.exec(field) ??
    /^(?<d>\d{1,2})(?<s>[./])(?<m>\d{1,2})\k<s>(?<y>\d{4})$/u.exec(field);
  if (found?.groups === undefined) return undefined;
  const { y = '', m = '', d = '' } = found.groups;
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  return date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d)
    ? date.getTime() / 86_400_000
    : undefined;
}

/** What csv-parse and plain JavaScript read. */
export function readIndependently({ text, lines }: Extract, dialect: GeneratedDialect): ReadIndependently {
  const { delimiter, quote, lineEnd } = dialect;
  const records = parse(text, {
    delimiter,
    quote: quote === 'none' ? false : quote,
    escape: quote === 'none' ? null : quote,
    record_delimiter: lineEnd === 'mixed' ? ['\r\n', '\n', '\r'] : lineEnd,
    relax_column_count: true,
    skip_empty_lines: true,
    from: 2,
  });
  const numbers = { Nr: [] as number[], Tal: [] as number[], Heltal: [] as number[], Dag: [] as number[] };
  const texts = { Text: [] as string[], Kod: [] as string[] };
  const bad: number[] = [];
  for (const [i, record] of records.entries()) {
    const [nr = '', words = '', tal = '', heltal = '', dag = '', kod = ''] = record.map((field) =>
      field.replaceAll(/^ +| +$/gu, ''),
    );
    const key = /^\d+$/u.test(nr) ? Number(nr) : undefined;
    const decimal = numberIn(tal, dialect);
    const whole = /[,.]\d{1,2}$|[,.]\d{4,}$/u.test(heltal) ? undefined : numberIn(heltal, dialect);
    const day = dayIn(dag);
    const code = isMissing(kod) ? '' : CODES.includes(kod) ? kod : undefined;
    if (
      record.length !== HEADER.length ||
      key === undefined ||
      decimal === undefined ||
      whole === undefined ||
      (!Number.isNaN(whole) && !Number.isInteger(whole)) ||
      day === undefined ||
      code === undefined
    ) {
      bad.push(lines[i] ?? 0);
      continue;
    }
    numbers.Nr.push(key);
    numbers.Tal.push(decimal);
    numbers.Heltal.push(whole);
    numbers.Dag.push(day);
    texts.Text.push(isMissing(words) ? '' : words);
    texts.Kod.push(code);
  }
  return { numbers, texts, bad };
}
