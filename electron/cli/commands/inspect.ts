import { describePlace } from '../../../shared/errors/describe.ts';
import type { Preview, PreviewProblem } from '../../../shared/schemas/preview.ts';
import { type Language, text, type TextKey } from '../../../shared/texts/text.ts';
import { GOOD_FIT } from '../../engine/preview/fit.ts';
import { previewFile } from '../../engine/preview/previewFile.ts';
import { alignedTable } from '../alignedTable.ts';
import type { SigillCommand } from '../command.ts';
import { addDialectOptions, type DialectGiven, dialectOf } from '../dialectOptions.ts';

interface Given extends DialectGiven {
  readonly header: boolean;
  readonly json?: true;
}

const MOST_PROBLEMS = 20;

export const inspect: SigillCommand = {
  register(program, { language, print }) {
    const command = program
      .command('inspect')
      .description(text(language, 'inspect.description'))
      .argument('<file>', text(language, 'inspect.argument'));
    addDialectOptions(command, language)
      .option('--no-header', text(language, 'inspect.option.noHeader'))
      .option('--json', text(language, 'inspect.option.json'))
      .addHelpText('after', text(language, 'inspect.example'))
      .action(async (file: string, given: Given) => {
        const preview = await previewFile(file, { ...dialectOf(given), ...(given.header ? {} : { header: false }) });
        if (given.json === true) print(JSON.stringify(withoutData(preview)));
        else for (const line of lines(preview, language)) print(line);
      });
  },
};

/** The preview but for what comes from single records: the first rows and the bounds of the columns. */
function withoutData(preview: Preview): unknown {
  const { firstRows: _rows, columns, ...rest } = preview;
  return { ...rest, columns: columns.map(({ min: _min, max: _max, ...column }) => column) };
}

