import { text } from '../../../../../shared/texts/text.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { tableNotes } from '../text/notes.ts';
import { wrapped } from './font.ts';
import { COLOUR, type Shape, write } from './scene.ts';

/** A figure as Swedish has it: decimal comma, a thin gap between thousands. */
export function swedish(value: number, decimals: number): string {
  const [whole = '', part] = value.toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, '\u00A0');
  return part === undefined ? grouped : `${grouped},${part}`;
}

export const figureText = (value: number, isShare: boolean): string =>
  isShare ? `${swedish(value, 1)} %` : swedish(value, 0);

/** A category of the last dimension, by its name. */
export const panelLabel = ({ dimensions }: ShownTable, category: number): string => {
  const last = dimensions.at(-1);
  return `${last?.name.sv ?? ''}: ${last?.labels.sv[category] ?? ''}`;
};

/** What stands over every picture: the stamp where there is one, the title, and what is shown. */
export function headOf(
  table: ShownTable,
  { stamp }: ShownPackage,
  subtitle: string,
  width: number,
  margin: number,
): { readonly shapes: Shape[]; readonly bottom: number } {
  const shapes: Shape[] = [];
  let y = margin;
  if (stamp !== null) {
    y += 8;
    shapes.push(write(margin, y, stamp, { size: 12, bold: true, colour: COLOUR.danger }));
    y += 6;
  }
  for (const line of wrapped(`${table.title.sv}, ${String(table.year)}`, 19, width - 2 * margin, 'bold')) {
    y += 22;
    shapes.push(write(margin, y, line, { size: 19, bold: true }));
  }
  y += 19;
  shapes.push(write(margin, y, subtitle, { size: 12, colour: COLOUR.muted }));
  return { shapes, bottom: y };
}

/** What stands under every picture. */
export const noteLines = (table: ShownTable, whole: ShownPackage): string[] => [
  ...tableNotes(table, 'sv', { ...whole, stamp: null }),
  text('sv', 'packaged.source', { version: whole.productVersion }),
];
