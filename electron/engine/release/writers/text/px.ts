import { type Language, text } from '../../../../../shared/texts/text.ts';
import { tableWriter } from '../redrawn.ts';
import { HIDDEN_SYMBOL, plainNumber, type ReadCell, readNumber, nodesAt } from '../shown/cells.ts';
import type { ShownDimension, ShownPackage, ShownTable } from '../shown/shown.ts';
import { nameStamp } from '../writer.ts';
import { tableNotes } from './notes.ts';

/*
 * PX by "PX-file format specification, AXIS-VERSION 2013" (SCB): Swedish, with every text in English as well; all dimensions
 * but the last in the stub, the last and the year in the heading. Dates of making are left out, since the table is the same
 * whenever it is written.
 */

const LONGEST_LINE = 256;
const LINE_END = '\r\n';
const SUBJECT_LENGTH = 20;

/** A text as it may stand in a PX file: without quotation marks and control characters. `#` would be a new line. */
const sound = (value: string): string =>
  value
    .replaceAll('"', '”')
    .replaceAll('#', '＃')
    .replaceAll(/\p{Cc}+/gu, ' ');

const quoted = (value: string): string => `"${sound(value)}"`;

/** A long text in pieces, each on a line of its own. */
function pieces(value: string, room: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const sign of sound(value)) {
    if (piece.length + sign.length > room) {
      found.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...found, piece].map((one) => `"${one}"`);
}

/** `KEYWORD("of")="a","b";` over as many lines as are needed: lists break after a comma, one text between two quotes. */
function keyword(name: string, values: readonly string[], of?: string): string {
  const head = `${name}${of === undefined ? '' : `(${quoted(of)})`}=`;
  const [only] = values;
  if (values.length === 1 && only !== undefined && head.length + only.length + 3 > LONGEST_LINE)
    return `${head}${LINE_END}${pieces(only, LONGEST_LINE - 3).join(LINE_END)};`;
  const lines: string[] = [];
  let line = head;
  for (const [i, value] of values.entries()) {
    const end = i === values.length - 1 ? ';' : ',';
    const next = `${quoted(value)}${end}`;
    if (line.length + next.length > LONGEST_LINE && line !== '') {
      lines.push(line);
      line = '';
    }
    line += next;
  }
  return [...lines, line].join(LINE_END);
}

/** Names that tell every value apart, as the format wants: two areas of one name get their codes too. */
function distinct({ codes, labels }: ShownDimension, language: Language): string[] {
  const times = new Map<string, number>();
  const written = labels[language].map(sound);
  for (const label of written) times.set(label, (times.get(label) ?? 0) + 1);
  return written.map((label, i) => ((times.get(label) ?? 0) > 1 ? `${label} (${codes[i] ?? ''})` : label));
}

/** Names of the variables, told apart as well. */
const variableNames = ({ dimensions }: ShownTable, language: Language): string[] => {
  const names = [...dimensions.map(({ name }) => sound(name[language])), text(language, 'packaged.yearVariable')];
  return names.map((name, d) => (names.indexOf(name) === d ? name : `${name} ${String(d + 1)}`));
};

/** Every keyword in one language; `suffix` is empty for the main one. */
function described(table: ShownTable, language: Language, suffix: string, whole: ShownPackage): string[] {
  const { dimensions, title, measure, unit, year } = table;
  const names = variableNames(table, language);
  const time = names.at(-1) ?? '';
  const own = names.slice(0, -1);
  const say = (name: string, values: readonly string[], of?: string): string => keyword(`${name}${suffix}`, values, of);
  return [
    say('SUBJECT-AREA', [whole.title[language]]),
    say('DESCRIPTION', [`${title[language]}, ${String(year)}`]),
    say('TITLE', [`${title[language]}, ${String(year)}`]),
    say('CONTENTS', [measure[language]]),
    say('UNITS', [unit[language]]),
    ...(own.length > 1 ? [say('STUB', own.slice(0, -1))] : []),
    say('HEADING', [own.at(-1) ?? '', time]),
    ...dimensions.map((dimension, d) => say('VALUES', distinct(dimension, language), own[d])),
    say('VALUES', [String(year)], time),
    `TIMEVAL${suffix}(${quoted(time)})=TLIST(A1),"${String(year)}";`,
    ...dimensions.map(({ codes }, d) => say('CODES', codes, own[d])),
    say('CODES', [String(year)], time),
    // What stands for the whole; a list has none.
    ...dimensions.flatMap((dimension, d) =>
      dimension.codes.length > 1 && !dimension.parents.includes(dimension.codes[0] ?? '')
        ? []
        : [say('ELIMINATION', [distinct(dimension, language)[0] ?? ''], own[d])],
    ),
    ...dimensions.flatMap(({ kind }, d) =>
      kind === 'area' ? [say('MAP', [table.areaVersion ?? text(language, 'packaged.areas')], own[d])] : [],
    ),
    say('NOTEX', [tableNotes(table, language, whole).join(' ')]),
    say('DATASYMBOL2', [HIDDEN_SYMBOL]),
  ];
}

