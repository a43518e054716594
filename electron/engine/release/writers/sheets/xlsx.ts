import { text } from '../../../../../shared/texts/text.ts';
import { wholeWriter } from '../redrawn.ts';
import { packageFacts, tableFacts } from '../shown/about.ts';
import { HIDDEN_SYMBOL, plainNumber, type ReadCell, readNumber } from '../shown/cells.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { nameStamp } from '../writer.ts';
import { readSheet, workbookBytes } from './workbook.ts';
import { columnName, numberCell, type Sheet, type SheetCell, STYLE, textCell } from './worksheet.ts';

/*
 * One workbook per package: a sheet about it, then a sheet per table with one row per combination of all dimensions but the
 * last, which stands across. Figures are numbers, a hidden one is "..", and no cell is a formula.
 */

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const NAME_LENGTH = 31;

/** The form of a table on its sheet: rows by all dimensions but the last, columns by the last. */
function formOf({ dimensions }: ShownTable) {
  const across = dimensions.at(-1);
  const down = dimensions.slice(0, -1);
  if (across === undefined) throw new RangeError('a table has a dimension');
  const rows = down.reduce((product, { codes }) => product * codes.length, 1);
  return { across, down, rows };
}

/** A table that is too large for a sheet is told of, and left to the other formats. */
const fits = (table: ShownTable, whole: ShownPackage): boolean => {
  const { across, down, rows } = formOf(table);
  const before = tableFacts(table, whole, 'sv').length + 4;
  return rows + before <= MOST_ROWS && across.codes.length + 2 * down.length <= MOST_COLUMNS;
};

/** Names of the sheets: the tables' ids, cut to what Excel takes and told apart. */
function sheetNames(whole: ShownPackage): string[] {
  const taken = new Set([text('sv', 'packaged.about.sheet')]);
  return whole.tables.map(({ id }) => {
    let name = id.slice(0, NAME_LENGTH);
    for (let n = 2; taken.has(name); n += 1) {
      const end = ` ${String(n)}`;
      name = id.slice(0, NAME_LENGTH - end.length) + end;
    }
    taken.add(name);
    return name;
  });
}

function aboutSheet(whole: ShownPackage, names: readonly string[]): Sheet {
  const { title, tables } = whole;
  const rows: SheetCell[][] = [
    [textCell(title.sv, STYLE.title)],
    [textCell(title.en)],
    [],
    ...packageFacts(whole, 'sv').map(([label, content]) => [textCell(label, STYLE.heading), textCell(content)]),
    [],
    [textCell(text('sv', 'packaged.about.tables'), STYLE.heading), textCell('', STYLE.heading)],
    ...tables.map((table, i) => [
      textCell(names[i] ?? ''),
      textCell(
        `${table.title.sv}, ${String(table.year)}${fits(table, whole) ? '' : ` (${text('sv', 'packaged.about.tooLarge')})`}`,
      ),
    ]),
    [],
    ...[...new Set(tables.flatMap((table) => tableFacts(table, whole, 'sv').slice(0, -1)))].map((note) => [
      textCell(note),
    ]),
  ];
  return { name: text('sv', 'packaged.about.sheet'), rows, widths: [28, 90], frozen: null, filter: null };
}

const headerRow = (table: ShownTable, whole: ShownPackage): number => tableFacts(table, whole, 'sv').length + 4;

function tableSheet(table: ShownTable, whole: ShownPackage, name: string): Sheet {
  const { across, down } = formOf(table);
  const { values, decimals } = table;
  const width = across.codes.length;
  const rows: SheetCell[][] = [
    [textCell(`${table.title.sv}, ${String(table.year)}`, STYLE.title)],
    [textCell(`${table.title.en}, ${String(table.year)}`)],
    ...tableFacts(table, whole, 'sv').map((note) => [textCell(note)]),
    [],
    [
      ...down.flatMap(({ name: called }) => [
        textCell(text('sv', 'packaged.about.code', { name: called.sv }), STYLE.heading),
        textCell(called.sv, STYLE.heading),
      ]),
      ...across.labels.sv.map((label) => textCell(label, STYLE.headingRight)),
    ],
  ];
  const nodes = down.map(() => 0);
  for (let at = 0; at < values.length; at += width) {
    rows.push([
      ...down.flatMap(({ codes, labels }, d) => [
        textCell(codes[nodes[d] ?? 0] ?? ''),
        textCell(labels.sv[nodes[d] ?? 0] ?? ''),
      ]),
      ...values
        .slice(at, at + width)
        .map((value) =>
          value === null ? textCell(HIDDEN_SYMBOL, STYLE.hidden) : numberCell(plainNumber(value, decimals)),
        ),
    ]);
    for (let d = down.length - 1; d >= 0; d -= 1) {
      nodes[d] = ((nodes[d] ?? 0) + 1) % (down[d]?.codes.length ?? 1);
      if (nodes[d] !== 0) break;
    }
  }
  const header = headerRow(table, whole);
  const widths = [...down.flatMap(() => [14, 28]), ...across.codes.map(() => 14)];
  return { name, rows, widths, frozen: { rows: header, columns: 2 * down.length }, filter: header };
}

function workbook(whole: ShownPackage): Buffer {
  const names = sheetNames(whole);
  return workbookBytes({
    title: whole.title.sv,
    language: 'sv',
    madeAt: whole.madeAt,
    decimals: Math.max(...whole.tables.map(({ decimals }) => decimals)),
    sheets: [
      aboutSheet(whole, names),
      ...whole.tables.flatMap((table, i) => (fits(table, whole) ? [tableSheet(table, whole, names[i] ?? '')] : [])),
    ],
  });
}

function* sheetCells(bytes: Buffer, place: number, table: ShownTable, whole: ShownPackage): Generator<ReadCell> {
  const { across, down } = formOf(table);
  const header = headerRow(table, whole);
  for (const [number, cells] of readSheet(bytes, place)) {
    if (number <= header) continue;
    const stub = down.map((_, d) => cells.get(columnName(2 * d)) ?? '');
    for (const [c, code] of across.codes.entries())
      yield { codes: [...stub, code], value: readNumber(cells.get(columnName(2 * down.length + c)) ?? '') };
  }
}

export const xlsxWriter = wholeWriter({
  format: 'xlsx',
  draw: (whole) => [{ name: `tabeller${nameStamp(whole)}.xlsx`, bytes: workbook(whole) }],
  read: (bytes, whole) =>
    whole.tables
      .filter((table) => fits(table, whole))
      .map((table, i) => ({ table, cells: sheetCells(bytes, i + 1, table, whole), all: true })),
});
