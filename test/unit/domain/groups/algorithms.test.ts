import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skater } from '../../../../shared/domain/groups/contiguous/skater.ts';
import { groupAreas } from '../../../../shared/domain/groups/groupAreas.ts';
import { pamFor } from '../../../../shared/domain/groups/medoids/pam.ts';
import { gaussianMixture } from '../../../../shared/domain/groups/mixture/gaussianMixture.ts';
import type { Points } from '../../../../shared/domain/groups/points.ts';
import { cutInto } from '../../../../shared/domain/groups/ward/dendrogram.ts';
import { ward } from '../../../../shared/domain/groups/ward/ward.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { type GroupsSpec, groupsSchema } from '../../../../shared/schemas/groups.ts';

const silent = (): void => undefined;
const line = (...values: number[]): Points => ({ n: values.length, p: 1, values: Float64Array.from(values) });
const randomPoints = (n: number, p: number, seed: number): Points => {
  const random = generator(seed, 'points');
  return { n, p, values: Float64Array.from({ length: n * p }, () => random.normal()) };
};
const rowOf = ({ p, values }: Points, i: number): number[] => [...values.subarray(i * p, (i + 1) * p)];
const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, j) => sum + (value - (b[j] ?? 0)) ** 2, 0));
const meanOf = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_none, j) => rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length);
const within = (rows: readonly (readonly number[])[]): number =>
  rows.reduce((sum, row) => sum + apart(row, meanOf(rows)) ** 2, 0);

/** Heights by the definition of the update, every pair looked at before every merge. */
function lanceWilliams(points: Points): number[] {
  const rows = Array.from({ length: points.n }, (_none, i) => rowOf(points, i));
  const square = rows.map((a) => rows.map((b) => apart(a, b) ** 2));
  const sizes = rows.map(() => 1);
  const alive = new Set(rows.keys());
  const heights: number[] = [];
  while (alive.size > 1) {
    let [least, a, b] = [Infinity, 0, 0];
    for (const i of alive)
      for (const j of alive) if (i < j && (square[i]?.[j] ?? 0) < least) [least, a, b] = [square[i]?.[j] ?? 0, i, j];
    heights.push(Math.sqrt(least));
    alive.delete(b);
    const [nA, nB] = [sizes[a] ?? 0, sizes[b] ?? 0];
    for (const x of alive) {
      const [nX, toA, toB] = [sizes[x] ?? 0, square[a]?.[x] ?? 0, square[b]?.[x] ?? 0];
      const joined = ((nX + nA) * toA + (nX + nB) * toB - nX * least) / (nX + nA + nB);
      (square[a] as number[])[x] = joined;
      (square[x] as number[])[a] = joined;
    }
    sizes[a] = nA + nB;
  }
  return heights;
}

