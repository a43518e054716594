import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { type AreaGeometry, prepare } from '../../../../renderer/ui/map/geometry.ts';
import { rasterise } from '../../../../renderer/ui/map/rasterise.ts';
import type { View } from '../../../../renderer/ui/map/view.ts';
import { geometryOf, tiling } from './tiles.ts';

const SIZE = { width: 24, height: 18 };
const VIEW: View = { centreX: 12, centreY: 9, metresPerPixel: 1 };

/**
 * Even-odd by counting the crossings to the right of the pixel's middle, from nothing but the definition. `null` when
 * the middle lies within 1e-9 of an edge crossing, where rounding decides.
 */
function inside(geometry: AreaGeometry, area: number, x: number, y: number): boolean | null {
  let odd = false;
  for (let ring = 0; ring < geometry.ringArea.length; ring += 1) {
    if (geometry.ringArea[ring] !== area) continue;
    for (let p = geometry.ringStart[ring] ?? 0; p + 1 < (geometry.ringStart[ring + 1] ?? 0); p += 1) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = geometry.coordinates.slice(2 * p, 2 * p + 4);
      if (Math.abs(ay - y) < 1e-9 || Math.abs(by - y) < 1e-9) return null;
      if (ay > y === by > y) continue;
      const crossing = ((bx - ax) * (y - ay)) / (by - ay) + ax;
      if (Math.abs(crossing - x) < 1e-9) return null;
      if (crossing > x) odd = !odd;
    }
  }
  return odd;
}

const point = fc.tuple(fc.double({ min: -6, max: 30, noNaN: true }), fc.double({ min: -6, max: 24, noNaN: true }));

describe('rasterise', () => {
  it('gives a pixel to the area that holds its middle, as a point in polygon test says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 3, maxLength: 9 }), { minLength: 1, maxLength: 3 }),
        (rings) => {
          const geometry = geometryOf(
            rings,
            rings.map(() => 0),
          );
          const ids = rasterise(prepare(geometry, 1), VIEW, SIZE);
          const wrong: number[] = [];
          for (let row = 0; row < SIZE.height; row += 1) {
            for (let column = 0; column < SIZE.width; column += 1) {
              const expected = inside(geometry, 0, column + 0.5, SIZE.height - row - 0.5);
              const p = row * SIZE.width + column;
              if (expected !== null && (ids[p] === 1) !== expected) wrong.push(p);
            }
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leaves no pixel free and gives none twice where areas tile, at any zoom', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 0.7, max: 40, noNaN: true }),
        (seed, metresPerPixel) => {
          const random = generator(seed, 'tiles');
          const moved = Array.from(
            { length: 81 },
            () => [random.uniform() * 60 - 30, random.uniform() * 60 - 30] as const,
          );
          const geometry = tiling(8, 8, (c, r) => (c % 8 === 0 || r % 8 === 0 ? [0, 0] : (moved[r * 9 + c] ?? [0, 0])));
          const view = { centreX: 400, centreY: 400, metresPerPixel };
          const size = { width: 40, height: 40 };
          const prepared = prepare(geometry, 64);
          const together = rasterise(prepared, view, size);
          const times = new Uint8Array(together.length);
          const wrong: number[] = [];
          for (let a = 0; a < 64; a += 1) {
            const alone = { ...geometry, ringArea: Uint32Array.of(0), ringStart: geometry.ringStart.slice(a, a + 2) };
            rasterise(prepare(alone, 1), view, size).forEach((id, p) => {
              times[p] = (times[p] ?? 0) + id;
            });
          }
          for (let row = 0; row < size.height; row += 1) {
            for (let column = 0; column < size.width; column += 1) {
              const x = view.centreX + (column + 0.5 - 20) * metresPerPixel;
              const y = view.centreY - (row + 0.5 - 20) * metresPerPixel;
              const onLand = x > 1e-6 && y > 1e-6 && x < 800 - 1e-6 && y < 800 - 1e-6;
              const p = row * size.width + column;
              if (onLand && times[p] !== 1) wrong.push(p);
            }
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves holes free and puts an island of another area into one', () => {
    const square = (from: number, to: number): [number, number][] => [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
    ];
    const geometry = geometryOf([square(0, 10), square(3, 7).toReversed(), square(4, 6)], [0, 0, 1]);
    const ids = rasterise(
      prepare(geometry, 2),
      { centreX: 5, centreY: 5, metresPerPixel: 1 },
      { width: 10, height: 10 },
    );
    expect(Array.from(ids.slice(50, 60))).toEqual([1, 1, 1, 0, 2, 2, 0, 1, 1, 1]);
    expect(ids.filter((id) => id === 1).length).toBe(100 - 16);
    expect(ids.filter((id) => id === 2).length).toBe(4);
  });

  it('draws nothing for an area without a place, outside the view, or smaller than a pixel', () => {
    const geometry = geometryOf(
      [
        [
          [100, 100],
          [120, 100],
          [120, 120],
        ],
        [
          [5.1, 5.1],
          [5.2, 5.1],
          [5.2, 5.2],
        ],
      ],
      [0, 2],
    );
    expect(rasterise(prepare(geometry, 3), VIEW, SIZE).every((id) => id === 0)).toBe(true);
  });
});
