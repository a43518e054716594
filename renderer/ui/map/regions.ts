import type { Region } from './borderPainting.ts';
import type { PreparedGeometry } from './geometry.ts';

/**
 * Counties or municipalities as places for names: the middle of the areas in them, weighted by land, and the room they
 * take: the square root of the land, in metres, since a box around a winding shape says too much.
 */
export function regionsOf(
  geometry: PreparedGeometry,
  regionOf: Uint32Array,
  names: readonly string[],
): readonly Region[] {
  const sums = names.map(() => ({ land: 0, x: 0, y: 0 }));
  for (let a = 0; a < geometry.areas; a += 1) {
    const sum = sums[regionOf[a] as number];
    const x = geometry.middles[2 * a] as number;
    const y = geometry.middles[2 * a + 1] as number;
    if (sum === undefined || Number.isNaN(x)) continue;
    const land =
      ((geometry.boxes[4 * a + 2] as number) - (geometry.boxes[4 * a] as number)) *
      ((geometry.boxes[4 * a + 3] as number) - (geometry.boxes[4 * a + 1] as number));
    sum.land += land;
    sum.x += land * x;
    sum.y += land * y;
  }
  return sums.flatMap((sum, region) =>
    sum.land > 0
      ? [{ name: names[region] ?? '', x: sum.x / sum.land, y: sum.y / sum.land, span: Math.sqrt(sum.land) }]
      : [],
  );
}
