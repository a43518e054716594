import type { Borders, EdgeKind, Lines } from './edges.ts';
import { placeLabels, type LabelWish } from './labels.ts';
import { projection, type Size, type View } from './view.ts';

/** The colours a map is drawn in beside its classes. */
export interface MapInk {
  /** Behind everything, and between areas. */
  readonly ground: string;
  /** Municipalities, counties and the coast. */
  readonly border: string;
  /** Names. */
  readonly text: string;
  /** The area pointed at, and those selected. */
  readonly highlight: string;
  /** The paler of the two colours of an area without a value, and its lines. */
  readonly missing: string;
  readonly hatch: string;
}

/** A county or a municipality: where its name goes, and how much room it takes (metres). */
export interface Region {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly span: number;
}

interface Stroke {
  readonly kind: EdgeKind;
  readonly width: number;
  readonly alpha: number;
}

/** How heavy each border is drawn: the finer ones fade in as there is room for them. */
function strokes(metresPerPixel: number): Stroke[] {
  const fade = (from: number, to: number): number =>
    Math.min(1, Math.max(0, Math.log(from / metresPerPixel) / Math.log(from / to)));
  const area = fade(1500, 100);
  const municipality = fade(5000, 300);
  const all: Stroke[] = [
    { kind: 'area', width: 0.4 + 0.3 * area, alpha: 0.35 * area },
    { kind: 'municipality', width: 0.4 + 0.6 * municipality, alpha: 0.12 + 0.5 * municipality },
    { kind: 'county', width: 0.75 + 0.75 * municipality, alpha: 0.55 + 0.3 * municipality },
    { kind: 'outer', width: 0.75, alpha: 0.55 },
  ];
  return all.filter((stroke) => stroke.alpha > 0.02);
}

/** Draws borders over a cleared canvas. Sizes are device pixels, `ratio` of them to a CSS pixel. */
export function paintBorders(
  context: CanvasRenderingContext2D,
  borders: Borders,
  view: View,
  size: Size,
  ink: MapInk,
  ratio: number,
  faint: boolean,
): void {
  context.lineJoin = 'round';
  context.strokeStyle = ink.border;
  for (const stroke of strokes(view.metresPerPixel * ratio)) {
    if (faint && stroke.kind === 'area') continue;
    context.globalAlpha = stroke.alpha * (faint ? 0.5 : 1);
    context.lineWidth = stroke.width * ratio;
    context.beginPath();
    trace(context, borders[stroke.kind], view, size);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Adds polylines to the path, leaving out those off screen and points that fall within half a pixel of the last. */
function trace(context: CanvasRenderingContext2D, lines: Lines, view: View, size: Size): void {
  const { scale, offsetX, offsetY } = projection(view, size);
  const { coordinates, start } = lines;
  const outside = (x: number, y: number): boolean => x < -20 || y < -20 || x > size.width + 20 || y > size.height + 20;
  for (let line = 0; line + 1 < start.length; line += 1) {
    const end = start[line + 1] as number;
    let lastX = 0;
    let lastY = 0;
    let lastOut = true;
    let drawing = false;
    for (let p = start[line] as number; p < end; p += 1) {
      const x = (coordinates[2 * p] as number) * scale + offsetX;
      const y = offsetY - (coordinates[2 * p + 1] as number) * scale;
      const first = p === start[line];
      const last = p === end - 1;
      const out = outside(x, y);
      if (!first && !last && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.7) continue;
      if (!first && !(out && lastOut)) {
        if (!drawing) context.moveTo(lastX, lastY);
        context.lineTo(x, y);
        drawing = true;
      } else drawing = false;
      lastX = x;
      lastY = y;
      lastOut = out;
    }
  }
}

/** Names of counties, and closer in of municipalities, where there is room. */
export function paintLabels(
  context: CanvasRenderingContext2D,
  counties: readonly Region[],
  municipalities: readonly Region[],
  view: View,
  size: Size,
  ink: MapInk,
  ratio: number,
  font: string,
): void {
  const { scale, offsetX, offsetY } = projection(view, size);
  const countyFont = `600 ${String(12 * ratio)}px ${font}`;
  const municipalityFont = `500 ${String(11 * ratio)}px ${font}`;
  const wish = (region: Region, weight: number, height: number): LabelWish => ({
    text: region.name,
    x: region.x * scale + offsetX,
    y: offsetY - region.y * scale,
    width: context.measureText(region.name).width,
    height: height * ratio,
    room: region.span * scale * 1.1,
    weight,
  });
  context.font = municipalityFont;
  const near = view.metresPerPixel * ratio < 450;
  const fine = near ? municipalities.map((region) => wish(region, region.span, 14)) : [];
  context.font = countyFont;
  const coarse = near ? [] : counties.map((region) => wish(region, 1e9 + region.span, 15));
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3 * ratio;
  context.strokeStyle = ink.ground;
  context.fillStyle = ink.text;
  context.font = near ? municipalityFont : countyFont;
  for (const label of placeLabels([...coarse, ...fine], size.width, size.height, 6 * ratio)) {
    context.globalAlpha = 0.85;
    context.strokeText(label.text, label.x, label.y);
    context.globalAlpha = 1;
    context.fillText(label.text, label.x, label.y);
  }
}