describe('Ward', () => {
  it('by hand: 0, 2, 10', () => {
    const tree = ward(line(0, 2, 10));
    // 0 and 2 at their distance; then sqrt(2 n1 n2 / (n1 + n2)) |1 - 10| = sqrt(4/3) x 9.
    expect(tree.heights[0]).toBe(2);
    expect(tree.heights[1]).toBeCloseTo(9 * Math.sqrt(4 / 3), 12);
    expect([...tree.left, ...tree.right, ...tree.sizes]).toEqual([0, 2, 1, 3, 2, 3]);
    expect([...cutInto(tree, 2)]).toEqual([0, 0, 1]);
    expect([...cutInto(tree, 3)]).toEqual([0, 1, 2]);
    expect([...cutInto(tree, 1)]).toEqual([0, 0, 0]);
  });

  it('merges as the definition says: each time the two groups whose joining raises the sum of squares the least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 14 }), fc.integer({ min: 1, max: 3 }), fc.nat(10_000), (n, p, seed) => {
        const points = randomPoints(n, p, seed);
        let groups = Array.from({ length: n }, (_none, i) => [rowOf(points, i)]);
        const heights: number[] = [];
        while (groups.length > 1) {
          const pairs = groups.flatMap((a, i) => groups.slice(i + 1).map((b) => ({ a, b })));
          const rises = pairs.map(({ a, b }) => within([...a, ...b]) - within(a) - within(b));
          const least = Math.min(...rises);
          const best = pairs[rises.indexOf(least)];
          heights.push(Math.sqrt(2 * least));
          groups = [...groups.filter((g) => g !== best?.a && g !== best?.b), [...(best?.a ?? []), ...(best?.b ?? [])]];
        }
        ward(points).heights.forEach((height, m) => expect(height).toBeCloseTo(heights[m] ?? 0, 9));
      }),
      { numRuns: 60 },
    );
  });

  it('far beyond what each group remembers, by the update of Lance and Williams over all pairs', () => {
    for (const [n, p, seed] of [
      [150, 1, 1],
      [260, 2, 2],
      [220, 11, 3],
    ] as const) {
      // Drawn round a few places, so that groups grow large while single points are left.
      const random = generator(seed, 'ward');
      const points: Points = {
        n,
        p,
        values: Float64Array.from({ length: n * p }, (_none, at) => random.normal() + 6 * (Math.floor(at / p) % 3)),
      };
      const own = ward(points).heights;
      lanceWilliams(points).forEach((height, m) => expect(own[m]).toBeCloseTo(height, 9));
    }
  });

  it('the same tree whatever the order of the points, so many of them alike as there may be', () => {
    const values = Array.from({ length: 120 }, (_none, i) => i % 7);
    const [one, other] = [ward(line(...values)), ward(line(...values.toReversed()))];
    expect([...other.heights]).toEqual([...one.heights]);
    expect(one.heights.filter((height) => height === 0)).toHaveLength(113);
  });

  it('points alike merge at height 0, and one point makes no tree', () => {
    expect([...ward(line(3, 3, 3, 5)).heights].slice(0, 2)).toEqual([0, 0]);
    expect(ward(line(4)).heights).toHaveLength(0);
    expect([...cutInto(ward(line(4)), 1)]).toEqual([0]);
    expect(() => cutInto(ward(line(4)), 2)).toThrow(RangeError);
  });
});

