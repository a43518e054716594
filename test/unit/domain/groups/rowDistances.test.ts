import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistance } from '../../../../shared/domain/groups/points.ts';
import { plainRowDistances, rowDistances } from '../../../../shared/domain/groups/rowDistances.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';

describe('distances from a row to many', () => {
  it('are bit for bit those of the plain loop, whatever the numbers of rows and coordinates (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 23 }),
        fc.array(fc.double(), { minLength: 1, maxLength: 60 }),
        (n, p, some) => {
          const points = { n, p, values: Float64Array.from({ length: n * p }, (_, at) => some[at % some.length] ?? 0) };
          const [quick, plain] = [rowDistances(points), plainRowDistances(points)];
          for (const [i, from] of [
            [0, 0],
            [n - 1, 0],
            [Math.floor(n / 2), Math.floor(n / 3)],
          ] as const)
            expect(quick.squares(i, from, n).slice(from)).toEqual(plain.squares(i, from, n).slice(from));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are those of pairs, and follow rows that are changed', () => {
    const random = generator(4, 'rows');
    const points = { n: 9, p: 8, values: Float64Array.from({ length: 72 }, () => random.normal()) };
    for (const make of [rowDistances, plainRowDistances]) {
      const { rows, width, squares } = make(points);
      rows.fill(0.5, 3 * width, 4 * width);
      const got = squares(2, 0, 9);
      expect(width).toBe(8);
      expect([...got]).toEqual(Array.from(got, (_, j) => squaredDistance(rows, 2, rows, j, 8)));
      expect(got[2]).toBe(0);
    }
  });
});
