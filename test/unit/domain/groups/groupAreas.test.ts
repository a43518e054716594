import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupAreas } from '../../../../shared/domain/groups/groupAreas.ts';
import { groupNumbers } from '../../../../shared/domain/groups/numbering.ts';
import type { Points } from '../../../../shared/domain/groups/points.ts';
import { silhouettes } from '../../../../shared/domain/groups/validity.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { kMeans } from '../../../../shared/domain/groups/kMeans/kMeans.ts';
import type { GroupsSpec } from '../../../../shared/schemas/groups.ts';

const spec = (changes: Partial<GroupsSpec> = {}): GroupsSpec => ({
  version: 1,
  algorithm: 'k-means',
  k: 2,
  standardise: 'none',
  indicators: [{ id: 'x' }, { id: 'y' }],
  ...changes,
});
const AREAS = ['f', 'e', 'd', 'c', 'b', 'a'];
// Four points round (0, 0) and two at x = 10.
const X = Float64Array.of(-1, 1, 0, 0, 10, 10);
const Y = Float64Array.of(0, 0, -1, 1, -1, 1);

describe('groups', () => {
  it('by hand: two clear groups', () => {
    const got = groupAreas(spec(), AREAS, [X, Y]);
    expect([...got.groups]).toEqual([1, 1, 1, 1, 2, 2]);
    expect([...got.sizes]).toEqual([4, 2]);
    // 4 x 1 squared around (0, 0) and 2 x 1 around (10, 0).
    expect(got.quality.inertia).toBe(6);
    expect(got.centroids.map((row) => [...row])).toEqual([
      [0, 0],
      [10, 0],
    ]);
    // Area f: 1 from its own mean, 11 from the other. Area c: 1 and sqrt(101).
    expect(got.margins[0]).toBeCloseTo(10 / 11, 14);
    expect(got.margins[3]).toBeCloseTo((Math.sqrt(101) - 1) / Math.sqrt(101), 14);
    // Middle (10/3, 0): B = 4 (100/9) + 2 (400/9) = 1200/9; CH = B / 1 / (6 / 4).
    expect(got.quality.calinskiHarabasz).toBeCloseTo(1200 / 9 / 1.5, 12);
    // Both groups have mean distance 1 to their mean, and the means are 10 apart.
    expect(got.quality.daviesBouldin).toBeCloseTo(0.2, 14);
  });

  it('weights multiply the squared distances, and weight 1 leaves a column as it is', () => {
    const got = groupAreas(spec({ indicators: [{ id: 'x' }, { id: 'y', weight: 4 }] }), AREAS, [X, Y]);
    // Now the four y-values of +-1 count four times: 2 + 2 x 4 round (0, 0), 2 x 4 round (10, 0).
    expect(got.quality.inertia).toBeCloseTo(18, 12);
    expect([...(got.centroidsInUnits[1] ?? [])]).toEqual([10, 0]);
  });

  it.each([
    ['z', (6 * 3 ** 2) / ((9 + 1 + 1 + 9) / 3), 2],
    ['range', 0, 6],
    ['robust', 0, 1.4826 * 2],
  ] as const)('standardises by %s', (standardise, _inertia, scale) => {
    // -3, -1, 1, 3: sd with n - 1 = sqrt(20 / 3); range 6; median 0, MAD 2.
    const got = groupAreas(
      spec({ standardise, indicators: [{ id: 'x' }] }),
      ['a', 'b', 'c', 'd'],
      [Float64Array.of(-3, -1, 1, 3)],
    );
    expect(got.scales[0]?.scale).toBeCloseTo(standardise === 'z' ? Math.sqrt(20 / 3) : scale, 14);
    expect([...got.groups]).toEqual([1, 1, 2, 2]);
  });

  it('does not depend on the order of the areas, and is the same every time', () => {
    const random = generator(3, 'test');
    const n = 60;
    const codes = Array.from({ length: n }, (_none, i) => `6001R${String(i).padStart(3, '0')}`);
    const columns = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => random.normal()));
    const base = spec({ k: 5, standardise: 'z', indicators: [{ id: 'a' }, { id: 'b' }, { id: 'c', weight: 2 }] });
    const first = groupAreas(base, codes, columns, { chooseFrom: [2, 3] });
    expect(groupAreas(base, codes, columns, { chooseFrom: [2, 3] })).toEqual(first);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          codes.map((_code, i) => i),
          { minLength: n, maxLength: n },
        ),
        (order) => {
          const got = groupAreas(
            base,
            order.map((i) => codes[i] ?? ''),
            columns.map((column) => Float64Array.from(order, (i) => column[i] ?? 0)),
          );
          expect(got.quality.silhouette).toBe(first.quality.silhouette);
          expect([...got.groups]).toEqual(order.map((i) => first.groups[i]));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leaves no single move that lowers the inertia', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 40 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(1000),
        (n, k, p, seed) => {
          const random = generator(seed, 'points');
          const points: Points = { n, p, values: Float64Array.from({ length: n * p }, () => random.normal()) };
          const got = kMeans(points, { k, starts: 2, seed });
          const square = (i: number, c: number): number =>
            Array.from(
              { length: p },
              (_none, j) => ((points.values[i * p + j] ?? 0) - (got.centres[c * p + j] ?? 0)) ** 2,
            ).reduce((a, b) => a + b, 0);
          for (let i = 0; i < n; i += 1) {
            const own = got.labels[i] ?? 0;
            const size = got.sizes[own] ?? 0;
            const saved = size > 1 ? (square(i, own) * size) / (size - 1) : 0;
            for (let c = 0; c < k; c += 1) {
              const there = got.sizes[c] ?? 0;
              const cost = c === own ? Infinity : (square(i, c) * there) / (there + 1);
              expect(cost).toBeGreaterThanOrEqual(saved * (1 - 1e-9));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('finds the best of all partitions of few points', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 4, maxLength: 8 }), (list) => {
        fc.pre(new Set(list).size >= 3);
        const points: Points = { n: list.length, p: 1, values: Float64Array.from(list) };
        const got = kMeans(points, { k: 2, starts: 20, seed: 1 });
        let best = Infinity;
        for (let mask = 1; mask < 2 ** list.length - 1; mask += 1) {
          const parts = [0, 1].map((side) => list.filter((_value, i) => ((mask >> i) & 1) === side));
          const within = parts.map((part) => {
            const mean = part.reduce((a, b) => a + b, 0) / part.length;
            return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
          });
          best = Math.min(best, (within[0] ?? 0) + (within[1] ?? 0));
        }
        expect(got.inertia).toBeCloseTo(best, 9);
      }),
      { numRuns: 100 },
    );
  });

  it('gives 0 to a point alone in its group, and to points that are equal everywhere', () => {
    const points: Points = { n: 3, p: 1, values: Float64Array.of(0, 0, 5) };
    // Points 1 and 2: a = 0, b = 5, s = 1; point 3 alone: 0. Mean 2/3.
    expect(silhouettes(points, [{ k: 2, labels: Int32Array.of(0, 0, 1), sizes: Int32Array.of(2, 1) }])[0]).toBeCloseTo(
      2 / 3,
      15,
    );
    const same: Points = { n: 3, p: 1, values: new Float64Array(3) };
    expect(silhouettes(same, [{ k: 2, labels: Int32Array.of(0, 0, 1), sizes: Int32Array.of(2, 1) }])[0]).toBe(0);
  });

  it('numbers by falling size, then by the smallest code', () => {
    expect([...groupNumbers(Int32Array.of(0, 1, 2, 2, 1, 2), 3, ['b', 'a', 'c', 'd', 'e', 'f'])]).toEqual([2, 1, 0]);
    expect([...groupNumbers(Int32Array.of(0, 1, 1, 0), 2, ['b', 'a', 'c', 'd'])]).toEqual([1, 0]);
  });

  it('does with missing values what it is told', () => {
    const holed = Float64Array.of(-1, 1, Number.NaN, 0, 10, 10);
    expect(() => groupAreas(spec(), AREAS, [holed, Y])).toThrow('groups.missingValue');
    const dropped = groupAreas(spec({ missing: 'drop' }), AREAS, [holed, Y]);
    expect([...dropped.groups]).toEqual([1, 1, 0, 1, 2, 2]);
    expect(dropped.dropped).toEqual([2]);
    expect(dropped.margins[2]).toBeNaN();
    const filled = groupAreas(spec({ missing: 'median' }), AREAS, [holed, Y]);
    // The median of -1, 0, 1, 10, 10 is 1.
    expect(filled.centroidsInUnits[0]?.[0]).toBe(0.25);
    expect([...filled.imputed]).toEqual([1, 0]);
  });

  it.each<[string, Partial<GroupsSpec>, Float64Array[]]>([
    ['groups.tooFewAreas', { k: 7 }, [X, Y]],
    ['groups.tooFewDifferent', { k: 3 }, [Float64Array.of(1, 1, 1, 2, 2, 2), Float64Array.of(0, 0, -0, 0, 0, 0)]],
    ['groups.constantColumn', { standardise: 'z' }, [X, Float64Array.of(1, 1, 1, 1, 1, 1)]],
    ['groups.emptyColumn', { missing: 'median' }, [X, new Float64Array(6).fill(Number.NaN)]],
    ['groups.doubledIndicator', { indicators: [{ id: 'x' }, { id: 'x' }] }, [X, X]],
    ['groups.allWeightsZero', { indicators: [{ id: 'x', weight: 0 }] }, [X]],
  ])('refuses with %s', (key, changes, columns) => {
    expect(() => groupAreas(spec(changes), AREAS, columns)).toThrow(key);
  });
});
