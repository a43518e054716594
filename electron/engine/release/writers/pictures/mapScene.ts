import { quantileLimits } from '../../../../../shared/domain/classes/limits.ts';
import { classOfValue } from '../../../../../shared/domain/classes/classify.ts';
import { text } from '../../../../../shared/texts/text.ts';
import { mapTable, type MapTable } from '../maps/layers.ts';
import type { AreaBorders, Borders } from '../shown/borders.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { wrapped } from './font.ts';
import { figureText, headOf, noteLines, panelLabel, swedish } from './frame.ts';
import { box, CLASS_COLOURS, COLOUR, type Scene, type Shape, write } from './scene.ts';

/*
 * The areas of a table by class: one small map per category, of its share of the area's total; of the figures themselves where
 * there is nothing to be a share of. Classes are fifths of the published values, and follow from the table.
 */

const WIDTH = 900;
const MARGIN = 24;
const MOST_PANELS = 6;
const MOST_PANEL_HEIGHT = 430;
const LEGEND_HEIGHT = 128;
/** Beyond so many areas the borders between them would cover the map. */
const MOST_OUTLINED = 1200;

interface Panel {
  readonly label: string;
  readonly isShare: boolean;
  /** By area, in the order of the borders; NaN where hidden or without people. */
  readonly values: Float64Array;
  readonly hidden: Uint8Array;
}

/** The categories of the last dimension that are drawn: all but the total; of two, the first tells both. */
function categoriesOf({ dimensions }: ShownTable): number[] {
  const last = dimensions.length > 1 ? dimensions.at(-1) : undefined;
  if (last === undefined) return [];
  const parts = last.codes.flatMap((_, i) => (last.parents[i] === last.codes[0] ? [i] : []));
  return parts.length === 2 ? parts.slice(0, 1) : parts.slice(0, MOST_PANELS);
}

function panelOf({ table, firstCell }: MapTable, { areas }: Borders, category: number | null): Panel {
  const values = new Float64Array(areas.length).fill(Number.NaN);
  const hidden = new Uint8Array(areas.length);
  // All other dimensions at their totals, which are their first nodes.
  const isShare = category !== null && table.decimals === 0;
  for (const [i, { code }] of areas.entries()) {
    const first = firstCell.get(code);
    if (first === undefined) continue;
    const value = table.values[first + (category ?? 0)] ?? null;
    const total = table.values[first] ?? null;
    if (value === null || (isShare && total === null)) hidden[i] = 1;
    else if (!isShare) values[i] = value;
    else if (total !== null && total > 0) values[i] = (100 * value) / total;
  }
  return { label: category === null ? table.measure.sv : panelLabel(table, category), isShare, values, hidden };
}

type Placed = (x: number, y: number) => readonly [number, number];

/**
 * Rings of an area in halves of a pixel, without points that fall on the one before or on the way on: neighbours still share
 * their borders, since a point lands where it does whoever it belongs to.
 */
function placedRings({ polygons }: AreaBorders, place: Placed): number[][] {
  return polygons.flat().flatMap((ring) => {
    const out: number[] = [];
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [x, y] = place(ring[i] as number, ring[i + 1] as number);
      const [px, py] = [Math.round(x * 2) / 2, Math.round(y * 2) / 2];
      if (out.at(-2) === px && out.at(-1) === py) continue;
      const [bx = 0, by = 0, ax = 0, ay = 0] = [out.at(-4), out.at(-3), out.at(-2), out.at(-1)];
      const straight = out.length >= 4 && (ax - bx) * (py - ay) === (ay - by) * (px - ax);
      if (straight && (ax - bx) * (px - ax) + (ay - by) * (py - ay) > 0) out.splice(-2);
      out.push(px, py);
    }
    return out.length >= 6 ? [out] : [];
  });
}

const NO_RING = new Int32Array(0);

function boundsOf({ areas }: Borders): readonly [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { polygons } of areas)
    for (const [outer = NO_RING] of polygons)
      for (let i = 0; i < outer.length; i += 2) {
        bounds[0] = Math.min(bounds[0], outer[i] as number);
        bounds[1] = Math.min(bounds[1], outer[i + 1] as number);
        bounds[2] = Math.max(bounds[2], outer[i] as number);
        bounds[3] = Math.max(bounds[3], outer[i + 1] as number);
      }
  return bounds;
}

/** As high as the areas are in this width, but no higher than a page takes. */
function panelHeight(borders: Borders, width: number): number {
  const [minX, minY, maxX, maxY] = boundsOf(borders);
  return Math.round(Math.min(MOST_PANEL_HEIGHT, (width * (maxY - minY)) / (maxX - minX)));
}

