/** Twice the signed area of a closed ring, positive when it runs counter-clockwise. */
export function ringArea(ring: Int32Array): number {
  let sum = 0;
  const [x0, y0] = [ring[0] as number, ring[1] as number];
  for (let i = 0; i + 3 < ring.length; i += 2)
    sum +=
      ((ring[i] as number) - x0) * ((ring[i + 3] as number) - y0) -
      ((ring[i + 2] as number) - x0) * ((ring[i + 1] as number) - y0);
  return sum;
}

/** Whether a point lies within a ring, by how often a line from it crosses the ring. */
function within(ring: Int32Array, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i] as number, ring[i + 1] as number, ring[i + 2] as number, ring[i + 3] as number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/**
 * The rings of one area as polygons: each outer ring (counter-clockwise) with the holes (clockwise) that lie in it. A hole lies
 * in the smallest outer ring around it; one that lies in none is left out.
 */
export function polygonsOf(rings: readonly Int32Array[]): Int32Array[][] {
  const measured = rings.map((ring) => ({ ring, area: ringArea(ring) }));
  const outer = measured.filter(({ area }) => area > 0).map(({ ring, area }) => ({ area, polygon: [ring] }));
  const bySize = outer.toSorted((a, b) => a.area - b.area);
  for (const { ring, area } of measured) {
    if (area >= 0) continue;
    const middleX = ((ring[0] as number) + (ring[2] as number)) / 2;
    const middleY = ((ring[1] as number) + (ring[3] as number)) / 2;
    bySize
      .find(({ area: around, polygon }) => around > -area && within(polygon[0] as Int32Array, middleX, middleY))
      ?.polygon.push(ring);
  }
  return outer.map(({ polygon }) => polygon);
}
