import { DELIMITERS, type Delimiter, type LineEnd } from '../delimited/dialect.ts';
import type { PreviewOptions } from '../../../shared/schemas/preview.ts';
import { type SampleRecord, splitRecords } from './records.ts';
import type { SampleText, TextPart } from './sampleText.ts';

const JUDGED = 400;
const FIRST_RECORDS = 12_000;
const PART_RECORDS = 1500;

export interface Layout {
  readonly delimiter: Delimiter;
  readonly delimiterConfidence: number;
  readonly quote: '"' | "'";
  readonly quoted: boolean;
  readonly lineEnd: LineEnd;
  readonly mixedLineEnds: number;
  /** Fields of an ordinary record. */
  readonly width: number;
  /** Records of the first part from its first table line on; title lines are left out. */
  readonly table: readonly SampleRecord[];
  /** Records of later parts: their lines in the file are not known. */
  readonly later: readonly SampleRecord[];
  readonly preambleLines: number;
  readonly footnoteLines: number;
  /** True when all records of the first part were taken. */
  readonly complete: boolean;
}

function lineEndOf(text: string): { readonly lineEnd: LineEnd; readonly mixed: number } {
  let crlf = 0;
  let lf = 0;
  let cr = 0;
  for (const [end] of text.slice(0, 262_144).matchAll(/\r\n|\n|\r/gu))
    if (end === '\r\n') crlf += 1;
    else if (end === '\n') lf += 1;
    else cr += 1;
  if (crlf === 0 && lf === 0) return { lineEnd: cr > 0 ? 'cr' : 'lf', mixed: 0 };
  const lineEnd = crlf >= lf ? 'crlf' : 'lf';
  return { lineEnd, mixed: Math.min(crlf, lf) };
}

/** The width that most records have, and how many have it. */
function modalWidth(records: readonly SampleRecord[]): { readonly width: number; readonly count: number } {
  const counts = new Map<number, number>();
  for (const { fields, blank } of records) if (!blank) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  let width = 1;
  let count = 0;
  for (const [fields, times] of counts)
    if (times > count || (times === count && fields > width)) [width, count] = [fields, times];
  return { width, count };
}

/** A field that holds another delimiter speaks against the one it was cut by, unless that is a decimal comma or prose. */
const isClean = (field: string, delimiter: string): boolean =>
  DELIMITERS.every(
    (other) =>
      other === delimiter ||
      !field.includes(other) ||
      (other === ',' && (/^\s*[-+]?[\d\s.]*,\d+\s*$/u.test(field) || /, \D/u.test(field))),
  );

interface Cut {
  readonly delimiter: Delimiter;
  readonly quote: '"' | "'";
  readonly score: number;
}

