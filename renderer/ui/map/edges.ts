import { holds, type PreparedGeometry } from './geometry.ts';

/** What an edge parts: two areas of one municipality, two municipalities of one county, two counties, or land from none. */
export const EDGE_KINDS = ['area', 'municipality', 'county', 'outer'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** Polylines: line k has the points `start[k] .. start[k + 1] - 1` of `coordinates` (x, y in metres). */
export interface Lines {
  readonly coordinates: Float64Array;
  readonly start: Uint32Array;
}

export type Borders = Readonly<Record<EdgeKind, Lines>>;

/** How far from an edge without a twin its neighbour is looked for, in metres. */
const STEP = 0.5;

/**
 * Every edge once, by what it parts. Two areas that share an edge have the same two points there; an edge without such
 * a twin (one side has a point more, or the country ends) is settled by which area lies just beside its middle.
 */
export function findBorders(geometry: PreparedGeometry, municipalityOf: Uint32Array, countyOf: Uint32Array): Borders {
  const { coordinates, ringStart, ringArea } = geometry;
  const twin = findTwins(geometry);
  const areaOf = (point: number): number => owner[point] as number;
  const owner = new Uint32Array(coordinates.length / 2);
  for (let ring = 0; ring < ringArea.length; ring += 1) {
    owner.fill(ringArea[ring] as number, ringStart[ring], ringStart[ring + 1]);
  }
  const between = (a: number, b: number): EdgeKind | null => {
    if (a === b) return null;
    if (countyOf[a] !== countyOf[b]) return 'county';
    return municipalityOf[a] === municipalityOf[b] ? 'area' : 'municipality';
  };
  const lookup = neighbourLookup(geometry);
  const made = { area: collector(), municipality: collector(), county: collector(), outer: collector() };
  for (let ring = 0; ring < ringArea.length; ring += 1) {
    const area = ringArea[ring] as number;
    let before: EdgeKind | null = null;
    for (let p = ringStart[ring] as number; p + 1 < (ringStart[ring + 1] as number); p += 1) {
      const other = twin[p] as number;
      let kind: EdgeKind | null = null;
      if (other < 0) {
        const beside = lookup(area, p);
        kind = beside < 0 ? 'outer' : beside > area ? null : between(area, beside);
      } else if (p < other) kind = between(area, areaOf(other));
      if (kind !== null) made[kind].add(coordinates, p, kind === before);
      before = kind;
    }
  }
  return {
    area: made.area.lines(),
    municipality: made.municipality.lines(),
    county: made.county.lines(),
    outer: made.outer.lines(),
  };
}

function collector(): { add(from: Float64Array, point: number, goesOn: boolean): void; lines(): Lines } {
  const points: number[] = [];
  const start: number[] = [];
  return {
    add: (from, point, goesOn) => {
      if (!goesOn) {
        start.push(points.length / 2);
        points.push(from[2 * point] as number, from[2 * point + 1] as number);
      }
      points.push(from[2 * point + 2] as number, from[2 * point + 3] as number);
    },
    lines: () => ({
      coordinates: Float64Array.from(points),
      start: Uint32Array.from([...start, points.length / 2]),
    }),
  };
}

/** For the edge from point p to p + 1: the point where the same edge starts in another ring, or -1. */
function findTwins({ coordinates, ringStart }: PreparedGeometry): Int32Array {
  const points = coordinates.length / 2;
  const twin = new Int32Array(points).fill(-1);
  if (points === 0) return twin;
  const words = new Uint32Array(coordinates.buffer, coordinates.byteOffset, coordinates.length * 2);
  const bits = Math.max(4, Math.ceil(Math.log2(points * 2)));
  const mask = 2 ** bits - 1;
  const mix = (a: number, b: number): number => {
    let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    return (h ^ (h >>> 13)) >>> 0;
  };

  // Points by place: equal places get the same number.
  const place = new Int32Array(points);
  const seen = new Int32Array(mask + 1).fill(-1);
  for (let p = 0; p < points; p += 1) {
    const x = coordinates[2 * p] as number;
    const y = coordinates[2 * p + 1] as number;
    const high = mix(words[4 * p + 1] as number, words[4 * p + 3] as number);
    let slot = mix(high ^ (words[4 * p] as number), words[4 * p + 2] as number) & mask;
    for (;;) {
      const other = seen[slot] as number;
      if (other < 0) {
        seen[slot] = p;
        place[p] = p;
        break;
      }
      if (coordinates[2 * other] === x && coordinates[2 * other + 1] === y) {
        place[p] = other;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }

  seen.fill(-1);
  for (let ring = 0; ring + 1 < ringStart.length; ring += 1) {
    for (let p = ringStart[ring] as number; p + 1 < (ringStart[ring + 1] as number); p += 1) {
      const low = Math.min(place[p] as number, place[p + 1] as number);
      const high = Math.max(place[p] as number, place[p + 1] as number);
      let slot = mix(low, high) & mask;
      for (;;) {
        const other = seen[slot] as number;
        if (other < 0) {
          seen[slot] = p;
          break;
        }
        const a = place[other] as number;
        const b = place[other + 1] as number;
        if (Math.min(a, b) === low && Math.max(a, b) === high) {
          if ((twin[other] as number) < 0) {
            twin[other] = p;
            twin[p] = other;
          }
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
  }
  return twin;
}

/** Which other area lies just beside the middle of the edge at point p, or -1. */
function neighbourLookup(geometry: PreparedGeometry): (area: number, p: number) => number {
  const { coordinates, boxes, areas, bounds } = geometry;
  const [minX, minY, maxX, maxY] = bounds;
  const side = Math.max(1, Math.ceil(Math.sqrt(areas)));
  const column = (x: number): number =>
    Math.min(side - 1, Math.max(0, Math.floor(((x - minX) / (maxX - minX)) * side)));
  const row = (y: number): number => Math.min(side - 1, Math.max(0, Math.floor(((y - minY) / (maxY - minY)) * side)));
  let cells: number[][] | null = null;
  const filled = (): number[][] => {
    const made: number[][] = Array.from({ length: side * side }, () => []);
    for (let a = 0; a < areas; a += 1) {
      if (!((boxes[4 * a + 2] as number) >= (boxes[4 * a] as number))) continue;
      for (let r = row(boxes[4 * a + 1] as number); r <= row(boxes[4 * a + 3] as number); r += 1) {
        for (let c = column(boxes[4 * a] as number); c <= column(boxes[4 * a + 2] as number); c += 1) {
          (made[r * side + c] as number[]).push(a);
        }
      }
    }
    return made;
  };
  return (area, p) => {
    cells ??= filled();
    const ax = coordinates[2 * p] as number;
    const ay = coordinates[2 * p + 1] as number;
    const dx = (coordinates[2 * p + 2] as number) - ax;
    const dy = (coordinates[2 * p + 3] as number) - ay;
    const length = Math.hypot(dx, dy);
    if (length === 0) return area;
    for (const turn of [STEP, -STEP]) {
      const x = ax + dx / 2 - (dy / length) * turn;
      const y = ay + dy / 2 + (dx / length) * turn;
      for (const other of cells[row(y) * side + column(x)] ?? []) {
        if (other === area) continue;
        const inBox =
          x >= (boxes[4 * other] as number) &&
          x <= (boxes[4 * other + 2] as number) &&
          y >= (boxes[4 * other + 1] as number) &&
          y <= (boxes[4 * other + 3] as number);
        if (inBox && holds(geometry, other, x, y)) return other;
      }
    }
    return -1;
  };
}