const localeOf = (language: Language): string => (language === 'sv' ? 'sv-SE' : 'en-GB');
const whole = (value: number, language: Language): string => value.toLocaleString(localeOf(language));
const percent = (share: number, language: Language, digits = 0): string =>
  share.toLocaleString(localeOf(language), {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

function size(bytes: number, language: Language): string {
  const [unit, per] =
    bytes >= 1e9
      ? ['GB', 1e9]
      : bytes >= 1e6
        ? ['MB', 1e6]
        : bytes >= 1e3
          ? ['kB', 1e3]
          : [language === 'en' && bytes !== 1 ? 'bytes' : 'byte', 1];
  return `${(bytes / per).toLocaleString(localeOf(language), { maximumFractionDigits: per >= 1e6 ? 1 : 0 })} ${unit}`;
}

const sign = (of: string, language: Language): string =>
  of === '\t' ? text(language, 'inspect.tab') : of === ' ' ? text(language, 'inspect.blank') : of;

function* dialectFacts(preview: Preview, language: Language): Generator<readonly [TextKey, string]> {
  const { dialect } = preview;
  if (dialect === null) return;
  const sure = (share: number): string =>
    share >= 0.995 ? '' : ` (${text(language, 'inspect.sure', { share: percent(share, language) })})`;
  const mark = dialect.byteOrderMark ? `, ${text(language, 'inspect.mark')}` : '';
  yield ['inspect.encoding', `${dialect.encoding}${mark}${sure(dialect.encodingConfidence)}`];
  yield ['inspect.delimiter', `${sign(dialect.delimiter, language)}${sure(dialect.delimiterConfidence)}`];
  yield ['inspect.decimal', dialect.decimal];
  if (dialect.thousands !== '') yield ['inspect.thousands', sign(dialect.thousands, language)];
  if (dialect.quoted) yield ['inspect.quote', dialect.quote];
  yield ['inspect.lineEnd', dialect.lineEnd.toUpperCase()];
  const header = dialect.header
    ? text(language, 'inspect.headerLine', { line: dialect.headerLine })
    : text(language, 'inspect.noHeader');
  yield ['inspect.header', `${header}${sure(dialect.headerConfidence)}`];
  const count = (lines: number): string => text(language, 'inspect.lines', { count: lines });
  if (dialect.preambleLines > 0) yield ['inspect.preamble', count(dialect.preambleLines)];
  if (dialect.footnoteLines > 0) yield ['inspect.footnotes', count(dialect.footnoteLines)];
}

function* facts(preview: Preview, language: Language): Generator<readonly [TextKey, string]> {
  yield* dialectFacts(preview, language);
  const { year, sample, fits } = preview;
  const yearText = {
    column: () => text(language, 'inspect.yearColumn', { column: year.column ?? '' }),
    'file-name': () => text(language, 'inspect.yearFile', { year: year.value ?? '' }),
    chosen: () => String(year.value),
    unknown: () => text(language, 'inspect.yearUnknown'),
  }[year.from]();
  if (preview.format !== 'geojson') yield ['inspect.year', yearText];
  if (sample.whole) yield ['inspect.sample', text(language, 'inspect.sampleWhole')];
  else {
    const seen = { rows: whole(sample.rows, language), bytes: size(sample.bytes, language) };
    yield ['inspect.sample', text(language, 'inspect.sampleRows', seen)];
  }
  const [fit] = fits;
  if (fit === undefined || fit.score < GOOD_FIT) {
    yield ['inspect.fit', text(language, 'inspect.fitNone')];
    return;
  }
  const parts = [
    text(language, 'inspect.fitScore', { specification: fit.specification, score: percent(fit.score, language) }),
  ];
  const listed = (columns: readonly string[]): string =>
    columns.length > 6 ? `${columns.slice(0, 6).join(', ')} …` : columns.join(', ');
  if (fit.missing.length > 0) parts.push(text(language, 'inspect.fitMissing', { columns: listed(fit.missing) }));
  if (fit.extra.length > 0) parts.push(text(language, 'inspect.fitExtra', { columns: listed(fit.extra) }));
  yield ['inspect.fit', parts.join('; ')];
}

function columnLines(preview: Preview, language: Language): string[] {
  const rows = preview.columns.map(({ name, position, type, role, missingShare, distinct }) => {
    const surest = role.confidence >= type.confidence ? role : type;
    return [
      String(position),
      name,
      text(language, `preview.type.${type.value}`),
      text(language, `preview.role.${role.value}`),
      percent(Math.min(type.confidence, role.confidence), language),
      percent(missingShare, language, 1),
      `${whole(distinct.count, language)}${distinct.more ? '+' : ''}`,
      surest.why.map((why) => text(language, `preview.why.${why}`)).join(', '),
    ];
  });
  const title = (key: TextKey): string => text(language, key);
  return alignedTable(
    [
      { title: '#', align: 'right' },
      { title: title('inspect.column'), align: 'left', most: 32 },
      { title: title('inspect.type'), align: 'left' },
      { title: title('inspect.role'), align: 'left' },
      { title: title('inspect.confidence'), align: 'right' },
      { title: title('inspect.missing'), align: 'right' },
      { title: title('inspect.distinct'), align: 'right' },
      { title: title('inspect.why'), align: 'left' },
    ],
    rows,
  );
}

function problemLine(file: string, { rule, count, line, column }: PreviewProblem, language: Language): string {
  const place = describePlace(
    { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    language,
  );
  return `  ${place}: ${text(language, `preview.problem.${rule}`, { count: whole(count, language) })}`;
}

function* lines(preview: Preview, language: Language): Generator<string> {
  const { file, rows, columns, problems } = preview;
  yield file.name;
  const counts = { rows: whole(rows.count, language), columns: whole(columns.length, language) };
  const parts = [text(language, `inspect.format.${preview.format}`), size(file.bytes, language)];
  if (file.gzip) parts.push(text(language, 'inspect.gzip'));
  if (columns.length > 0) parts.push(text(language, rows.exact ? 'inspect.rows' : 'inspect.aboutRows', counts));
  yield `  ${parts.join(' · ')}`;
  yield '';
  const told = [...facts(preview, language)].map(([key, value]) => [text(language, key), value] as const);
  const width = Math.max(...told.map(([label]) => label.length));
  for (const [label, value] of told) yield `  ${label.padEnd(width)}  ${value}`;
  if (columns.length > 0) {
    yield '';
    for (const line of columnLines(preview, language)) yield `  ${line}`;
    for (const { name, missingCodes } of columns)
      if (missingCodes.length > 0) {
        const codes = missingCodes.map(({ code, count }) => `${code} (${whole(count, language)})`).join(', ');
        yield `  ${name}: ${text(language, 'inspect.codes', { codes })}`;
      }
  }
  yield '';
  if (problems.length === 0) yield `  ${text(language, 'inspect.noProblems')}`;
  else {
    yield `  ${text(language, 'inspect.problems')}`;
    for (const problem of problems.slice(0, MOST_PROBLEMS)) yield `  ${problemLine(file.name, problem, language)}`;
    if (problems.length > MOST_PROBLEMS)
      yield `    ${text(language, 'inspect.more', { count: problems.length - MOST_PROBLEMS })}`;
  }
}
