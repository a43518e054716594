import { generator } from '../../../../shared/domain/random/generator.ts';
import type { Lattice } from './lattice.ts';

/** A closed ring of whole metres x0, y0, x1, y1 ... without the first point again; counter-clockwise outside, clockwise round a hole. */
export type Ring = Int32Array;

/** Twice the signed area of a ring (shoelace), exact in whole metres. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    sum += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return sum;
}

const JITTER = 0.15;
const BULGE = 0.13;

/**
 * The rings of every area: along the sides of its cells that face another area or the sea. A corner is moved a little, and
 * every side gets a bend at its middle, both decided by the corner and the pair of corners alone, so that the areas on
 * both sides get the very same points.
 */
export function rings(
  cells: Lattice,
  areaOf: Int32Array,
  count: number,
  seed: number,
  place: (x: number, y: number) => readonly [number, number],
): Ring[][] {
  const random = generator(seed, 'corners');
  const jitterX = new Float32Array(cells.cells * 2);
  const jitterY = new Float32Array(cells.cells * 2);
  const bulge = new Float32Array(cells.cells * 2);
  for (let corner = 0; corner < jitterX.length; corner += 1) {
    jitterX[corner] = JITTER * (2 * random.uniform() - 1);
    jitterY[corner] = JITTER * (2 * random.uniform() - 1);
    bulge[corner] = BULGE * (2 * random.uniform() - 1);
  }
  const plane = (corner: number): readonly [number, number] => [
    cells.cornerX(corner) + jitterX[corner]!,
    cells.cornerY(corner) + jitterY[corner]!,
  ];
  const points = new Map<number, readonly [number, number]>();
  const rounded = (x: number, y: number): readonly [number, number] => {
    const [east, north] = place(x, y);
    return [Math.round(east), Math.round(north)];
  };
  const atCorner = (corner: number): readonly [number, number] => {
    let point = points.get(corner);
    if (point === undefined) {
      point = rounded(...plane(corner));
      points.set(corner, point);
    }
    return point;
  };
  const between = (a: number, b: number): readonly [number, number] => {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const [ax, ay] = plane(low);
    const [bx, by] = plane(high);
    const turn = bulge[low]! + bulge[high]!;
    return rounded((ax + bx) / 2 - turn * (by - ay), (ay + by) / 2 + turn * (bx - ax));
  };

  const next: Map<number, number>[] = Array.from({ length: count }, () => new Map());
  for (let cell = 0; cell < cells.cells; cell += 1) {
    const area = areaOf[cell]!;
    if (area === -1) continue;
    for (let side = 0; side < 6; side += 1) {
      const other = cells.neighbour(cell, side);
      if (other === -1 || areaOf[other] !== area)
        next[area]!.set(cells.corner(cell, side), cells.corner(cell, (side + 1) % 6));
    }
  }
  return next.map((steps) => {
    const found: Ring[] = [];
    for (const start of [...steps.keys()].sort((a, b) => a - b)) {
      if (!steps.has(start)) continue;
      const ring: number[] = [];
      const add = (point: readonly [number, number]): void => {
        const n = ring.length;
        if (n > 0 && ring[n - 2] === point[0] && ring[n - 1] === point[1]) return;
        ring.push(point[0], point[1]);
      };
      let corner = start;
      do {
        const to = steps.get(corner)!;
        steps.delete(corner);
        add(atCorner(corner));
        add(between(corner, to));
        corner = to;
      } while (corner !== start);
      if (ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1]) ring.length -= 2;
      found.push(Int32Array.from(ring));
    }
    return found.sort((a, b) => doubleArea(b) - doubleArea(a));
  });
}
