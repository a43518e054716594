import { xmlText } from './xml.ts';

/* One sheet of a workbook (ECMA-376, part 1, 18.3). Texts stand in their cells, never in formulas. */

export type SheetCell =
  | { readonly kind: 'text'; readonly text: string; readonly style: number }
  | { readonly kind: 'number'; readonly text: string; readonly style: number }
  | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** The first row and column that scroll. */
  readonly frozen: { readonly rows: number; readonly columns: number } | null;
  /** The row of the headings, counted from 1, over which can be filtered. */
  readonly filter: number | null;
}

/** Styles of the workbook, by their places in `styles.xml`. */
export const STYLE = {
  plain: 0,
  title: 1,
  heading: 2,
  hidden: 3,
  number: 4,
  wrapped: 5,
  danger: 6,
  headingRight: 7,
} as const;

/** A, B, …, Z, AA, … */
export function columnName(column: number): string {
  let rest = column;
  let name = '';
  do {
    name = String.fromCodePoint(65 + (rest % 26)) + name;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return name;
}

const FORMULA_START = /^[=+\-@\t\r]/u;

/** A text cell. One that a spreadsheet would take for a formula when it is edited keeps its sign for text. */
export const textCell = (content: string, style: number = STYLE.plain): SheetCell => ({
  kind: 'text',
  text: content,
  style: FORMULA_START.test(content) && style === STYLE.plain ? STYLE.danger : style,
});

export const numberCell = (written: string): SheetCell => ({ kind: 'number', text: written, style: STYLE.number });

/** An underscore that would begin an escape of Excel's own, such as _x0041_, is written as an escape. */
const escaped = (content: string): string => xmlText(content.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_'));

function cellXml(cell: SheetCell, place: string): string {
  if (cell === null) return '';
  const style = cell.style === 0 ? '' : ` s="${String(cell.style)}"`;
  if (cell.kind === 'number') return `<c r="${place}"${style}><v>${cell.text}</v></c>`;
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
}

export function worksheetXml({ rows, widths, frozen, filter }: Sheet): string {
  const columns = widths
    .map((width, i) => `<col min="${String(i + 1)}" max="${String(i + 1)}" width="${String(width)}" customWidth="1"/>`)
    .join('');
  const pane =
    frozen === null
      ? ''
      : `<pane xSplit="${String(frozen.columns)}" ySplit="${String(frozen.rows)}" topLeftCell="${columnName(frozen.columns)}${String(frozen.rows + 1)}" activePane="bottomRight" state="frozen"/>`;
  const body = rows.map((cells, r) => {
    const row = String(r + 1);
    return `<row r="${row}">${cells.map((cell, c) => cellXml(cell, columnName(c) + row)).join('')}</row>`;
  });
  const last = `${columnName(widths.length - 1)}${String(rows.length)}`;
  const filtered = filter === null ? '' : `<autoFilter ref="A${String(filter)}:${last}"/>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0" showGridLines="0">${pane}</sheetView></sheetViews><cols>${columns}</cols><sheetData>${body.join('\n')}</sheetData>${filtered}<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`;
}
