import { type Language, text } from '../../../../../shared/texts/text.ts';
import { textWidth } from '../pictures/font.ts';
import { box, COLOUR, type Scene, type Shape, write } from '../pictures/scene.ts';
import { written } from '../pictures/frame.ts';

/** A figure of an area beside those of what it lies in, as they are written, with its place among the areas. */
export interface CardRow {
  readonly label: string;
  readonly unit: string;
  readonly area: string;
  readonly municipality: string;
  readonly county: string;
  readonly nation: string;
  readonly rank: string;
  /** Rank as a part of the areas that are shown; 1 where it says nothing. */
  readonly standing: number;
  /** The lowest and the highest published value of the areas; null where there is no share. */
  readonly span: { readonly least: number; readonly most: number } | null;
  readonly at: { readonly area: number | null; readonly municipality: number | null; readonly nation: number | null };
}

const WIDTH = 900;
const LEFT = 300;
const SPAN = 500;
const ROW = 26;
const TOP = 70;

/** A label cut to its room. */
function fitted(label: string): string {
  let own = label;
  while (own.length > 1 && textWidth(own, 11, 'plain') > LEFT - 40) own = `${own.slice(0, -2).trimEnd()}…`;
  return own;
}

/** Where an area lies between the lowest and the highest published share, row by row; null without rows. */
export function stripScene(rows: readonly CardRow[], place: string, language: Language): Scene | null {
  if (rows.length === 0) return null;
  const shapes: Shape[] = [
    write(0, 18, text(language, 'report.card.place'), { size: 15, bold: true }),
    write(0, 38, text(language, 'report.card.placeText'), { size: 11, colour: COLOUR.muted }),
  ];
  for (const [i, { label, span, at }] of rows.entries()) {
    if (span === null) continue;
    const y = TOP + i * ROW;
    // A municipality or the country can lie outside the areas' span where an area's share is hidden.
    const x = (value: number): number =>
      LEFT + SPAN * Math.min(1, Math.max(0, (value - span.least) / (span.most - span.least)));
    shapes.push(
      write(LEFT - 50, y + 4, fitted(label), { size: 11, anchor: 'end' }),
      write(LEFT - 8, y + 4, written(span.least, 1, language), { size: 10, anchor: 'end', colour: COLOUR.muted }),
      box(LEFT, y - 1, SPAN, 2, { colour: COLOUR.line }),
      write(LEFT + SPAN + 10, y + 4, written(span.most, 1, language), { size: 10, colour: COLOUR.muted }),
    );
    if (at.nation !== null) shapes.push(box(x(at.nation) - 1, y - 8, 2, 16, { colour: COLOUR.muted }));
    if (at.municipality !== null) shapes.push(box(x(at.municipality) - 1, y - 5, 2, 10, { colour: COLOUR.bar }));
    if (at.area !== null) shapes.push({ kind: 'dot', x: x(at.area), y, radius: 5, colour: COLOUR.bar });
  }
  return {
    width: WIDTH,
    height: TOP + rows.length * ROW,
    title: `${text(language, 'report.card.place')}: ${place}`,
    description: rows
      .map(
        ({ label, area, nation, rank }) =>
          `${label}: ${area}; ${text(language, 'report.card.nation')} ${nation}; ${rank}`,
      )
      .join('. '),
    shapes,
  };
}
