import type PdfDocument from 'pdfkit';
import { textWidth, writable } from '../pictures/font.ts';
import { COLOUR, HATCH_PERIOD, type Scene, type Shape } from '../pictures/scene.ts';

type Document = InstanceType<typeof PdfDocument>;

function trace(document: Document, rings: readonly (readonly number[])[]): void {
  for (const ring of rings) {
    document.moveTo(ring[0] ?? 0, ring[1] ?? 0);
    for (let i = 2; i < ring.length; i += 2) document.lineTo(ring[i] as number, ring[i + 1] as number);
    document.closePath();
  }
}

/** Lines at 45 degrees within the rings. */
function hatch(document: Document, rings: readonly (readonly number[])[]): void {
  trace(document, rings);
  document.fill(COLOUR.hatchGround, 'even-odd');
  document.save();
  trace(document, rings);
  document.clip('even-odd');
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i] as number);
      right = Math.max(right, ring[i] as number);
      top = Math.min(top, ring[i + 1] as number);
      bottom = Math.max(bottom, ring[i + 1] as number);
    }
  const step = Math.round(HATCH_PERIOD * 14) / 10;
  const start = Math.floor((left + top) / step) * step;
  for (let sum = start; sum <= right + bottom; sum += step) {
    const x = Math.round(sum * 10) / 10;
    document.moveTo(x - top, top).lineTo(x - bottom, bottom);
  }
  document.lineWidth(1).stroke(COLOUR.hatch);
  document.restore();
}

function drawShape(document: Document, shape: Shape, fonts: { readonly plain: string; readonly bold: string }): void {
  if (shape.kind === 'dot') {
    document.circle(shape.x, shape.y, shape.radius).fill(shape.colour);
    return;
  }
  if (shape.kind === 'text') {
    const { x, y, size, bold, anchor, colour, text } = shape;
    const width = anchor === 'start' ? 0 : textWidth(text, size, bold ? 'bold' : 'plain');
    const start = anchor === 'end' ? x - width : x - width / 2;
    document
      .font(bold ? fonts.bold : fonts.plain)
      .fontSize(size)
      .fillColor(colour)
      .text(writable(text), start, y, { lineBreak: false, baseline: 'alphabetic' });
    return;
  }
  const { rings, fill, line } = shape;
  if (fill === 'hatch') hatch(document, rings);
  else {
    trace(document, rings);
    document.fill(fill.colour, 'even-odd');
  }
  if (line === undefined) return;
  trace(document, rings);
  document.lineWidth(line.width).lineJoin('round').stroke(line.colour);
}

/** A picture at its place on the page, as lines and letters. */
export function drawScene(
  document: Document,
  { shapes }: Scene,
  x: number,
  y: number,
  scale: number,
  fonts: { readonly plain: string; readonly bold: string },
): void {
  document.save();
  document.translate(x, y).scale(scale);
  for (const shape of shapes) drawShape(document, shape, fonts);
  document.restore();
}
