import { type AreaGeometry, prepare } from './geometry.ts';
import { paint, type Runs, runsOf, word } from './paint.ts';
import { rasterise } from './rasterise.ts';
import { fit, type Size } from './view.ts';

/*
 * Small maps of the whole country side by side: which area each pixel belongs to is found once per size and shared by
 * all of them, so that one more map costs a loop over its pixels.
 */

const kept = new WeakMap<AreaGeometry, Map<string, Runs>>();

function runsFor(geometry: AreaGeometry, areas: number, size: Size): Runs {
  const bySize = kept.get(geometry) ?? new Map<string, Runs>();
  kept.set(geometry, bySize);
  const key = `${String(size.width)}x${String(size.height)}`;
  const known = bySize.get(key);
  if (known !== undefined) return known;
  const made = runsOf(rasterise(prepare(geometry, areas), fit(geometry.bounds, size, 1), size), areas);
  bySize.set(key, made);
  return made;
}

export interface ThumbnailColours {
  readonly classes: readonly string[];
  readonly missing: string;
  readonly hatch: string;
}

const UNPAINTED = 254;

/** Draws the country into the canvas, `size` in device pixels. */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  geometry: AreaGeometry,
  size: Size,
  classOf: Uint8Array,
  colours: ThumbnailColours,
): void {
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(size.width, size.height);
  const pixels = new Uint32Array(image.data.buffer);
  const shown = new Uint8Array(classOf.length).fill(UNPAINTED);
  paint(pixels, runsFor(geometry, classOf.length, size), size, classOf, shown, {
    classes: Uint32Array.from(colours.classes, word),
    missing: word(colours.missing),
    hatch: word(colours.hatch),
    period: 4,
  });
  context.putImageData(image, 0, 0);
}
