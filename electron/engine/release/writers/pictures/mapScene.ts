import { type Language, text } from '../../../../../shared/texts/text.ts';
import { areaFinding } from '../findings/finding.ts';
import { categoriesOf, categoryLabel } from '../findings/series.ts';
import { mapTable, type MapTable } from '../maps/layers.ts';
import type { AreaBorders, Borders } from '../shown/borders.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { wrapped } from './font.ts';
import { capital, figureText, headOf, noteLines } from './frame.ts';
import { keyOfFigures, keyOfMeanings, type MapKey } from './mapKey.ts';
import { box, COLOUR, type Scene, type Shape, write } from './scene.ts';

/*
 * The areas of a table by class: one small map per category, of its share of the area's total; of the figures themselves where
 * there is nothing to be a share of. Classes are fifths of the published values, and follow from the table.
 */

const WIDTH = 900;
const MARGIN = 24;
const MOST_PANELS = 6;
const MOST_PANEL_HEIGHT = 430;
const LEGEND_HEIGHT = 128;
const LEGEND_ROW = 17;
/** A map by itself has its legend beside it. */
const ALONE = { width: 560, height: 370, legend: 600 } as const;
/** Beyond so many areas the borders between them would cover the map. */
const MOST_OUTLINED = 1200;

interface Panel {
  readonly label: string;
  readonly isShare: boolean;
  /** By area, in the order of the borders; NaN where hidden or without people. */
  readonly values: Float64Array;
  readonly hidden: Uint8Array;
  readonly key: MapKey;
}

function panelOf(
  { table, firstCell }: MapTable,
  { areas }: Borders,
  category: number | null,
  language: Language,
): Panel {
  const values = new Float64Array(areas.length).fill(Number.NaN);
  const hidden = new Uint8Array(areas.length);
  // All other dimensions at their totals, which are their first nodes.
  const isShare = category !== null && table.decimals === 0 && table.statement === null;
  for (const [i, { code }] of areas.entries()) {
    const first = firstCell.get(code);
    if (first === undefined) continue;
    const value = table.values[first + (category ?? 0)] ?? null;
    const total = table.values[first] ?? null;
    if (value === null || (isShare && total === null)) hidden[i] = 1;
    else if (!isShare) values[i] = value;
    else if (total !== null && total > 0) values[i] = (100 * value) / total;
  }
  const isList = table.statement !== null && table.dimensions.at(-1)?.codes.length === 1;
  const label = category === null || isList ? table.measure[language] : categoryLabel(table, category, language);
  const key =
    table.meanings.length > 0
      ? keyOfMeanings(table, language)
      : keyOfFigures(values, { isShare, decimals: table.decimals }, language);
  return { label, isShare, values, hidden, key };
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
  const most = width === ALONE.width ? ALONE.height : MOST_PANEL_HEIGHT;
  return Math.round(Math.min(most, (width * (maxY - minY)) / (maxX - minX)));
}

