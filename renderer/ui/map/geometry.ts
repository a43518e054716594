import type { Bounds } from './view.ts';

/** The polygons as they come over the channel (`areas.geometry`). */
export interface AreaGeometry {
  readonly coordinates: Float64Array;
  readonly ringStart: Uint32Array;
  readonly ringArea: Uint32Array;
  readonly bounds: Bounds;
}

/** The same, put in order once: rings by area, and what is asked of every area again and again. */
export interface PreparedGeometry extends AreaGeometry {
  readonly areas: number;
  /** Rings of area a: `rings[areaRing[a]] .. rings[areaRing[a + 1] - 1]`. */
  readonly areaRing: Uint32Array;
  readonly rings: Uint32Array;
  /** minX, minY, maxX, maxY of every area. */
  readonly boxes: Float64Array;
  /** x, y of the middle of every area's largest ring. */
  readonly middles: Float64Array;
}

/** An id buffer holds 16 bits, and 0 means no area. */
export const MOST_AREAS = 65_534;

export function prepare(geometry: AreaGeometry, areas: number): PreparedGeometry {
  if (areas > MOST_AREAS) throw new RangeError('prepare: more areas than an id buffer can tell apart');
  const { coordinates, ringStart, ringArea } = geometry;
  const areaRing = new Uint32Array(areas + 1);
  for (const area of ringArea) areaRing[area + 1] = (areaRing[area + 1] as number) + 1;
  for (let a = 0; a < areas; a += 1) areaRing[a + 1] = (areaRing[a + 1] as number) + (areaRing[a] as number);
  const next = areaRing.slice();
  const rings = new Uint32Array(ringArea.length);
  for (let ring = 0; ring < ringArea.length; ring += 1) {
    const area = ringArea[ring] as number;
    const at = next[area] as number;
    rings[at] = ring;
    next[area] = at + 1;
  }
  const boxes = new Float64Array(4 * areas);
  const middles = new Float64Array(2 * areas).fill(Number.NaN);
  for (let a = 0; a < areas; a += 1) {
    let minX = Number.POSITIVE_INFINITY;
    let minY = Number.POSITIVE_INFINITY;
    let maxX = Number.NEGATIVE_INFINITY;
    let maxY = Number.NEGATIVE_INFINITY;
    let largest = 0;
    for (let r = areaRing[a] as number; r < (areaRing[a + 1] as number); r += 1) {
      const ring = rings[r] as number;
      const first = ringStart[ring] as number;
      const end = ringStart[ring + 1] as number;
      for (let p = first; p < end; p += 1) {
        const x = coordinates[2 * p] as number;
        const y = coordinates[2 * p + 1] as number;
        if (x < minX) minX = x;
        if (x > maxX) maxX = x;
        if (y < minY) minY = y;
        if (y > maxY) maxY = y;
      }
      const middle = ringMiddle(coordinates, first, end);
      if (middle.area > largest) {
        largest = middle.area;
        middles[2 * a] = middle.x;
        middles[2 * a + 1] = middle.y;
      }
    }
    if (largest === 0 && maxX >= minX) {
      middles[2 * a] = (minX + maxX) / 2;
      middles[2 * a + 1] = (minY + maxY) / 2;
    }
    boxes.set([minX, minY, maxX, maxY], 4 * a);
  }
  return { ...geometry, areas, areaRing, rings, boxes, middles };
}

/** Area (absolute) and centroid of a closed ring by the shoelace formula, taken about its first point. */
function ringMiddle(coordinates: Float64Array, first: number, end: number): { area: number; x: number; y: number } {
  const x0 = coordinates[2 * first] as number;
  const y0 = coordinates[2 * first + 1] as number;
  let twice = 0;
  let sx = 0;
  let sy = 0;
  for (let p = first; p + 1 < end; p += 1) {
    const ax = (coordinates[2 * p] as number) - x0;
    const ay = (coordinates[2 * p + 1] as number) - y0;
    const bx = (coordinates[2 * p + 2] as number) - x0;
    const by = (coordinates[2 * p + 3] as number) - y0;
    const cross = ax * by - bx * ay;
    twice += cross;
    sx += (ax + bx) * cross;
    sy += (ay + by) * cross;
  }
  if (twice === 0) return { area: 0, x: x0, y: y0 };
  return { area: Math.abs(twice) / 2, x: x0 + sx / (3 * twice), y: y0 + sy / (3 * twice) };
}

/** The box around some areas; null when none of them has a place. */
export function boundsOf(geometry: PreparedGeometry, areas: Iterable<number>): Bounds | null {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const a of areas) {
    minX = Math.min(minX, geometry.boxes[4 * a] as number);
    minY = Math.min(minY, geometry.boxes[4 * a + 1] as number);
    maxX = Math.max(maxX, geometry.boxes[4 * a + 2] as number);
    maxY = Math.max(maxY, geometry.boxes[4 * a + 3] as number);
  }
  return maxX >= minX ? [minX, minY, maxX, maxY] : null;
}

/** The area whose middle is nearest to a place in the plane; the first of equals, -1 when no area has a place. */
export function nearestMiddle(
  { areas, middles }: PreparedGeometry,
  place: { readonly x: number; readonly y: number },
): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let a = 0; a < areas; a += 1) {
    const distance = Math.hypot((middles[2 * a] as number) - place.x, (middles[2 * a + 1] as number) - place.y);
    if (distance < least) {
      least = distance;
      nearest = a;
    }
  }
  return nearest;
}

/** True when the point lies in the area (even-odd; a point on an edge belongs to one side only). */
export function holds(geometry: PreparedGeometry, area: number, x: number, y: number): boolean {
  const { coordinates, ringStart, areaRing, rings } = geometry;
  let inside = false;
  for (let r = areaRing[area] as number; r < (areaRing[area + 1] as number); r += 1) {
    const ring = rings[r] as number;
    const end = ringStart[ring + 1] as number;
    for (let p = ringStart[ring] as number; p + 1 < end; p += 1) {
      const ay = coordinates[2 * p + 1] as number;
      const by = coordinates[2 * p + 3] as number;
      if (ay > y === by > y) continue;
      const ax = coordinates[2 * p] as number;
      const bx = coordinates[2 * p + 2] as number;
      if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