function bestCut(text: string, newline: '\n' | '\r', complete: boolean, given: PreviewOptions): Cut {
  const cuts: Cut[] = [];
  const delimiters = given.delimiter === undefined ? DELIMITERS : [given.delimiter];
  const singles = (text.slice(0, 65_536).match(/(?:^|[,;\t|])'/gmu)?.length ?? 0) > 4;
  const quotes = given.quote === undefined ? (singles ? (['"', "'"] as const) : (['"'] as const)) : [given.quote];
  for (const delimiter of delimiters)
    for (const quote of quotes) {
      const records = splitRecords(text, { delimiter, quote, newline }, complete, JUDGED).filter(({ blank }) => !blank);
      const { width, count } = modalWidth(records);
      if (width < 2) continue;
      const regular = records.filter(({ fields }) => fields.length === width);
      const fields = regular.flatMap((record) => record.fields);
      const clean = fields.filter((field) => isClean(field, delimiter)).length / fields.length;
      const quotesLeft = quote === '"' && singles ? fields.filter((field) => /^'.*'$/u.test(field)).length : 0;
      const faults = records.filter(({ fault }) => fault).length;
      const score =
        (count / records.length) * (0.4 + 0.6 * clean) * (1 - faults / records.length) -
        quotesLeft / fields.length / 2 +
        // Between cuts that fit alike, more fields say more.
        0.02 * (1 - 1 / width);
      cuts.push({ delimiter, quote, score });
    }
  const [best] = cuts.sort((a, b) => b.score - a.score);
  return best ?? { delimiter: given.delimiter ?? ',', quote: given.quote ?? '"', score: 0.5 };
}

/** Lines below the table: what has another width after the last ordinary record, or what follows a blank line. */
function footnotesOf(records: readonly SampleRecord[], width: number): number {
  let last = records.length;
  while (last > 0) {
    const record = records[last - 1] as SampleRecord;
    if (!record.blank && record.fields.length === width && width > 1) break;
    if (width === 1 && !record.blank) break;
    last -= 1;
  }
  // A note that happens to have the table's width still stands below a blank line.
  for (let i = last - 1; i > Math.max(0, records.length - 200); i -= 1)
    if (records[i]?.blank === true) {
      const below = records.slice(i + 1, last);
      const prose = below.filter(({ fields }) => fields.slice(1).some((field) => /^ \p{L}/u.test(field))).length;
      if (prose * 2 >= below.length && i > 0) last = i;
      break;
    }
  return records.length - last;
}

/** Finds the table in the text: how it is cut into fields, what stands above it and what below. */
export function layoutOf(sample: SampleText, given: PreviewOptions): Layout {
  const [first, ...rest] = sample.parts as [TextPart, ...TextPart[]];
  const { lineEnd, mixed } = lineEndOf(first.text);
  const newline = lineEnd === 'cr' ? '\r' : '\n';
  const { delimiter, quote, score } = bestCut(first.text, newline, first.last, given);
  const splitting = { delimiter, quote, newline } as const;
  let records: readonly SampleRecord[] = splitRecords(first.text, splitting, first.last, FIRST_RECORDS);
  const complete = records.length < FIRST_RECORDS;
  const { width } = modalWidth(records.slice(0, 2000));
  const isRow = ({ fields, blank }: SampleRecord): boolean => !blank && fields.length === width;

  let start = records.findIndex((record, i) =>
    given.firstLine === undefined
      ? isRow(record) && (width > 1 || !isTitle(records, i))
      : record.line >= given.firstLine && !record.blank,
  );
  if (start < 0) start = records.findIndex(({ blank }) => !blank);
  const preambleLines = start <= 0 ? 0 : (records[start]?.line ?? 1) - 1;
  records = records.slice(Math.max(0, start));

  const later: SampleRecord[] = [];
  let footnoteLines = 0;
  let seenEnd = first.last && complete ? records : undefined;
  for (const part of rest) {
    // The first line of a piece is cut, and a quoted field may be: only records of the right width are taken from it.
    const begin = part.text.indexOf(newline) + 1;
    const found = splitRecords(
      part.text.slice(begin),
      splitting,
      part.last,
      part.last ? Number.POSITIVE_INFINITY : PART_RECORDS,
    );
    if (part.last) {
      footnoteLines = footnotesOf(found, width);
      later.push(...found.slice(0, found.length - footnoteLines).filter(isRow));
      seenEnd = undefined;
    } else later.push(...found.filter(isRow));
  }
  if (seenEnd !== undefined) {
    footnoteLines = footnotesOf(seenEnd, width);
    records = seenEnd.slice(0, seenEnd.length - footnoteLines);
  }
  const table = records.filter(({ blank }) => !blank);
  return {
    delimiter,
    delimiterConfidence: given.delimiter === undefined ? Math.max(0, Math.min(1, score)) : 1,
    quote,
    quoted: table.slice(0, JUDGED).some(({ quoted }) => quoted),
    lineEnd,
    mixedLineEnds: mixed,
    width,
    table,
    later,
    preambleLines,
    footnoteLines,
    complete,
  };
}

/** In a file of one column a title stands alone above a blank line. */
const isTitle = (records: readonly SampleRecord[], i: number): boolean => records[i + 1]?.blank === true && i === 0;
