/** What part of the plane (EPSG:3006, metres) the map shows. Pixels are device pixels; y grows upwards in the plane. */
export interface View {
  readonly centreX: number;
  readonly centreY: number;
  readonly metresPerPixel: number;
}

/** minX, minY, maxX, maxY in metres. */
export type Bounds = readonly [number, number, number, number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Closer than this nothing new is seen. */
const FINEST = 1;

/**
 * The view that shows all of `bounds` with a margin, as large as it can. `left` pixels at the left edge are kept free
 * for a legend, at most a little more than half the width.
 */
export function fit(bounds: Bounds, size: Size, margin = 12, left = 0): View {
  const [minX, minY, maxX, maxY] = bounds;
  const free = Math.min(left, 0.55 * size.width);
  const width = Math.max(1, size.width - 2 * margin - free);
  const height = Math.max(1, size.height - 2 * margin);
  const metresPerPixel = Math.max(FINEST, (maxX - minX) / width, (maxY - minY) / height);
  // What has room enough beside the legend when it stands in the middle stays in the middle.
  const shift = Math.max(0, Math.min(free / 2, free + margin - (size.width - (maxX - minX) / metresPerPixel) / 2));
  return {
    centreX: (minX + maxX) / 2 - shift * metresPerPixel,
    centreY: (minY + maxY) / 2,
    metresPerPixel,
  };
}

/** Moves what is shown by pixels: positive dx moves the map to the right. */
export function pan(view: View, dx: number, dy: number): View {
  return {
    ...view,
    centreX: view.centreX - dx * view.metresPerPixel,
    centreY: view.centreY + dy * view.metresPerPixel,
  };
}

/** Zooms by a factor (above 1: closer) so that the place under the pixel (x, y) stays where it is. */
export function zoomAround(view: View, factor: number, x: number, y: number, size: Size, coarsest: number): View {
  const metresPerPixel = Math.min(coarsest, Math.max(FINEST, view.metresPerPixel / factor));
  const place = toPlane(view, x, y, size);
  return {
    centreX: place.x - (x - size.width / 2) * metresPerPixel,
    centreY: place.y + (y - size.height / 2) * metresPerPixel,
    metresPerPixel,
  };
}

/** Keeps the centre inside the bounds, so that the map cannot be lost. */
export function keepInside(view: View, bounds: Bounds): View {
  const [minX, minY, maxX, maxY] = bounds;
  return {
    ...view,
    centreX: Math.min(maxX, Math.max(minX, view.centreX)),
    centreY: Math.min(maxY, Math.max(minY, view.centreY)),
  };
}

/** The place in the plane under a pixel. */
export function toPlane(view: View, x: number, y: number, size: Size): { x: number; y: number } {
  return {
    x: view.centreX + (x - size.width / 2) * view.metresPerPixel,
    y: view.centreY - (y - size.height / 2) * view.metresPerPixel,
  };
}

/** Pixel = place * scale + offset; y is turned over. */
export interface Projection {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export function projection(view: View, size: Size): Projection {
  const scale = 1 / view.metresPerPixel;
  return {
    scale,
    offsetX: size.width / 2 - view.centreX * scale,
    offsetY: size.height / 2 + view.centreY * scale,
  };
}

/** A round length (1, 2 or 5 times a power of ten, in metres) of at most `most` pixels, and its length in pixels. */
export function scaleBar(metresPerPixel: number, most: number): { metres: number; pixels: number } {
  const longest = most * metresPerPixel;
  const power = 10 ** Math.floor(Math.log10(longest));
  const step = [5, 2, 1].find((candidate) => candidate * power <= longest) ?? 1;
  return { metres: step * power, pixels: (step * power) / metresPerPixel };
}
