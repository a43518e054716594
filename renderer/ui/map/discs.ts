import type { PreparedGeometry } from './geometry.ts';
import { projection, type Size, type View } from './view.ts';

/** One disc per area, largest first, in pixels. */
export interface Discs {
  readonly order: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: Float64Array;
}

/** Least radius that a pointer still finds, in CSS pixels. */
const LEAST = 1.5;
/** Share of the shown country that all discs together cover at the whole view. */
const COVER = 0.14;

/**
 * Discs whose area follows the population, at the middle of each area, so that the areas where many people live on
 * little land are seen. Closer in, discs grow with the square root of the zoom: they come apart, yet stay readable.
 */
export function placeDiscs(
  geometry: PreparedGeometry,
  population: Float64Array,
  view: View,
  size: Size,
  whole: View,
  devicePixelRatio: number,
): Discs {
  const { scale, offsetX, offsetY } = projection(view, size);
  const [minX, minY, maxX, maxY] = geometry.bounds;
  const land = ((maxX - minX) * (maxY - minY)) / (whole.metresPerPixel * whole.metresPerPixel);
  let people = 0;
  for (const p of population) if (p > 0) people += p;
  const perPerson = people > 0 ? Math.sqrt((COVER * land) / (Math.PI * people)) : 0;
  const closer = Math.sqrt(whole.metresPerPixel / view.metresPerPixel);
  const { areas } = geometry;
  const x = new Float64Array(areas);
  const y = new Float64Array(areas);
  const radius = new Float64Array(areas);
  for (let a = 0; a < areas; a += 1) {
    const p = population[a] as number;
    x[a] = (geometry.middles[2 * a] as number) * scale + offsetX;
    y[a] = offsetY - (geometry.middles[2 * a + 1] as number) * scale;
    radius[a] = Math.max(LEAST * devicePixelRatio, p > 0 ? perPerson * Math.sqrt(p) * closer : 0);
  }
  const order = Uint32Array.from({ length: areas }, (_, a) => a).sort(
    (a, b) => (radius[b] as number) - (radius[a] as number) || a - b,
  );
  return { order, x, y, radius };
}

/** The id buffer of the discs: small ones lie on top of large ones. */
export function rasteriseDiscs(
  discs: Discs,
  size: Size,
  into: Uint16Array = new Uint16Array(size.width * size.height),
): Uint16Array {
  const { width, height } = size;
  into.fill(0);
  for (const a of discs.order) {
    const x = discs.x[a] as number;
    const y = discs.y[a] as number;
    const r = discs.radius[a] as number;
    if (!(x + r >= 0 && x - r <= width && y + r >= 0 && y - r <= height)) continue;
    const top = Math.max(0, Math.ceil(y - r - 0.5));
    const bottom = Math.min(height, Math.ceil(y + r - 0.5));
    for (let row = top; row < bottom; row += 1) {
      const dy = row + 0.5 - y;
      const half = Math.sqrt(Math.max(0, r * r - dy * dy));
      const first = Math.max(0, Math.ceil(x - half - 0.5));
      const end = Math.min(width, Math.ceil(x + half - 0.5));
      for (let p = row * width + first; p < row * width + end; p += 1) into[p] = a + 1;
    }
  }
  return into;
}
