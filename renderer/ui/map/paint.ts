import { MISSING_CLASS } from '../../../shared/domain/classes/classify.ts';
import type { Size } from './view.ts';

/** The pixels of every area as runs `from[k] .. to[k] - 1`, those of area a at `start[a] .. start[a + 1] - 1`. */
export interface Runs {
  readonly start: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Gathers the id buffer into runs by area, so that an area's pixels are reached without looking at all the others. */
export function runsOf(ids: Uint16Array, areas: number): Runs {
  const start = new Uint32Array(areas + 1);
  let before = 0;
  for (const id of ids) {
    if (id !== before) {
      if (id > 0) start[id] = (start[id] as number) + 1;
      before = id;
    }
  }
  for (let a = 0; a < areas; a += 1) start[a + 1] = (start[a + 1] as number) + (start[a] as number);
  const next = start.slice(0, areas);
  const total = start[areas] as number;
  const from = new Uint32Array(total);
  const to = new Uint32Array(total);
  let p = 0;
  while (p < ids.length) {
    const id = ids[p] as number;
    let end = p + 1;
    while (end < ids.length && ids[end] === id) end += 1;
    if (id > 0) {
      const at = next[id - 1] as number;
      from[at] = p;
      to[at] = end;
      next[id - 1] = at + 1;
    }
    p = end;
  }
  return { start, from, to };
}

/** Colours as the 32-bit words of an ImageData (red in the lowest byte). */
export interface Palette {
  readonly classes: Uint32Array;
  readonly missing: number;
  readonly hatch: number;
  /** Distance between the lines of the hatching, in pixels. */
  readonly period: number;
}

/** `#rrggbb` as one word of an ImageData on a little-endian machine, opaque. */
export function word(colour: string): number {
  const value = Number.parseInt(colour.slice(1, 7), 16);
  if (!/^#[0-9a-f]{6}/iu.test(colour)) throw new RangeError('word: a colour must be written #rrggbb');
  return ((255 << 24) | ((value & 255) << 16) | (value & 0xff00) | (value >>> 16)) >>> 0;
}

export interface Painted {
  /** First pixel row that changed, and one past the last; equal when nothing did. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * Paints the areas whose class differs from what `shown` says, and brings `shown` up to date. Give `shown` filled with
 * 254 to paint all. Areas without a value get diagonal lines.
 */
export function paint(
  pixels: Uint32Array,
  runs: Runs,
  size: Size,
  classOf: Uint8Array | Uint16Array,
  shown: Uint8Array,
  palette: Palette,
): Painted {
  const { width } = size;
  let least = pixels.length;
  let most = 0;
  for (let a = 0; a < shown.length; a += 1) {
    const c = classOf[a] as number;
    if (c === shown[a]) continue;
    shown[a] = c;
    const end = runs.start[a + 1] as number;
    for (let k = runs.start[a] as number; k < end; k += 1) {
      const from = runs.from[k] as number;
      const to = runs.to[k] as number;
      if (from < least) least = from;
      if (to > most) most = to;
      if (c === MISSING_CLASS) hatch(pixels, from, to, width, palette);
      else {
        const colour = palette.classes[c] ?? palette.missing;
        for (let p = from; p < to; p += 1) pixels[p] = colour;
      }
    }
  }
  if (most === 0) return { top: 0, bottom: 0 };
  return { top: Math.floor(least / width), bottom: Math.ceil(most / width) };
}

function hatch(pixels: Uint32Array, from: number, to: number, width: number, palette: Palette): void {
  const { period } = palette;
  let x = from % width;
  let y = (from - x) / width;
  for (let p = from; p < to; p += 1) {
    const step = (x + y) % period;
    pixels[p] = step < period / 4 ? palette.hatch : palette.missing;
    x += 1;
    if (x === width) {
      x = 0;
      y += 1;
    }
  }
}
