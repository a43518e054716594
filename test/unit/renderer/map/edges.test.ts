import { describe, expect, it } from 'vitest';
import { findBorders, type Lines } from '../../../../renderer/ui/map/edges.ts';
import { boundsOf, holds, prepare } from '../../../../renderer/ui/map/geometry.ts';
import { geometryOf, tiling } from './tiles.ts';

/** Total length of polylines, in the units of their coordinates. */
function lengthOf(lines: Lines): number {
  let sum = 0;
  for (let line = 0; line + 1 < lines.start.length; line += 1) {
    for (let p = lines.start[line] ?? 0; p + 1 < (lines.start[line + 1] ?? 0); p += 1) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = lines.coordinates.slice(2 * p, 2 * p + 4);
      sum += Math.hypot(bx - ax, by - ay);
    }
  }
  return sum;
}

describe('findBorders', () => {
  // 4 x 4 squares of 100 m; municipalities are columns, counties are halves.
  const municipalityOf = Uint32Array.from({ length: 16 }, (_, a) => a % 4);
  const countyOf = Uint32Array.from({ length: 16 }, (_, a) => (a % 4 < 2 ? 0 : 1));

  it('finds every edge once, by what it parts', () => {
    const borders = findBorders(
      prepare(
        tiling(4, 4, () => [0, 0]),
        16,
      ),
      municipalityOf,
      countyOf,
    );
    expect(lengthOf(borders.outer)).toBe(1600);
    expect(lengthOf(borders.county)).toBe(400);
    expect(lengthOf(borders.municipality)).toBe(800);
    expect(lengthOf(borders.area)).toBe(1200);
  });

  it('knows a shared edge although only one side has a point on it', () => {
    const geometry = geometryOf(
      [
        [
          [0, 0],
          [100, 0],
          [100, 50],
          [100, 100],
          [0, 100],
        ],
        [
          [100, 0],
          [200, 0],
          [200, 100],
          [100, 100],
        ],
      ],
      [0, 1],
    );
    const borders = findBorders(prepare(geometry, 2), Uint32Array.of(0, 1), Uint32Array.of(0, 0));
    expect(lengthOf(borders.outer)).toBe(600);
    expect(lengthOf(borders.municipality)).toBe(100);
  });
});

describe('prepare', () => {
  it('finds boxes and middles, and those of an area in two parts by the larger one', () => {
    const geometry = geometryOf(
      [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
        ],
        [
          [20, 0],
          [22, 0],
          [22, 2],
          [20, 2],
        ],
      ],
      [1, 1],
    );
    const prepared = prepare(geometry, 3);
    expect(Array.from(prepared.boxes.slice(4, 8))).toEqual([0, 0, 22, 10]);
    expect(Array.from(prepared.middles.slice(2, 4))).toEqual([5, 5]);
    expect(prepared.middles[0]).toBeNaN();
    expect(boundsOf(prepared, [0, 2])).toBeNull();
    expect(boundsOf(prepared, [0, 1])).toEqual([0, 0, 22, 10]);
    expect(holds(prepared, 1, 21, 1)).toBe(true);
    expect(holds(prepared, 1, 15, 1)).toBe(false);
  });

  it('refuses more areas than an id buffer can tell apart', () => {
    expect(() => prepare(geometryOf([], []), 70_000)).toThrow(RangeError);
  });
});