function panelShapes(panel: Panel, borders: Borders, left: number, top: number, width: number): Shape[] {
  const [minX, minY, maxX, maxY] = boundsOf(borders);
  const height = panelHeight(borders, width);
  const scale = Math.min(width / (maxX - minX), height / (maxY - minY));
  const shiftX = left + (width - (maxX - minX) * scale) / 2;
  const shiftY = top + (height - (maxY - minY) * scale) / 2;
  const place: Placed = (x, y) => [shiftX + (x - minX) * scale, shiftY + (maxY - y) * scale];
  const limits = quantileLimits(panel.values, CLASS_COLOURS.length).map((limit) =>
    panel.isShare ? Math.round(limit * 10) / 10 : Math.round(limit),
  );
  const rising = limits.filter((limit, i) => limit > (limits[i - 1] ?? Number.NEGATIVE_INFINITY));
  const classes = CLASS_COLOURS.map((): number[][] => []);
  const hatched: number[][] = [];
  const empty: number[][] = [];
  // The darkest class is the highest, however few there are.
  const shade = (value: number): number => classOfValue(value, rising) + CLASS_COLOURS.length - 1 - rising.length;
  for (const [i, area] of borders.areas.entries()) {
    const rings = placedRings(area, place);
    const value = panel.values[i] as number;
    if (panel.hidden[i] === 1) hatched.push(...rings);
    else if (Number.isNaN(value)) empty.push(...rings);
    else classes[shade(value)]?.push(...rings);
  }
  const line = borders.areas.length > MOST_OUTLINED ? {} : { line: { colour: COLOUR.ground, width: 0.4 } };
  const shapes: Shape[] = [write(left, top - 10, panel.label, { size: 13, bold: true })];
  const drawn = classes.map((rings, i) => ({ rings, fill: { colour: CLASS_COLOURS[i] ?? COLOUR.bar } }));
  for (const { rings, fill } of drawn) if (rings.length > 0) shapes.push({ kind: 'area', rings, fill, ...line });
  if (empty.length > 0) shapes.push({ kind: 'area', rings: empty, fill: { colour: COLOUR.line }, ...line });
  if (hatched.length > 0) shapes.push({ kind: 'area', rings: hatched, fill: 'hatch', ...line });
  return [...shapes, ...legend(panel, rising, left, top + height + 14, empty.length > 0)];
}

function legend(panel: Panel, limits: readonly number[], left: number, top: number, empty: boolean): Shape[] {
  const present = [...panel.values].filter((value) => !Number.isNaN(value));
  const written = (value: number): string => (panel.isShare ? swedish(value, 1) : swedish(value, 0));
  const ranges = [...limits, null].map((limit, i) => {
    const from = limits[i - 1];
    const unit = panel.isShare ? ' %' : '';
    if (from === undefined)
      return limit === null
        ? text('sv', 'packaged.map.all')
        : text('sv', 'packaged.map.below', { limit: written(limit) + unit });
    return limit === null
      ? text('sv', 'packaged.map.above', { limit: written(from) + unit })
      : `${written(from)}–${written(limit)}${unit}`;
  });
  const shapes: Shape[] = [];
  const rows: { fill: 'hatch' | { colour: string }; label: string }[] =
    present.length === 0
      ? []
      : ranges.map((label, i) => ({
          fill: { colour: CLASS_COLOURS[CLASS_COLOURS.length - ranges.length + i] ?? COLOUR.bar },
          label,
        }));
  const hidden = panel.hidden.reduce((sum, one) => sum + one, 0);
  if (hidden > 0) rows.push({ fill: 'hatch', label: text('sv', 'packaged.map.hidden', { areas: hidden }) });
  if (empty) rows.push({ fill: { colour: COLOUR.line }, label: text('sv', 'packaged.map.empty') });
  for (const [i, { fill, label }] of rows.entries()) {
    shapes.push(box(left, top + i * 17, 22, 12, fill), write(left + 30, top + i * 17 + 10, label, { size: 11 }));
  }
  return shapes;
}

/** The map of a table; null where it has no borders. */
export function mapScene(table: ShownTable, whole: ShownPackage): Scene | null {
  const shown = mapTable(table);
  const { borders } = table;
  if (shown === null || borders === null) return null;
  const categories = categoriesOf(table);
  const panels = (categories.length === 0 ? [null] : categories).map((category) => panelOf(shown, borders, category));
  const across = Math.min(3, panels.length);
  const width = (WIDTH - 2 * MARGIN - (across - 1) * 20) / across;
  const subtitle = panels[0]?.isShare === true ? text('sv', 'packaged.map.share') : table.unit.sv;
  const { shapes: head, bottom } = headOf(table, whole, subtitle, WIDTH, MARGIN);
  const top = bottom + 40;
  const step = panelHeight(borders, width) + LEGEND_HEIGHT + 40;
  const shapes = panels.flatMap((panel, i) =>
    panelShapes(panel, borders, MARGIN + (i % across) * (width + 20), top + Math.floor(i / across) * step, width),
  );
  const notes = noteLines(table, whole).flatMap((note) => wrapped(note, 10, WIDTH - 2 * MARGIN));
  const end = top + Math.ceil(panels.length / across) * step - 20;
  const described = panels
    .map(({ label, values, hidden, isShare }) => {
      const present = [...values].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
      return text('sv', 'packaged.map.described', {
        label,
        least: figureText(present[0] ?? 0, isShare),
        most: figureText(present.at(-1) ?? 0, isShare),
        hidden: hidden.reduce((sum, one) => sum + one, 0),
      });
    })
    .join(' ');
  return {
    width: WIDTH,
    height: Math.ceil(end + notes.length * 14 + MARGIN),
    title: text('sv', 'packaged.map.title', { title: table.title.sv, year: table.year }),
    description: described,
    shapes: [
      ...head,
      ...shapes,
      ...notes.map((note, i) => write(MARGIN, end + i * 14, note, { size: 10, colour: COLOUR.muted })),
    ],
  };
}
