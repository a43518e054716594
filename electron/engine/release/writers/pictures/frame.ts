import { type Language, text } from '../../../../../shared/texts/text.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { tableNotes } from '../text/notes.ts';
import { wrapped } from './font.ts';
import { COLOUR, type Shape, write } from './scene.ts';

/** A figure as the language has it: in Swedish a decimal comma and a thin gap between thousands. */
export function written(value: number, decimals: number, language: Language): string {
  const [whole = '', part] = value.toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, language === 'sv' ? '\u00A0' : ',');
  return part === undefined ? grouped : `${grouped}${language === 'sv' ? ',' : '.'}${part}`;
}

/** As the first word of a sentence. */
export const capital = (content: string): string => content.slice(0, 1).toUpperCase() + content.slice(1);

export const figureText = (value: number, isShare: boolean, language: Language): string =>
  isShare ? `${written(value, 1, language)}${language === 'sv' ? ' %' : '%'}` : written(value, 0, language);

/** What stands over every picture: the stamp where there is one, what it says, and what is shown. */
export function headOf(
  title: string,
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
  for (const line of wrapped(title, 19, width - 2 * margin, 'bold')) {
    y += 22;
    shapes.push(write(margin, y, line, { size: 19, bold: true }));
  }
  for (const line of wrapped(subtitle, 12, width - 2 * margin)) {
    y += 19;
    shapes.push(write(margin, y, line, { size: 12, colour: COLOUR.muted }));
  }
  return { shapes, bottom: y };
}

/** What stands under every picture. */
export const noteLines = (table: ShownTable, whole: ShownPackage, language: Language): string[] => [
  ...tableNotes(table, language, { ...whole, stamp: null }),
  ...(table.origin === null ? [] : [text(language, 'report.table.source', { source: table.origin.source[language] })]),
  text(language, 'packaged.source', { version: whole.productVersion }),
];
