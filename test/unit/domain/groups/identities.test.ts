import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupAreas } from '../../../../shared/domain/groups/groupAreas.ts';
import { kMeans } from '../../../../shared/domain/groups/kMeans/kMeans.ts';
import { iterate } from '../../../../shared/domain/groups/kMeans/lloyd.ts';
import { fillEmpty, type Partition, recompute } from '../../../../shared/domain/groups/kMeans/partition.ts';
import { type Points, squaredDistance } from '../../../../shared/domain/groups/points.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import type { GroupsAlgorithm, GroupsSpec } from '../../../../shared/schemas/groups.ts';

/* What must hold whatever the data: bounds change nothing, order and duplicates change nothing, and the ends of k have a stated answer. */

const spec = (algorithm: GroupsAlgorithm, k: number): GroupsSpec => ({
  version: 1,
  algorithm,
  k,
  standardise: 'none',
  ...(algorithm === 'gaussian-mixture' ? { covariance: 'spherical' as const } : {}),
  indicators: [{ id: 'x' }, { id: 'y' }],
});
const codes = (n: number): string[] => Array.from({ length: n }, (_none, i) => `R${String(i).padStart(3, '0')}`);
const chainOf = (areas: readonly string[]): (readonly [string, string])[] =>
  areas.slice(1).map((code, i) => [areas[i] ?? '', code] as const);
const ALL = ['k-means', 'ward', 'pam', 'gaussian-mixture', 'skater'] as const;

/** Lloyd's iteration as it is written down, every distance every time. */
function plainLloyd(points: Points, partition: Partition): void {
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  for (let round = 0; round < 1000; round += 1) {
    let changed = round === 0;
    for (let i = 0; i < n; i += 1) {
      let nearest = 0;
      for (let c = 1; c < k; c += 1)
        if (squaredDistance(values, i, centres, c, p) < squaredDistance(values, i, centres, nearest, p)) nearest = c;
      if (labels[i] !== nearest) changed = true;
      labels[i] = nearest;
    }
    const before = centres.slice();
    recompute(points, partition);
    for (let c = 0; c < k; c += 1) if (sizes[c] === 0) centres.set(before.subarray(c * p, (c + 1) * p), c * p);
    if (fillEmpty(points, partition)) {
      recompute(points, partition);
      changed = true;
    }
    if (!changed) return;
  }
}

describe('identities of grouping', () => {
  it('the bounds on distances give what Lloyd gives without them (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 6 }), (seed, k) => {
        const random = generator(seed, 'lloyd');
        const points: Points = { n: 60, p: 3, values: Float64Array.from({ length: 180 }, () => random.normal()) };
        const begin = (): Partition => ({
          k,
          labels: new Int32Array(60),
          sizes: new Int32Array(k),
          centres: points.values.slice(0, 3 * k),
        });
        const [fast, plain] = [begin(), begin()];
        iterate(points, fast);
        plainLloyd(points, plain);
        expect(fast.labels).toEqual(plain.labels);
        expect(fast.centres).toEqual(plain.centres);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['k-means', 'ward', 'pam', 'gaussian-mixture'] as const)(
    '%s: areas that are alike land together',
    (algorithm) => {
      const random = generator(8, algorithm);
      const own = [0, 1].map((j) =>
        Float64Array.from({ length: 30 }, (_none, i) => random.normal() + (i % 3 === j ? 5 : 0)),
      );
      const twice = own.map((column) => Float64Array.of(...column, ...column));
      const { groups } = groupAreas(spec(algorithm, 3), codes(60), twice);
      expect(groups.slice(30)).toEqual(groups.slice(0, 30));
    },
  );

  it.each(['k-means', 'ward', 'pam', 'skater'] as const)(
    '%s: as many groups as areas leaves every area alone',
    (algorithm) => {
      const areas = codes(5);
      const columns = [Float64Array.of(0, 1, 3, 7, 20), Float64Array.of(1, 1, 2, 2, 9)];
      const got = groupAreas(spec(algorithm, 5), areas, columns, { neighbours: chainOf(areas) });
      expect([...got.sizes]).toEqual([1, 1, 1, 1, 1]);
      expect([...got.groups]).toEqual([1, 2, 3, 4, 5]);
      expect(got.quality).toMatchObject({ inertia: 0, silhouette: 0 });
      expect(got.quality.calinskiHarabasz).toBeNaN();
    },
  );

  it.each(['full', 'tied', 'diagonal', 'spherical'] as const)(
    'mixture, %s: as many groups as areas has no widths to estimate, and is refused with what to do; one group is the normal distribution of all',
    (covariance) => {
      const columns = [Float64Array.of(0, 1, 3, 7, 20), Float64Array.of(1, 1, 2, 2, 9)];
      const grouped = (k: number) => groupAreas({ ...spec('gaussian-mixture', k), covariance }, codes(5), columns);
      for (const k of [5, 3]) expect(() => grouped(k)).toThrow('groups.mixtureCollapsed');
      const one = grouped(1);
      expect([...one.groups]).toEqual([1, 1, 1, 1, 1]);
      expect(one.centroids.map((row) => [...row].map((mean) => mean.toFixed(9)))).toEqual([
        ['6.200000000', '3.000000000'],
      ]);
    },
  );

  it('one group is the mean of all', () => {
    const points: Points = { n: 3, p: 1, values: Float64Array.of(1, 2, 6) };
    const got = kMeans(points, { k: 1, starts: 2, seed: 1 });
    expect([got.centres[0], got.inertia, got.foundTimes]).toEqual([3, 14, 2]);
  });

  it.each(ALL)(
    '%s: clear errors for one area, too few that differ, a missing value and a column without spread',
    (algorithm) => {
      const key = (areas: number, x: number[], more: Partial<GroupsSpec> = {}): string => {
        try {
          groupAreas({ ...spec(algorithm, 2), ...more }, codes(areas), [Float64Array.from(x), Float64Array.from(x)], {
            neighbours: chainOf(codes(areas)),
          });
          return 'done';
        } catch (cause) {
          return cause instanceof Error ? cause.message : '';
        }
      };
      expect(key(1, [1])).toBe('groups.tooFewAreas');
      expect(key(4, [1, 1, 1, 1])).toBe('groups.tooFewDifferent');
      expect(key(4, [1, 2, Number.NaN, 3])).toBe('groups.missingValue');
      expect(key(4, [1, 1, 1, 1], { standardise: 'z' })).toBe('groups.constantColumn');
      expect(key(4, [1, 1, 1, 1], { standardise: 'robust' })).toBe('groups.constantColumn');
    },
  );
});