describe('PAM', () => {
  it('by hand: 0, 1, 2, 10, 11', () => {
    const got = pamFor(line(0, 1, 2, 10, 11))(2, silent);
    // Medoid 1 costs 2; of 10 and 11 either costs 1, and the first is taken.
    expect([...got.medoids].toSorted((a, b) => a - b)).toEqual([1, 3]);
    expect(got.cost).toBe(3);
    expect(got.labels[0]).toBe(got.labels[2]);
    expect(got.labels[0]).not.toBe(got.labels[4]);
  });

  it('leaves no swap that lowers the cost, and tells the true cost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 25 }), fc.integer({ min: 1, max: 4 }), fc.nat(10_000), (n, k, seed) => {
        const points = randomPoints(n, 2, seed);
        const cost = (medoids: readonly number[]): number =>
          Array.from({ length: n }, (_none, i) =>
            Math.min(...medoids.map((m) => apart(rowOf(points, i), rowOf(points, m)))),
          ).reduce((a, b) => a + b, 0);
        const got = pamFor(points)(k, silent);
        const medoids = [...got.medoids];
        expect(new Set(medoids).size).toBe(k);
        expect(got.cost).toBeCloseTo(cost(medoids), 10);
        medoids.forEach((_medoid, c) => {
          for (let i = 0; i < n; i += 1) expect(cost(medoids.with(c, i))).toBeGreaterThanOrEqual(got.cost - 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('Gaussian mixture', () => {
  it('one group: the likelihood of a normal distribution with its own mean and variance', () => {
    const points = line(0, 2, 4, 10);
    const variance = (16 + 4 + 0 + 36) / 4 + 1e-6;
    const want = points.values.reduce(
      (sum, x) => sum - Math.log(2 * Math.PI * variance) / 2 - (x - 4) ** 2 / (2 * variance),
      0,
    );
    const got = gaussianMixture(points, { k: 1, starts: 1, seed: 1, covariance: 'full' });
    expect(got?.logLikelihood).toBeCloseTo(want, 10);
    // A mean and a variance.
    expect(got?.bic).toBeCloseTo(-2 * want + 2 * Math.log(4), 10);
  });

  it('finds two clear groups of different shape, each shape of covariance with its number of parameters', () => {
    const random = generator(7, 'two');
    const n = 300;
    const values = Float64Array.from({ length: 2 * n }, (_none, at) =>
      at < n ? random.normal() * (at % 2 === 0 ? 3 : 0.2) : 20 + random.normal(),
    );
    const points: Points = { n, p: 2, values };
    const parameters = { full: 11, tied: 8, diagonal: 9, spherical: 7 } as const;
    for (const [covariance, want] of Object.entries(parameters)) {
      const got = gaussianMixture(points, {
        k: 2,
        starts: 3,
        seed: 1,
        covariance: covariance as keyof typeof parameters,
      });
      expect(got?.parameters).toBe(want);
      expect(new Set(got?.labels.subarray(0, n / 2)).size).toBe(1);
      expect(new Set(got?.labels.subarray(n / 2)).size).toBe(1);
      expect(got?.responsibilities.reduce((a, b) => a + b, 0)).toBeCloseTo(n, 8);
    }
  });
});

describe('SKATER', () => {
  const chain = (n: number) => ({
    from: Int32Array.from({ length: n - 1 }, (_none, i) => i),
    to: Int32Array.from({ length: n - 1 }, (_none, i) => i + 1),
  });

  it('on a chain it cuts where the sum of squares falls the most', () => {
    const got = skater(line(0, 1, 0, 9, 10, 30), chain(6), { k: 3, islands: 'nearest' });
    expect([...(got?.labels ?? [])].map((label, _i, all) => label - (all[0] ?? 0))).toHaveLength(6);
    expect(new Set(got?.labels.subarray(0, 3)).size).toBe(1);
    expect(got?.labels[3]).toBe(got?.labels[4]);
    expect(got?.labels[4]).not.toBe(got?.labels[5]);
    expect([...(got?.withinSums ?? [])].toSorted((a, b) => a - b)[0]).toBe(0);
    // 0, 1, 0 about 1/3.
    expect([...(got?.withinSums ?? [])].toSorted((a, b) => a - b)[2]).toBeCloseTo(2 / 3, 10);
  });

  it('leaves no group with fewer areas than asked for, and says how many groups there then are', () => {
    const points = line(0, 1, 0, 9, 10, 30);
    const freely = skater(points, chain(6), { k: 2, islands: 'nearest' });
    expect([...(freely?.labels ?? [])].filter((label) => label === freely?.labels[5])).toHaveLength(1);
    const halves = skater(points, chain(6), { k: 3, islands: 'nearest', leastAreas: 3 });
    expect(halves?.withinSums).toHaveLength(2);
    expect([...(halves?.labels ?? [])].map((label) => label === halves?.labels[0])).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    const areas = ['a', 'b', 'c', 'd', 'e', 'f'];
    const asked = groupsSchema.parse({
      version: 1,
      algorithm: 'skater',
      k: 3,
      standardise: 'none',
      leastAreas: 3,
      indicators: [{ id: 'x' }],
    });
    const neighbours = areas.slice(1).map((area, i) => [areas[i] ?? '', area] as const);
    expect(() => groupAreas(asked, areas, [points.values], { neighbours })).toThrow('groups.noMoreCuts');
  });

  it('islands join the most similar part, or stand alone, and are named', () => {
    const apartFromTheRest = { from: Int32Array.of(0, 1), to: Int32Array.of(1, 2) };
    const points = line(0, 1, 8, 9);
    const joined = skater(points, apartFromTheRest, { k: 2, islands: 'nearest' });
    expect(joined?.parts).toEqual([[0, 1, 2], [3]]);
    expect(joined?.bridges).toEqual([[2, 3]]);
    expect([...(joined?.labels ?? [])]).toEqual([0, 0, 1, 1]);
    const alone = skater(points, apartFromTheRest, { k: 2, islands: 'alone' });
    expect([...(alone?.labels ?? [])]).toEqual([0, 0, 0, 1]);
    expect(alone?.bridges).toEqual([]);
    const nobody = { from: new Int32Array(0), to: new Int32Array(0) };
    expect(skater(points, nobody, { k: 3, islands: 'alone' })).toBeUndefined();
  });

  it('every group hangs together on the tree, and the sums are those of its points', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 2, max: 6 }),
        fc.nat(10_000),
        (wide, high, seed) => {
          const n = wide * high;
          const pairs = Array.from({ length: n }, (_none, i) => i).flatMap((i) => [
            ...(i % wide < wide - 1 ? [[i, i + 1] as const] : []),
            ...(i + wide < n ? [[i, i + wide] as const] : []),
          ]);
          const points = randomPoints(n, 2, seed);
          const k = Math.min(n, 3);
          const got = skater(
            points,
            { from: Int32Array.from(pairs, ([a]) => a), to: Int32Array.from(pairs, ([, b]) => b) },
            { k, islands: 'nearest' },
          );
          const labels = got?.labels ?? new Int32Array();
          expect(new Set(labels).size).toBe(k);
          for (let group = 0; group < k; group += 1) {
            const members = Array.from({ length: n }, (_none, i) => i).filter((i) => labels[i] === group);
            const reached = new Set(members.slice(0, 1));
            for (let grown = true; grown;) {
              const before = reached.size;
              for (const [a, b] of pairs)
                if (labels[a] === group && labels[b] === group && (reached.has(a) || reached.has(b)))
                  reached.add(a).add(b);
              grown = reached.size > before;
            }
            expect(reached.size).toBe(members.length);
            expect(got?.withinSums[group]).toBeCloseTo(within(members.map((i) => rowOf(points, i))), 9);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('every algorithm through GROUPS.json', () => {
  const n = 60;
  const random = generator(11, 'areas');
  const codes = Array.from({ length: n }, (_none, i) => `6001R${String(i).padStart(3, '0')}`);
  const columns = [0, 1].map(() => Float64Array.from({ length: n }, (_none, i) => (i % 3) * 6 + random.normal()));
  const neighbours = codes.slice(1).map((code, i) => [codes[i] ?? '', code] as const);
  const specs: GroupsSpec[] = (['k-means', 'ward', 'pam', 'gaussian-mixture', 'skater'] as const).map((algorithm) => ({
    version: 1,
    algorithm,
    k: 3,
    starts: 4,
    seed: 2,
    indicators: [{ id: 'a' }, { id: 'b' }],
  }));

  it.each(specs)('$algorithm does not depend on the order of the areas', (spec) => {
    const given = { neighbours, chooseFrom: [2, 3, 4] };
    const first = groupAreas(spec, codes, columns, given);
    expect(first.sizes.reduce((a, b) => a + b, 0)).toBe(n);
    expect(first.chooseK.map(({ k }) => k)).toEqual([2, 3, 4]);
    const order = [...random.shuffle(Int32Array.from({ length: n }, (_none, i) => i))];
    const again = groupAreas(
      spec,
      order.map((i) => codes[i] ?? ''),
      columns.map((column) => Float64Array.from(order, (i) => column[i] ?? 0)),
      { ...given, neighbours: neighbours.map(([a, b]) => [b, a] as const).toReversed() },
    );
    expect([...again.groups]).toEqual(order.map((i) => first.groups[i]));
    expect(again.quality).toEqual(first.quality);
  });

  it('says so when skater is not told what borders on what, and when there are more islands than groups', () => {
    const spec: GroupsSpec = { ...(specs[4] as GroupsSpec), islands: 'alone' };
    expect(() => groupAreas(spec, codes, columns)).toThrow(expect.objectContaining({ key: 'groups.noContiguity' }));
    expect(() => groupAreas(spec, codes, columns, { neighbours: [] })).toThrow(
      expect.objectContaining({ key: 'groups.moreIslandsThanGroups' }),
    );
  });

  it('refuses what the algorithm would not look at', () => {
    const base = { version: 1, k: 3, indicators: [{ id: 'a' }] };
    expect(groupsSchema.safeParse({ ...base, algorithm: 'ward', covariance: 'full' }).success).toBe(false);
    expect(groupsSchema.safeParse({ ...base, algorithm: 'pam', contiguity: 'par.csv' }).success).toBe(false);
    expect(groupsSchema.safeParse({ ...base, algorithm: 'skater', contiguity: 'par.csv' }).success).toBe(true);
  });
});
