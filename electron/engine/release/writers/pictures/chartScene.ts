import { type Language, text } from '../../../../../shared/texts/text.ts';
import { areaFinding, spanFinding, wholeFinding } from '../findings/finding.ts';
import { categoryLabel, leadingCategory } from '../findings/series.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { textWidth, wrapped } from './font.ts';
import { capital, figureText, headOf, noteLines, written } from './frame.ts';
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
function barRows(table: ShownTable, language: Language): Row[] {
  const { dimensions, values } = table;
  if (table.statement !== null) return statedRows(table, language);
  const last = dimensions.at(-1);
  if (last === undefined) return [];
  return last.codes.flatMap((_, i) =>
    last.parents[i] === last.codes[0] ? [{ label: last.labels[language][i] ?? '', value: values[i] ?? null }] : [],
  );
}

/** In how many areas a list says each thing; of factors, in how many each is a problem. */
function statedRows(
  { dimensions: [areas, along], values, meanings, statement }: ShownTable,
  language: Language,
): Row[] {
  if (areas?.kind !== 'area' || along === undefined || meanings.length === 0) return [];
  const width = along.codes.length;
  if (statement?.part === 'factors')
    return along.codes.map((_, factor) => ({
      label: along.labels[language][factor] ?? '',
      value: areas.codes.filter((__, area) => values[area * width + factor] === 1).length,
    }));
  return meanings.map(({ value, label }) => ({
    label: label[language],
    value: values.filter((own) => own === value).length,
  }));
}

/** The share of one category of the last dimension, in each part right below the top of the first dimension. */
function dotRows(table: ShownTable, category: number, language: Language): Row[] {
  const { dimensions, values, decimals } = table;
  if (table.statement !== null) return [];
  const [first, ...others] = dimensions;
  const last = others.at(-1);
  if (first === undefined || last === undefined || decimals > 0 || last.codes.length < 2) return [];
  const width = others.reduce((product, { codes }) => product * codes.length, 1);
  return first.codes
    .flatMap((_, node) => {
      if (first.parents[node] !== first.codes[0]) return [];
      const total = values[node * width] ?? null;
      const part = values[node * width + category] ?? null;
      const value = total === null || part === null || total === 0 ? null : (100 * part) / total;
      return [{ label: first.labels[language][node] ?? '', value }];
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

function bars(rows: readonly Row[], top: number, total: number | null, decimals: number, language: Language): Shape[] {
  const room = labelWidth(rows);
  const left = MARGIN + room + 12;
  const span = WIDTH - MARGIN - left - 150;
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  return rows.flatMap(({ label, value }, i): Shape[] => {
    const y = top + i * ROW;
    const width = value === null ? span / 6 : (span * Math.max(0, value)) / most;
    const share =
      value === null || total === null || total <= 0 ? '' : `  (${figureText((100 * value) / total, true, language)})`;
    return [
      write(left - 12, y + 13, fitted(label, room), { anchor: 'end' }),
      box(left, y + 2, Math.max(width, 0.5), ROW - 8, value === null ? 'hatch' : { colour: COLOUR.bar }),
      write(left + width + 6, y + 13, value === null ? HIDDEN : `${written(value, decimals, language)}${share}`),
    ];
  });
}

function dots(rows: readonly Row[], top: number, language: Language): Shape[] {
  const room = labelWidth(rows);
  const left = MARGIN + room + 12;
  const span = WIDTH - MARGIN - left - 70;
  const most = reach(Math.max(1, ...rows.map(({ value }) => value ?? 0)));
  const bottom = top + rows.length * DOT_ROW;
  const grid = [0, 1, 2, 3, 4, 5].flatMap((step): Shape[] => {
    const x = left + (span * step) / 5;
    return [
      box(x - 0.5, top, 1, bottom - top, { colour: COLOUR.line }),
      write(x, bottom + 16, figureText((most * step) / 5, true, language), {
        size: 11,
        anchor: 'middle',
        colour: COLOUR.muted,
      }),
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
export function chartScene(table: ShownTable, whole: ShownPackage, language: Language): Scene | null {
  const rows = barRows(table, language).slice(0, MOST_ROWS);
  const isStated = table.statement !== null;
  if (isStated && rows.length === 0) return null;
  const total = table.decimals === 0 && !isStated ? (table.values[0] ?? null) : null;
  const unit = isStated ? text(language, 'statement.chart') : capital(table.unit[language]);
  const named = `${table.title[language]}, ${String(table.year)}`;
  const category = leadingCategory(table) ?? 1;
  const parts = dotRows(table, category, language);
  const said =
    (parts.length > 1 && rows.length <= 2 ? spanFinding(table, language) : null) ??
    wholeFinding(table, language) ??
    areaFinding(table, language);
  const subtitle = said === null ? unit : `${named}. ${unit}`;
  const { shapes: head, bottom } = headOf(said ?? named, whole, subtitle, WIDTH, MARGIN);
  const top = bottom + 18;
  let y = top + rows.length * ROW;
  const shapes: Shape[] = [...head, ...bars(rows, top, total, table.decimals, language)];
  if (parts.length > 1) {
    const label = text(language, 'packaged.chart.parts', { label: categoryLabel(table, category, language) });
    shapes.push(write(MARGIN, y + 34, label, { size: 13, bold: true }), ...dots(parts, y + 46, language));
    y += 46 + parts.length * DOT_ROW + 24;
  }
  const notes = noteLines(table, whole, language).flatMap((note) => wrapped(note, 10, WIDTH - 2 * MARGIN));
  const end = y + 26;
  const described = rows.map(
    ({ label, value }) =>
      `${label}: ${value === null ? text(language, 'packaged.hiddenCell') : written(value, table.decimals, language)}`,
  );
  return {
    width: WIDTH,
    height: Math.ceil(end + notes.length * 14 + MARGIN - 10),
    title: text(language, 'packaged.chart.title', { title: table.title[language], year: table.year }),
    description: [...(said === null ? [] : [`${said}.`]), described.join('; ')].join(' '),
    shapes: [
      ...shapes,
      ...notes.map((note, i) => write(MARGIN, end + i * 14, note, { size: 10, colour: COLOUR.muted })),
    ],
  };
}
