import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceSums, plainDistanceSums } from '../../../../shared/domain/groups/distanceSums.ts';
import { squaredDistance } from '../../../../shared/domain/groups/points.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';

describe('sums of distances to groups', () => {
  it('are bit for bit those of the plain loops, for several divisions at once as for one (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 1e6 }),
        (n, p, ks, seed) => {
          const random = generator(seed, 'sums');
          const points = { n, p, values: Float64Array.from({ length: n * p }, () => random.normal()) };
          const divisions = ks.map((k) => ({ k, labels: Int32Array.from({ length: n }, () => random.integer(k)) }));
          const quick = distanceSums(points, divisions);
          expect(quick).toEqual(plainDistanceSums(points, divisions));
          divisions.forEach((division, d) => expect(distanceSums(points, [division])[0]).toEqual(quick[d]));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are those of the definition, and can be stopped', () => {
    const random = generator(5, 'sums');
    const [n, p, k] = [70, 3, 4];
    const points = { n, p, values: Float64Array.from({ length: n * p }, () => random.normal()) };
    const labels = Int32Array.from({ length: n }, () => random.integer(k));
    const [sums = new Float64Array()] = distanceSums(points, [{ k, labels }]);
    for (let i = 0; i < n; i += 1)
      for (let c = 0; c < k; c += 1) {
        let wanted = 0;
        for (let j = 0; j < n; j += 1)
          if (labels[j] === c) wanted += Math.sqrt(squaredDistance(points.values, i, points.values, j, p));
        expect(sums[c * n + i]).toBeCloseTo(wanted, 10);
      }
    const told: number[] = [];
    expect(() =>
      distanceSums(points, [{ k, labels }], (done) => {
        told.push(done);
        if (done > 0) throw new Error('stopped');
      }),
    ).toThrow('stopped');
    expect(told).toEqual([0, 64]);
  });
});