/** The figures: a line per combination of the stub, broken where it is too long. */
function* dataLines({ dimensions, values, decimals }: ShownTable): Generator<string> {
  const width = dimensions.at(-1)?.codes.length ?? 1;
  for (let row = 0; row < values.length; row += width) {
    let line = '';
    for (const value of values.slice(row, row + width)) {
      const next = value === null ? `"${HIDDEN_SYMBOL}"` : plainNumber(value, decimals);
      if (line.length + next.length + 1 > LONGEST_LINE) {
        yield line;
        line = '';
      }
      line += line === '' ? next : ` ${next}`;
    }
    yield line;
  }
}

/** The whole file, UTF-8. */
function px(table: ShownTable, whole: ShownPackage): Buffer {
  const matrix = table.id.replaceAll('-', '_').slice(0, SUBJECT_LENGTH);
  const lines = [
    'CHARSET="ANSI";',
    'AXIS-VERSION="2013";',
    'CODEPAGE="utf-8";',
    'LANGUAGE="sv";',
    'LANGUAGES="sv","en";',
    `DECIMALS=${String(table.decimals)};`,
    `SHOWDECIMALS=${String(table.decimals)};`,
    `MATRIX="${matrix}";`,
    'AGGREGALLOWED=NO;',
    `SUBJECT-CODE="${matrix}";`,
    'COPYRIGHT=NO;',
    ...described(table, 'sv', '', whole),
    ...described(table, 'en', '[en]', whole),
    'DATA=',
    ...dataLines(table),
  ];
  return Buffer.from(`${lines.join(LINE_END)};${LINE_END}`, 'utf8');
}

const ENTRY = /^(CODES|HEADING|STUB)(?:\("([^"]*)"\))?=([^]*);$/u;
const TEXTS = /"([^"]*)"/gu;

/** The cells of such a file, by its codes and the order of stub and heading. */
function* pxCells(bytes: Buffer, table: ShownTable): Generator<ReadCell> {
  const content = bytes.toString('utf8');
  const end = content.indexOf('\r\nDATA=');
  const lists = new Map<string, string[]>();
  for (const entry of content.slice(0, end).split(/(?<=;)\r\n/u)) {
    const [, name = '', of = '', list = ''] = ENTRY.exec(entry) ?? [];
    if (name !== '')
      lists.set(
        `${name} ${of}`,
        [...list.matchAll(TEXTS)].map(([, one]) => one ?? ''),
      );
  }
  const variables = [...(lists.get('STUB ') ?? []), ...(lists.get('HEADING ') ?? [])].slice(0, -1);
  const names = variableNames(table, 'sv').slice(0, -1);
  const codes = variables.map((name) => lists.get(`CODES ${name}`) ?? []);
  const inOrder = variables.join('\n') === names.join('\n');
  const written = content
    .slice(end + 7)
    .trim()
    .replace(/;$/u, '')
    .split(/\s+/u)
    .filter((one) => one !== '');
  const known = table.dimensions.map((dimension) => new Map(dimension.codes.map((code) => [sound(code), code])));
  const shape = { dimensions: codes.map((list, d) => ({ ...(table.dimensions[d] as ShownDimension), codes: list })) };
  for (const [cell, one] of written.entries()) {
    const nodes = nodesAt(shape, cell);
    const own = nodes.map((node, d) => known[d]?.get(codes[d]?.[node] ?? '') ?? '');
    yield { codes: own, value: inOrder ? readNumber(one === `"${HIDDEN_SYMBOL}"` ? HIDDEN_SYMBOL : one) : Number.NaN };
  }
}

export const pxWriter = tableWriter({
  format: 'px',
  draw: (table, whole) => [{ name: `tabeller/${table.id}${nameStamp(whole)}.px`, bytes: px(table, whole) }],
  read: pxCells,
});
