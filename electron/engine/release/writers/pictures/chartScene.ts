import { text } from '../../../../../shared/texts/text.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { textWidth, wrapped } from './font.ts';
import { figureText, headOf, noteLines, panelLabel, swedish } from './frame.ts';
import { box, COLOUR, type Scene, type Shape, write } from './scene.ts';

/*
 * A table without a map: bars of the whole by category, and under them, where the first dimension has levels, dots of the
 * first category's share in each part of it. Everything from published figures; a hidden one is hatched and marked "..".
 */

const WIDTH = 900;
const MARGIN = 24;
const ROW = 24;
const DOT_ROW = 20;
const MOST_ROWS = 40;
const HIDDEN = '..';

interface Row {
  readonly label: string;
  readonly value: number | null;
}

/** The last dimension's parts with all else at its total; of a single dimension, the parts of that. */
function barRows(table: ShownTable): Row[] {
  const { dimensions, values } = table;
  if (table.statement !== null) return statedRows(table);
  const last = dimensions.at(-1);
  if (last === undefined) return [];
  return last.codes.flatMap((_, i) =>
    last.parents[i] === last.codes[0] ? [{ label: last.labels.sv[i] ?? '', value: values[i] ?? null }] : [],
  );
}

/** In how many areas a list says each thing; of factors, in how many each is a problem. */
function statedRows({ dimensions: [areas, along], values, meanings, statement }: ShownTable): Row[] {
  if (areas?.kind !== 'area' || along === undefined || meanings.length === 0) return [];
  const width = along.codes.length;
  if (statement?.part === 'factors')
    return along.codes.map((_, factor) => ({
      label: along.labels.sv[factor] ?? '',
      value: areas.codes.filter((__, area) => values[area * width + factor] === 1).length,
    }));
  return meanings.map(({ value, label }) => ({
    label: label.sv,
    value: values.filter((own) => own === value).length,
  }));
}

/** The share of the last dimension's first part, in each part right below the top of the first dimension. */
function dotRows({ dimensions, values, decimals, statement }: ShownTable): Row[] {
  if (statement !== null) return [];
  const [first, ...others] = dimensions;
  const last = others.at(-1);
  if (first === undefined || last === undefined || decimals > 0 || last.codes.length < 2) return [];
  const width = others.reduce((product, { codes }) => product * codes.length, 1);
  return first.codes
    .flatMap((_, node) => {
      if (first.parents[node] !== first.codes[0]) return [];
      const total = values[node * width] ?? null;
      const part = values[node * width + 1] ?? null;
      const value = total === null || part === null || total === 0 ? null : (100 * part) / total;
      return [{ label: first.labels.sv[node] ?? '', value }];
    })
    .slice(0, MOST_ROWS);
}

/** The least of 1, 2, 5, 10, 20, … that reaches so far. */
function reach(most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [1, 2, 5]) if (step * power >= most) return step * power;
}

const labelWidth = (rows: readonly Row[]): number =>
  Math.min(260, Math.max(60, ...rows.map(({ label }) => textWidth(label, 12, 'plain'))));

/** A label cut to its room. */
function fitted(label: string, room: number): string {
  let own = label;
  while (own.length > 1 && textWidth(own, 12, 'plain') > room) own = `${own.slice(0, -2).trimEnd()}…`;
  return own;
}

function bars(rows: readonly Row[], top: number, total: number | null): Shape[] {
  const room = labelWidth(rows);
  const left = MARGIN + room + 12;
  const span = WIDTH - MARGIN - left - 150;
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  return rows.flatMap(({ label, value }, i): Shape[] => {
    const y = top + i * ROW;
    const width = value === null ? span / 6 : (span * Math.max(0, value)) / most;
    const share =
      value === null || total === null || total <= 0 ? '' : `  (${figureText((100 * value) / total, true)})`;
    return [
      write(left - 12, y + 13, fitted(label, room), { anchor: 'end' }),
      box(left, y + 2, Math.max(width, 0.5), ROW - 8, value === null ? 'hatch' : { colour: COLOUR.bar }),
      write(left + width + 6, y + 13, value === null ? HIDDEN : `${swedish(value, 0)}${share}`),
    ];
  });
}

function dots(rows: readonly Row[], top: number): Shape[] {
  const room = labelWidth(rows);
  const left = MARGIN + room + 12;
  const span = WIDTH - MARGIN - left - 70;
  const most = reach(Math.max(1, ...rows.map(({ value }) => value ?? 0)));
  const bottom = top + rows.length * DOT_ROW;
  const grid = [0, 1, 2, 3, 4, 5].flatMap((step): Shape[] => {
    const x = left + (span * step) / 5;
    return [
      box(x - 0.5, top, 1, bottom - top, { colour: COLOUR.line }),
      write(x, bottom + 16, figureText((most * step) / 5, true), { size: 11, anchor: 'middle', colour: COLOUR.muted }),
    ];
  });
  return [
    ...grid,
    ...rows.flatMap(({ label, value }, i): Shape[] => {
      const y = top + i * DOT_ROW + DOT_ROW / 2;
      const named = write(left - 12, y + 4, fitted(label, room), { anchor: 'end' });
      if (value === null) return [named, box(left, y - 5, 40, 10, 'hatch'), write(left + 46, y + 4, HIDDEN)];
      return [named, { kind: 'dot', x: left + (span * value) / most, y, radius: 4.5, colour: COLOUR.bar }];
    }),
  ];
}

/** The chart of a table; null for a list or profile of which bars say nothing. */
export function chartScene(table: ShownTable, whole: ShownPackage): Scene | null {
  const rows = barRows(table).slice(0, MOST_ROWS);
  if (table.statement !== null && rows.length === 0) return null;
  const total = table.decimals === 0 && table.statement === null ? (table.values[0] ?? null) : null;
  const subtitle = table.statement === null ? table.unit.sv : text('sv', 'statement.chart');
  const { shapes: head, bottom } = headOf(table, whole, subtitle, WIDTH, MARGIN);
  const top = bottom + 18;
  let y = top + rows.length * ROW;
  const shapes: Shape[] = [...head, ...bars(rows, top, total)];
  const parts = dotRows(table);
  if (parts.length > 1) {
    const label = text('sv', 'packaged.chart.parts', { label: panelLabel(table, 1) });
    shapes.push(write(MARGIN, y + 34, label, { size: 13, bold: true }), ...dots(parts, y + 46));
    y += 46 + parts.length * DOT_ROW + 24;
  }
  const notes = noteLines(table, whole).flatMap((note) => wrapped(note, 10, WIDTH - 2 * MARGIN));
  const end = y + 26;
  const said = rows.map(
    ({ label, value }) => `${label}: ${value === null ? text('sv', 'packaged.hiddenCell') : swedish(value, 0)}`,
  );
  return {
    width: WIDTH,
    height: Math.ceil(end + notes.length * 14 + MARGIN - 10),
    title: text('sv', 'packaged.chart.title', { title: table.title.sv, year: table.year }),
    description: said.join('; '),
    shapes: [
      ...shapes,
      ...notes.map((note, i) => write(MARGIN, end + i * 14, note, { size: 10, colour: COLOUR.muted })),
    ],
  };
}
