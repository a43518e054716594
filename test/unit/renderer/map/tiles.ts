import type { AreaGeometry } from '../../../../renderer/ui/map/geometry.ts';

/** A geometry from rings of [x, y] points, which are closed here; `areaOf` says whose each ring is. */
export function geometryOf(
  rings: readonly (readonly (readonly [number, number])[])[],
  areaOf: readonly number[],
): AreaGeometry {
  const coordinates: number[] = [];
  const ringStart = [0];
  for (const ring of rings) {
    for (const [x, y] of ring) coordinates.push(x, y);
    const first = ring[0];
    if (first !== undefined) coordinates.push(...first);
    ringStart.push(coordinates.length / 2);
  }
  const xs = coordinates.filter((_, at) => at % 2 === 0);
  const ys = coordinates.filter((_, at) => at % 2 === 1);
  return {
    coordinates: Float64Array.from(coordinates),
    ringStart: Uint32Array.from(ringStart),
    ringArea: Uint32Array.from(areaOf),
    bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
}

/** columns x rows quadrilaterals that share their corners, which `shift` moves. Row 0 lies lowest. */
export function tiling(
  columns: number,
  rows: number,
  shift: (column: number, row: number) => readonly [number, number],
): AreaGeometry {
  const corner = (c: number, r: number): readonly [number, number] => {
    const [dx, dy] = shift(c, r);
    return [c * 100 + dx, r * 100 + dy];
  };
  const rings: (readonly (readonly [number, number])[])[] = [];
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      rings.push([corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)]);
    }
  }
  return geometryOf(
    rings,
    rings.map((_, at) => at),
  );
}
