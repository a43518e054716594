import { DataError } from '../../../shared/errors/errors.ts';
import type { Preview, PreviewColumn, PreviewOptions } from '../../../shared/schemas/preview.ts';
import { checkHeader } from '../delimited/header.ts';
import { IMPORT_LIMITS } from '../delimited/limits.ts';
import { plainName } from './columnNames.ts';
import { fitsOf, GOOD_FIT, type Fit } from './fit.ts';
import { type Guess, type GuessedColumn, guessColumn, numbersIn } from './guessColumn.ts';
import { headerGuess, type HeaderGuess } from './headerRow.ts';
import { layoutOf, type Layout } from './layout.ts';
import { missingCodesOf } from './missingCodes.ts';
import { problemsOf } from './problems.ts';
import { ColumnProfile } from './profile.ts';
import type { SampleRecord } from './records.ts';
import type { FileSample } from './sample.ts';
import { sampleText, type SampleText } from './sampleText.ts';
import { shippedSpecifications } from './shippedSpecifications.ts';
import { numberSigns, type NumberSigns } from './signs.ts';
import { withFit } from './withFit.ts';
import { yearOfData } from './yearOfData.ts';

const SHOWN_ROWS = 50;
export const MASK = '•••';

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

function tableOf(file: string, layout: Layout, given: PreviewOptions, offset: number): SampleTable {
  const [first] = layout.table;
  if (first === undefined) throw new DataError({ file, line: 1 }, 'delimited.noHeader');
  if (first.fields.length > IMPORT_LIMITS.columns)
    throw new DataError({ file, line: first.line + offset }, 'delimited.tooManyColumns', {
      limit: IMPORT_LIMITS.columns,
    });
  const header =
    given.header === undefined ? headerGuess(layout.table, namesKnown()) : { header: given.header, confidence: 1 };
  const names = header.header
    ? checkHeader(file, first.line + offset, first.fields, IMPORT_LIMITS)
    : first.fields.map((_, i) => `K${String(i + 1)}`);
  const below = header.header ? layout.table.slice(1) : layout.table;
  const isRow = ({ fields, fault }: SampleRecord): boolean => fields.length === names.length && !fault;
  return {
    names,
    header,
    headerLine: header.header ? first.line + offset : 0,
    rows: below.filter(isRow),
    bad: below.filter((record) => !isRow(record)),
  };
}

const chosen = <T>(value: T): Guess<T> => ({ value, confidence: 1, why: ['chosen'] });

/** What a person says of a column goes before what is seen. */
function withChoices(name: string, guessed: GuessedColumn, given: PreviewOptions): GuessedColumn {
  const type = given.types !== undefined && Object.hasOwn(given.types, name) ? given.types[name] : undefined;
  const role = given.roles !== undefined && Object.hasOwn(given.roles, name) ? given.roles[name] : undefined;
  return {
    type: type === undefined ? guessed.type : chosen(type),
    role: role === undefined ? guessed.role : chosen(role),
    masked: role === undefined ? guessed.masked : role === 'identifier' || guessed.masked,
  };
}

function columnOf(
  name: string,
  position: number,
  profile: ColumnProfile,
  guessed: GuessedColumn,
  signs: NumberSigns,
  best: Fit | undefined,
): PreviewColumn {
  const missingCodes = guessed.masked ? [] : missingCodesOf(profile, guessed.type.value, signs);
  const missing = profile.rows - profile.filled;
  const numbers = numbersIn(profile, signs);
  const counted = ['integer', 'decimal', 'year', 'key'].includes(guessed.type.value);
  const bounded = counted && !guessed.masked && numbers.share > 0.8 && Number.isFinite(numbers.min);
  const fitted = best?.columns.find((column) => column.position === position - 1);
  return {
    name,
    position,
    type: { ...guessed.type, why: [...guessed.type.why] },
    role: { ...guessed.role, why: [...guessed.role.why] },
    masked: guessed.masked,
    missingShare: profile.rows === 0 ? 0 : missing / profile.rows,
    missingCodes,
    distinct: { count: profile.texts.size, more: profile.overflow },
    min: bounded ? numbers.min : null,
    max: bounded ? numbers.max : null,
    ...(fitted === undefined ? {} : { fits: { variable: fitted.column.source, accepted: fitted.accepted } }),
  };
}

/** Rows of the whole file, from the bytes that those of the sample take. */
function rowsOf(sample: FileSample, text: SampleText, layout: Layout, table: SampleTable): Preview['rows'] {
  const seen = table.rows.length + table.bad.length;
  if (sample.whole && seen + (table.header.header ? 1 : 0) === layout.table.length && layout.table.length < 12_000)
    return { count: seen, exact: true };
  const first = text.parts[0]?.text.length ?? 1;
  const all = layout.table;
  const lastLine = (all.at(-1)?.line ?? 1) + 1;
  const lines = (text.parts[0]?.text.slice(0, first).split(/\r\n|\n|\r/u).length ?? 1) - 1;
  const bytes = sample.parts[0]?.bytes.length ?? 1;
  const perLine = bytes / Math.max(1, lines);
  const recordsPerLine = all.length / Math.max(1, lastLine - (all[0]?.line ?? 1));
  const count = Math.max(
    seen,
    Math.round((sample.expandedSize / perLine) * recordsPerLine) - (table.header.header ? 1 : 0),
  );
  return { count, exact: false };
}

/** The preview of a delimited file. */
export function previewDelimited(sample: FileSample, given: PreviewOptions): Preview {
  const text = sampleText(sample, given.encoding);
  const layout = layoutOf(text, given);
  const table = tableOf(sample.file, layout, given, 0);
  const later = layout.later.filter(({ fields }) => fields.length === table.names.length);
  const profiles = table.names.map(() => new ColumnProfile());
  for (const { fields } of [...table.rows, ...later])
    for (const [i, profile] of profiles.entries()) profile.add(fields[i] ?? '');
  const signs = numberSigns(
    profiles.map(({ forms }) => forms),
    layout.delimiter,
    given,
  );
  const seen = { names: table.names, profiles, signs, header: table.header.header };
  const fits = fitsOf(seen);
  const best = fits[0] !== undefined && fits[0].fit.score >= GOOD_FIT ? fits[0] : undefined;
  const guesses = table.names.map((name, i) => {
    const profile = profiles[i] as ColumnProfile;
    const guessed = withFit(guessColumn(name, profile, signs), best, i, profile);
    return withChoices(name, guessed, given);
  });
  const columns = table.names.map((name, i) =>
    columnOf(name, i + 1, profiles[i] as ColumnProfile, guesses[i] as GuessedColumn, signs, best),
  );
  const year = yearOfData(sample.file, columns, profiles, given.year);
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
    columns,
    firstRows: table.rows
      .slice(0, SHOWN_ROWS)
      .map(({ fields }) =>
        fields.map((field, i) => (guesses[i]?.masked === true && field.trim() !== '' ? MASK : field)),
      ),
    fits: fits.slice(0, 3).map(({ fit }) => ({ ...fit, missing: [...fit.missing], extra: [...fit.extra] })),
    year,
    problems: problemsOf({ text, layout, table, profiles, guesses, signs, columns, year }),
  };
}
