import type { PreparedGeometry } from './geometry.ts';
import { projection, type Size, type View } from './view.ts';

/** Space that is used again from one raster to the next. */
interface Scratch {
  rowEnd: Int32Array;
  crossings: Float64Array;
}

const scratch: Scratch = { rowEnd: new Int32Array(0), crossings: new Float64Array(1024) };

/**
 * The area under the middle of every pixel, 0 for none and i + 1 for area i: scanlines, even-odd over all the rings of
 * an area. A pixel row takes the edges with y_min <= middle < y_max and a pixel lies inside from the first crossing that
 * is at most its middle up to the next, so that two areas that share an edge share no pixel and leave none between
 * them. Both sides compute a shared edge from its upper end, and therefore get the same crossing bit by bit. An area
 * that holds no pixel middle is not seen (that is what the dot mode is for). Cost grows with edges and with the rows
 * that they cross, not with the pixels that lie inside.
 */
export function rasterise(
  geometry: PreparedGeometry,
  view: View,
  size: Size,
  into: Uint16Array = new Uint16Array(size.width * size.height),
): Uint16Array {
  const { width, height } = size;
  const { scale, offsetX, offsetY } = projection(view, size);
  const { boxes } = geometry;
  into.fill(0);
  if (scratch.rowEnd.length < height + 1) scratch.rowEnd = new Int32Array(height + 1);
  for (let area = 0; area < geometry.areas; area += 1) {
    const left = (boxes[4 * area] as number) * scale + offsetX;
    const right = (boxes[4 * area + 2] as number) * scale + offsetX;
    if (!(right >= 0.5 && left <= width - 0.5)) continue;
    const top = Math.max(0, Math.ceil(offsetY - (boxes[4 * area + 3] as number) * scale - 0.5));
    const bottom = Math.min(height, Math.ceil(offsetY - (boxes[4 * area + 1] as number) * scale - 0.5));
    if (bottom <= top) continue;
    if (Math.ceil(left - 0.5) === Math.ceil(right - 0.5)) continue;
    fillArea(geometry, area, { scale, offsetX, offsetY, top, bottom, width }, into);
  }
  return into;
}

interface Window {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

function fillArea(geometry: PreparedGeometry, area: number, window: Window, into: Uint16Array): void {
  const { top, bottom, width } = window;
  const rows = bottom - top;
  const rowEnd = scratch.rowEnd;
  rowEnd.fill(0, 0, rows + 1);
  // Counted first, so that every row's crossings lie together: row r in rowEnd[r - 1] .. rowEnd[r] once filled.
  const total = walkEdges(geometry, area, window, (row) => {
    rowEnd[row + 1] = (rowEnd[row + 1] as number) + 1;
  });
  for (let row = 0; row < rows; row += 1) rowEnd[row + 1] = (rowEnd[row + 1] as number) + (rowEnd[row] as number);
  if (scratch.crossings.length < total) scratch.crossings = new Float64Array(2 * total);
  const crossings = scratch.crossings;
  walkEdges(geometry, area, window, (row, x) => {
    const at = rowEnd[row] as number;
    crossings[at] = x;
    rowEnd[row] = at + 1;
  });
  let from = 0;
  for (let row = 0; row < rows; row += 1) {
    const to = rowEnd[row] as number;
    sortPart(crossings, from, to);
    const line = (top + row) * width;
    for (let at = from; at + 1 < to; at += 2) {
      const first = Math.max(0, Math.ceil((crossings[at] as number) - 0.5));
      const end = Math.min(width, Math.ceil((crossings[at + 1] as number) - 0.5));
      for (let p = line + first; p < line + end; p += 1) into[p] = area + 1;
    }
    from = to;
  }
}

/** Calls `visit` for every pixel row that an edge of the area crosses, counted from `top`; returns how many. */
function walkEdges(
  geometry: PreparedGeometry,
  area: number,
  { scale, offsetX, offsetY, top, bottom }: Window,
  visit: (row: number, x: number) => void,
): number {
  const { coordinates, ringStart, areaRing, rings } = geometry;
  let total = 0;
  for (let r = areaRing[area] as number; r < (areaRing[area + 1] as number); r += 1) {
    const ring = rings[r] as number;
    const end = ringStart[ring + 1] as number;
    let p = ringStart[ring] as number;
    let x0 = (coordinates[2 * p] as number) * scale + offsetX;
    let y0 = offsetY - (coordinates[2 * p + 1] as number) * scale;
    for (p += 1; p < end; p += 1) {
      const x1 = (coordinates[2 * p] as number) * scale + offsetX;
      const y1 = offsetY - (coordinates[2 * p + 1] as number) * scale;
      const down = y0 < y1;
      const upperY = down ? y0 : y1;
      const lowerY = down ? y1 : y0;
      const first = Math.max(top, Math.ceil(upperY - 0.5));
      const last = Math.min(bottom, Math.ceil(lowerY - 0.5));
      if (first < last) {
        const upperX = down ? x0 : x1;
        const slope = ((down ? x1 : x0) - upperX) / (lowerY - upperY);
        for (let row = first; row < last; row += 1) visit(row - top, upperX + (row + 0.5 - upperY) * slope);
        total += last - first;
      }
      x0 = x1;
      y0 = y1;
    }
  }
  return total;
}

/** Insertion sort of a short stretch: a row of one area has seldom more than a handful of crossings. */
function sortPart(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i += 1) {
    const x = values[i] as number;
    let j = i - 1;
    while (j >= from && (values[j] as number) > x) {
      values[j + 1] = values[j] as number;
      j -= 1;
    }
    values[j + 1] = x;
  }
}
