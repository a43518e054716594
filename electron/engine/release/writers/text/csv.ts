import { parse } from 'csv-parse/sync';
import { csvText } from '../../csvText.ts';
import { tableWriter } from '../redrawn.ts';
import { HIDDEN_SYMBOL, nodesAt, plainNumber, type ReadCell, readNumber } from '../shown/cells.ts';
import type { ShownTable } from '../shown/shown.ts';
import { nameStamp } from '../writer.ts';

/** How a CSV file is spelt. */
export interface Dialect {
  readonly delimiter: string;
  readonly decimalMark: string;
  /** What stands before the first line. */
  readonly start: string;
  readonly lineEnd: string;
}

const PLAIN: Dialect = { delimiter: ',', decimalMark: '.', start: '', lineEnd: '\n' };

/** What Excel opens rightly by a double click on a Swedish machine: byte order mark, semicolon, decimal comma. */
const SWEDISH_EXCEL: Dialect = { delimiter: ';', decimalMark: ',', start: '\uFEFF', lineEnd: '\r\n' };

/** The columns of one dimension: code, name, and the code above where there is a hierarchy. */
const hasLevels = ({ parents }: ShownTable['dimensions'][number]): boolean =>
  new Set(parents.filter((parent) => parent !== null)).size > 1;

/** One row per cell in the order of the table: each dimension by code, name and the code above; the figure last. */
export function csvLines(table: ShownTable, { delimiter, decimalMark, start, lineEnd }: Dialect): Buffer {
  const { dimensions, values, decimals, measure, meanings } = table;
  const header = dimensions.flatMap((dimension) => {
    const { column } = dimension;
    return [column, `${column}_namn`, ...(hasLevels(dimension) ? [`${column}_ovan`] : [])];
  });
  const means = new Map(meanings.map(({ value, label }) => [value, csvText(label.sv)]));
  const named = meanings.length === 0 ? [] : [`${measure.sv}_namn`];
  const lines = [[...header, ...named, measure.sv].map(csvText).join(delimiter)];
  const written = dimensions.map((dimension) => {
    // Asked once: the answer takes a look at every parent.
    const levels = hasLevels(dimension);
    return dimension.codes.map((code, i) =>
      [code, dimension.labels.sv[i] ?? code, ...(levels ? [dimension.parents[i] ?? ''] : [])]
        .map(csvText)
        .join(delimiter),
    );
  });
  for (const [at, value] of values.entries()) {
    const nodes = nodesAt(table, at).map((node, d) => written[d]?.[node] ?? '');
    const figure = value === null ? HIDDEN_SYMBOL : plainNumber(value, decimals, decimalMark);
    const meaning = meanings.length === 0 ? [] : [value === null ? '' : (means.get(value) ?? '')];
    lines.push([...nodes, ...meaning, figure].join(delimiter));
  }
  return Buffer.from(`${start}${lines.join(lineEnd)}${lineEnd}`, 'utf8');
}

/** The cells of such a file. Codes that were disarmed are known again by what they were disarmed to. */
export function* csvCells(bytes: Buffer, table: ShownTable, { delimiter, decimalMark }: Dialect): Generator<ReadCell> {
  const rows: string[][] = parse(bytes, { bom: true, delimiter, relax_column_count: true });
  const [header, ...lines] = rows;
  const columns = table.dimensions.map(({ column }) => (header ?? []).indexOf(column));
  const known = table.dimensions.map(({ codes }) => new Map(codes.map((code) => [disarmed(code), code])));
  for (const fields of lines) {
    const codes = columns.map((at, d) => known[d]?.get(fields[at] ?? '') ?? '');
    const value = fields.length === header?.length ? readNumber(fields.at(-1) ?? '', decimalMark) : Number.NaN;
    yield { codes, value };
  }
}

/** The content of a text cell, without the quotes. */
const disarmed = (code: string): string => {
  const cell = csvText(code);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
};

const csvFormat = (format: string, dialect: Dialect, ending: string) =>
  tableWriter({
    format,
    draw: (table, whole) => [
      { name: `tabeller/${table.id}${nameStamp(whole)}${ending}`, bytes: csvLines(table, dialect) },
    ],
    read: (bytes, table) => csvCells(bytes, table, dialect),
  });

/** One CSV per table: UTF-8, comma, decimal point, hidden cells as "..". */
export const csvWriter = csvFormat('csv', PLAIN, '.csv');

/** The same for Excel on a Swedish machine. */
export const excelCsvWriter = csvFormat('csv-excel', SWEDISH_EXCEL, '.excel.csv');