/** Where a map stands in the picture. */
interface Room {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function panelShapes(panel: Panel, borders: Borders, { left, top, width }: Room, language: Language): Shape[] {
  const [minX, minY, maxX, maxY] = boundsOf(borders);
  const height = panelHeight(borders, width);
  const scale = Math.min(width / (maxX - minX), height / (maxY - minY));
  const shiftX = left + (width - (maxX - minX) * scale) / 2;
  const shiftY = top + (height - (maxY - minY) * scale) / 2;
  const place: Placed = (x, y) => [shiftX + (x - minX) * scale, shiftY + (maxY - y) * scale];
  const { key } = panel;
  const classes = key.colours.map((): number[][] => []);
  const hatched: number[][] = [];
  const empty: number[][] = [];
  for (const [i, area] of borders.areas.entries()) {
    const rings = placedRings(area, place);
    const value = panel.values[i] as number;
    if (panel.hidden[i] === 1) hatched.push(...rings);
    else if (Number.isNaN(value)) empty.push(...rings);
    else classes[key.classOf(value)]?.push(...rings);
  }
  const line = borders.areas.length > MOST_OUTLINED ? {} : { line: { colour: COLOUR.ground, width: 0.4 } };
  const shapes: Shape[] = [write(left, top - 10, panel.label, { size: 13, bold: true })];
  const drawn = classes.map((rings, i) => ({ rings, fill: { colour: key.colours[i] ?? COLOUR.bar } }));
  for (const { rings, fill } of drawn) if (rings.length > 0) shapes.push({ kind: 'area', rings, fill, ...line });
  if (empty.length > 0) shapes.push({ kind: 'area', rings: empty, fill: { colour: COLOUR.line }, ...line });
  if (hatched.length > 0) shapes.push({ kind: 'area', rings: hatched, fill: 'hatch', ...line });
  const beside = width === ALONE.width;
  const corner = beside ? { left: left + ALONE.legend, top: top + 8 } : { left, top: top + height + 14 };
  return [...shapes, ...legend(panel, corner, empty.length > 0, language)];
}

function legend(
  { key, hidden: covered }: Panel,
  { left, top }: Omit<Room, 'width'>,
  empty: boolean,
  language: Language,
): Shape[] {
  const shapes: Shape[] = [];
  const rows: { fill: 'hatch' | { colour: string }; label: string }[] = key.labels.map((label, i) => ({
    fill: { colour: key.colours[i] ?? COLOUR.bar },
    label,
  }));
  const hidden = covered.reduce((sum, one) => sum + one, 0);
  if (hidden > 0) rows.push({ fill: 'hatch', label: text(language, 'packaged.map.hidden', { areas: hidden }) });
  if (empty) rows.push({ fill: { colour: COLOUR.line }, label: text(language, 'packaged.map.empty') });
  for (const [i, { fill, label }] of rows.entries()) {
    shapes.push(
      box(left, top + i * LEGEND_ROW, 22, 12, fill),
      write(left + 30, top + i * LEGEND_ROW + 10, label, { size: 11 }),
    );
  }
  return shapes;
}

/** The map of a table; null where it has no borders. */
export function mapScene(table: ShownTable, whole: ShownPackage, language: Language): Scene | null {
  const shown = mapTable(table);
  const { borders } = table;
  if (shown === null || borders === null) return null;
  const categories = categoriesOf(table).slice(0, MOST_PANELS);
  const panels = (categories.length === 0 ? [null] : categories).map((category) =>
    panelOf(shown, borders, category, language),
  );
  const across = Math.min(3, panels.length);
  const isAlone = panels.length === 1;
  const width = isAlone ? ALONE.width : (WIDTH - 2 * MARGIN - (across - 1) * 20) / across;
  const subtitle = panels[0]?.isShare === true ? text(language, 'packaged.map.share') : capital(table.unit[language]);
  const named = `${table.title[language]}, ${String(table.year)}`;
  const said = areaFinding(table, language);
  const { shapes: head, bottom } = headOf(
    said ?? named,
    whole,
    said === null ? subtitle : `${named}. ${subtitle}`,
    WIDTH,
    MARGIN,
  );
  const top = bottom + 40;
  // As many rows as the longest legend has, hidden and empty areas among them.
  const rows = Math.max(...panels.map(({ key }) => key.labels.length)) + 2;
  const legendHeight = Math.max(LEGEND_HEIGHT, rows * LEGEND_ROW + 9);
  const mapHeight = panelHeight(borders, width);
  const step = (isAlone ? Math.max(mapHeight, legendHeight) : mapHeight + legendHeight) + 40;
  const shapes = panels.flatMap((panel, i) =>
    panelShapes(
      panel,
      borders,
      { left: MARGIN + (i % across) * (width + 20), top: top + Math.floor(i / across) * step, width },
      language,
    ),
  );
  const notes = noteLines(table, whole, language).flatMap((note) => wrapped(note, 10, WIDTH - 2 * MARGIN));
  const end = top + Math.ceil(panels.length / across) * step - 20;
  const described = panels
    .map(({ label, values, hidden, isShare }) => {
      const present = [...values].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
      return text(language, 'packaged.map.described', {
        label,
        least: figureText(present[0] ?? 0, isShare, language),
        most: figureText(present.at(-1) ?? 0, isShare, language),
        hidden: hidden.reduce((sum, one) => sum + one, 0),
      });
    })
    .join(' ');
  return {
    width: WIDTH,
    height: Math.ceil(end + notes.length * 14 + MARGIN),
    title: text(language, 'packaged.map.title', { title: table.title[language], year: table.year }),
    description: said === null ? described : `${said}. ${described}`,
    shapes: [
      ...head,
      ...shapes,
      ...notes.map((note, i) => write(MARGIN, end + i * 14, note, { size: 10, colour: COLOUR.muted })),
    ],
  };
}
