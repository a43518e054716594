import type { Area } from '../../../../../electron/engine/synth/country.ts';

type Edge = readonly [number, number, number, number];

/** Side of the squares that edges are sorted into, metres: longer than nearly every edge. */
const SQUARE = 3000;

/** Every stretch of border once, whichever of its two areas it is read from. */
function edgesOf(areas: readonly Area[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const area of areas)
    for (const ring of area.rings)
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
        const edge: Edge = ax < bx || (ax === bx && ay < by) ? [ax, ay, bx, by] : [bx, by, ax, ay];
        edges.set(edge.join(), edge);
      }
  return [...edges.values()];
}

/** Which side of the line through the edge the point lies on; exact, for whole metres. */
const side = ([ax, ay, bx, by]: Edge, x: number, y: number): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

const cross = (a: Edge, b: Edge): boolean =>
  side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;

/** Pairs of border stretches that cross one another, anywhere in the country. */
export function crossings(areas: readonly Area[]): number {
  const squares = new Map<string, Edge[]>();
  for (const edge of edgesOf(areas)) {
    const [ax, ay, bx, by] = edge.map((value) => Math.floor(value / SQUARE)) as [number, number, number, number];
    for (let x = Math.min(ax, bx); x <= Math.max(ax, bx); x += 1)
      for (let y = Math.min(ay, by); y <= Math.max(ay, by); y += 1) {
        const square = squares.get(`${x},${y}`);
        if (square === undefined) squares.set(`${x},${y}`, [edge]);
        else square.push(edge);
      }
  }
  const found = new Set<string>();
  for (const square of squares.values())
    square.forEach((a, i) => {
      for (const b of square.slice(i + 1)) if (cross(a, b)) found.add(`${a.join()} ${b.join()}`);
    });
  return found.size;
}
