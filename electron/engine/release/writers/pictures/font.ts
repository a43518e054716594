import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fontkit from 'fontkit';
import { resourceFolder } from '../../../indicators/shipped.ts';

/* Inter (SIL Open Font License 1.1), as it lies in resources/fonts: for pictures of pixels and for PDF, which know no other. */

interface Glyph {
  readonly advanceWidth: number;
  readonly path: { readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[] };
}

interface Font {
  readonly unitsPerEm: number;
  glyphForCodePoint(code: number): Glyph;
  hasGlyphForCodePoint(code: number): boolean;
}

const FILES = { plain: 'inter-400.ttf', bold: 'inter-700.ttf' } as const;
export type Weight = keyof typeof FILES;

const bytes = new Map<Weight, Buffer>();
const fonts = new Map<Weight, Font>();

/** The font's file. */
export function fontFile(weight: Weight): Buffer {
  let own = bytes.get(weight);
  if (own === undefined) {
    own = readFileSync(path.join(resourceFolder('fonts'), FILES[weight]));
    bytes.set(weight, own);
  }
  return own;
}

function fontOf(weight: Weight): Font {
  let own = fonts.get(weight);
  if (own === undefined) {
    own = fontkit.create(fontFile(weight)) as Font;
    fonts.set(weight, own);
  }
  return own;
}

/** Signs that the font has not are shown as a question mark, in every picture and report alike. */
export const writable = (text: string): string =>
  Array.from(text)
    .map((sign) => (fontOf('plain').hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : '?'))
    .join('');

function* glyphsOf(text: string, weight: Weight): Generator<Glyph> {
  const font = fontOf(weight);
  for (const sign of writable(text)) yield font.glyphForCodePoint(sign.codePointAt(0) ?? 0);
}

export function textWidth(text: string, size: number, weight: Weight): number {
  let width = 0;
  for (const { advanceWidth } of glyphsOf(text, weight)) width += advanceWidth;
  return (width * size) / fontOf(weight).unitsPerEm;
}

/** The text in lines that are at most so wide; a longer word stands alone. */
export function wrapped(text: string, size: number, width: number, weight: Weight = 'plain'): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(next, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line];
}

/** Straight pieces of a curve of a letter: enough at the sizes of a picture. */
const CURVE_PIECES = 4;

/** The outlines of a text as closed rings in pixels, its baseline beginning at x, y. */
export function textRings(text: string, x: number, y: number, size: number, weight: Weight): number[][] {
  const scale = size / fontOf(weight).unitsPerEm;
  const rings: number[][] = [];
  let pen = x;
  for (const { path: outline, advanceWidth } of glyphsOf(text, weight)) {
    let ring: number[] = [];
    const point = (px: number, py: number): void => {
      ring.push(pen + px * scale, y - py * scale);
    };
    let [atX, atY] = [0, 0];
    for (const { command, args } of outline.commands) {
      const [a = 0, b = 0, c = 0, d = 0] = args;
      if (command === 'moveTo') {
        ring = [];
        rings.push(ring);
        point(a, b);
        [atX, atY] = [a, b];
      } else if (command === 'lineTo') {
        point(a, b);
        [atX, atY] = [a, b];
      } else if (command === 'quadraticCurveTo') {
        for (let i = 1; i <= CURVE_PIECES; i += 1) {
          const t = i / CURVE_PIECES;
          const u = 1 - t;
          point(u * u * atX + 2 * u * t * a + t * t * c, u * u * atY + 2 * u * t * b + t * t * d);
        }
        [atX, atY] = [c, d];
      }
    }
    pen += advanceWidth * scale;
  }
  return rings;
}
