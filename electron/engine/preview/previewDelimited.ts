import { DataError } from '../../../shared/errors/errors.ts';
import type { Preview, PreviewOptions, PreviewProblem } from '../../../shared/schemas/preview.ts';
import { checkHeader } from '../delimited/header.ts';
import { numberedNames } from '../delimited/opening.ts';
import { IMPORT_LIMITS } from '../delimited/limits.ts';
import { plainName } from './columnNames.ts';
import { describeTable } from './describeTable.ts';
import { headerGuess, type HeaderGuess } from './headerRow.ts';
import { layoutOf, type Layout } from './layout.ts';
import type { SampleRecord } from './records.ts';
import type { FileSample } from './sample.ts';
import { sampleText, type SampleText } from './sampleText.ts';
import { shippedSpecifications } from './shippedSpecifications.ts';

let knownNames: ReadonlySet<string> | undefined;

/** Plain names of all columns of the shipped specifications. */
function namesKnown(): ReadonlySet<string> {
  knownNames ??= new Set(
    shippedSpecifications().flatMap(({ specification }) =>
      specification.kind === 'register' ? specification.columns.map(({ source }) => plainName(source)) : [],
    ),
  );
  return knownNames;
}

/** The table of the sample: names and ordinary rows, with the records that are none. */
interface SampleTable {
  readonly names: readonly string[];
  readonly header: HeaderGuess;
  readonly headerLine: number;
  readonly rows: readonly SampleRecord[];
  readonly bad: readonly SampleRecord[];
}

function tableOf(file: string, layout: Layout, given: PreviewOptions): SampleTable {
  const [first] = layout.table;
  if (first === undefined) throw new DataError({ file, line: 1 }, 'delimited.noHeader');
  const { line, fields } = first;
  if (fields.length > IMPORT_LIMITS.columns)
    throw new DataError({ file, line }, 'delimited.tooManyColumns', { limit: IMPORT_LIMITS.columns });
  if (fields.some((field) => field.length > IMPORT_LIMITS.fieldBytes))
    throw new DataError({ file, line }, 'delimited.fieldTooLong', { limit: IMPORT_LIMITS.fieldBytes });
  const header =
    given.header === undefined ? headerGuess(layout.table, namesKnown()) : { header: given.header, confidence: 1 };
  const names = header.header ? checkHeader(file, line, fields, IMPORT_LIMITS) : numberedNames(fields.length);
  const below = header.header ? layout.table.slice(1) : layout.table;
  const isRow = (record: SampleRecord): boolean => record.fields.length === names.length && !record.fault;
  return {
    names,
    header,
    headerLine: header.header ? line : 0,
    rows: below.filter(isRow),
    bad: below.filter((record) => !isRow(record)),
  };
}

/** Rows of the whole file: counted where all of it was seen, else from the bytes that a line of the sample takes. */
function rowsOf(sample: FileSample, text: SampleText, layout: Layout, table: SampleTable): Preview['rows'] {
  const seen = table.rows.length + table.bad.length;
  if (sample.whole && layout.complete) return { count: seen, exact: true };
  const [first] = text.parts;
  const lines = (first?.text.match(/\r\n|\n|\r/gu)?.length ?? 0) + 1;
  const records = layout.table;
  const spanned = (records.at(-1)?.line ?? 1) - (records[0]?.line ?? 1) + 1;
  const perLine = (sample.parts[0]?.bytes.length ?? 1) / lines;
  const count = Math.round((sample.expandedSize / perLine) * (records.length / spanned));
  return { count: Math.max(seen, count - (table.header.header ? 1 : 0)), exact: false };
}

function layoutProblems(text: SampleText, layout: Layout, table: SampleTable): PreviewProblem[] {
  const problems: PreviewProblem[] = [];
  if (text.invalid > 0)
    problems.push({
      rule: 'encoding',
      count: text.invalid,
      ...(text.invalidLine === undefined ? {} : { line: text.invalidLine }),
    });
  const faults = table.bad.filter(({ fault }) => fault);
  const ragged = table.bad.filter(({ fault }) => !fault);
  if (ragged[0] !== undefined) problems.push({ rule: 'ragged', count: ragged.length, line: ragged[0].line });
  if (faults[0] !== undefined) problems.push({ rule: 'quote', count: faults.length, line: faults[0].line });
  if (layout.mixedLineEnds > 0) problems.push({ rule: 'mixedLineEnds', count: layout.mixedLineEnds });
  if (!table.header.header) problems.push({ rule: 'noHeader', count: 1 });
  return problems;
}

/** The preview of a delimited file. */
export function previewDelimited(sample: FileSample, given: PreviewOptions): Preview {
  const text = sampleText(sample, given.encoding);
  const layout = layoutOf(text, given);
  const table = tableOf(sample.file, layout, given);
  const later = layout.later.filter(({ fields }) => fields.length === table.names.length);
  const { signs, problems, ...described } = describeTable(
    {
      file: sample.file,
      names: table.names,
      rows: table.rows,
      later,
      header: table.header.header,
      delimiter: layout.delimiter,
    },
    given,
  );
  return {
    version: 1,
    file: { name: sample.file, bytes: sample.size, gzip: sample.gzip },
    format: 'delimited',
    dialect: {
      encoding: text.encoding,
      encodingConfidence: text.confidence,
      byteOrderMark: text.mark,
      delimiter: layout.delimiter,
      delimiterConfidence: layout.delimiterConfidence,
      quote: layout.quote,
      quoted: layout.quoted,
      decimal: signs.decimal,
      thousands: signs.thousands,
      lineEnd: layout.lineEnd,
      header: table.header.header,
      headerConfidence: table.header.confidence,
      headerLine: table.headerLine,
      firstDataLine: table.rows[0]?.line ?? 0,
      preambleLines: layout.preambleLines,
      footnoteLines: layout.footnoteLines,
    },
    sample: {
      bytes: sample.parts.reduce((sum, { bytes }) => sum + bytes.length, 0),
      rows: table.rows.length + later.length,
      parts: sample.parts.length,
      whole: sample.whole,
    },
    rows: rowsOf(sample, text, layout, table),
    ...described,
    problems: [...layoutProblems(text, layout, table), ...problems],
  };
}
