import { generator } from '../../shared/domain/random/generator.ts';
import type { AreaGeometry } from '../../renderer/ui/map/geometry.ts';
import { tiling } from '../unit/renderer/map/tiles.ts';

/** Points on each edge between two corners. */
const BENDS = 12;

/** A tiling whose corners are shifted and whose edges are bent, the same on both sides: as many points as real borders have. */
export function bentTiling(columns: number, rows: number): AreaGeometry {
  const random = generator(1, 'map bench');
  const shifts = Array.from(
    { length: (columns + 1) * (rows + 1) },
    () => [random.uniform() * 40, random.uniform() * 40] as const,
  );
  return bent(tiling(columns, rows, (c, r) => shifts[r * (columns + 1) + c] ?? [0, 0]));
}

/** Each straight edge bent, the same on both sides. */
function bent(geometry: AreaGeometry): AreaGeometry {
  const coordinates: number[] = [];
  const ringStart = [0];
  for (let ring = 0; ring < geometry.ringArea.length; ring += 1) {
    const end = geometry.ringStart[ring + 1] ?? 0;
    for (let p = geometry.ringStart[ring] ?? 0; p + 1 < end; p += 1) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = geometry.coordinates.slice(2 * p, 2 * p + 4);
      const forward = ax < bx || (ax === bx && ay < by);
      const [sx, sy, ex, ey] = forward ? [ax, ay, bx, by] : [bx, by, ax, ay];
      const random = generator(`${String(sx)},${String(sy)},${String(ex)},${String(ey)}`);
      const between = Array.from({ length: BENDS }, (_, j) => {
        const t = (j + 1) / (BENDS + 1);
        return [sx + t * (ex - sx) + random.uniform() * 6, sy + t * (ey - sy) + random.uniform() * 6] as const;
      });
      coordinates.push(ax, ay, ...(forward ? between : between.toReversed()).flat());
    }
    const first = geometry.ringStart[ring] ?? 0;
    coordinates.push(geometry.coordinates[2 * first] ?? 0, geometry.coordinates[2 * first + 1] ?? 0);
    ringStart.push(coordinates.length / 2);
  }
  return { ...geometry, coordinates: Float64Array.from(coordinates), ringStart: Uint32Array.from(ringStart) };
}
