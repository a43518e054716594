import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaving } from '../../../../shared/domain/scenarios/leaving.ts';
import { mergeScenarios } from '../../../../shared/domain/scenarios/merge.ts';
import { groupsSchema } from '../../../../shared/schemas/groups.ts';
import { type Method, methodSchema } from '../../../../shared/schemas/method.ts';

const SECRET = 'Vita-villan-17';
const LONG = 17.234567;

const index: Method = {
  version: 1,
  kind: 'index',
  note: SECRET,
  indicators: [
    { id: 'crime', direction: 1, weight: LONG, parent: SECRET },
    { id: 'school', direction: -1, weight: 1, parent: 'factor-school' },
  ],
  groups: [
    { id: 'index', parent: null },
    { id: SECRET, parent: 'index', weight: 33.333333 },
    { id: 'factor-school', parent: 'index', weight: 50 },
  ],
  weights: { kind: 'pca' },
  normalisation: { kind: 'goalposts', posts: { crime: [1.2345, 98.765], school: [0, 100] } },
  missing: { leastShare: 0.5, rules: [{ for: [SECRET] }], lastYear: { name: SECRET, areas: `${SECRET}.csv` } },
  exclude: [
    { reason: SECRET, areas: ['6001R001'] },
    { reason: SECRET, where: { column: 'crime', above: LONG } },
  ],
};
const count: Method = {
  version: 1,
  kind: 'problem-count',
  note: SECRET,
  indicators: [
    { id: 'crime', direction: 1, threshold: LONG, factor: SECRET },
    { id: 'school', direction: -1, threshold: { percentile: 10, of: 'base-year' } },
  ],
  baseYear: { name: '2020', areas: `${SECRET}.csv` },
  k: 1,
  levels: [{ from: 1, name: SECRET }],
};

describe('what of a scenario leaves', () => {
  it('is a method still, without a word, a file, a list of areas or a number with many digits', () => {
    for (const method of [index, count]) {
      const left = leaving(method);
      expect(methodSchema.safeParse(left.method).success).toBe(true);
      const written = JSON.stringify(left.method);
      expect(written).not.toContain(SECRET);
      expect(written).not.toContain('6001R001');
      for (const number of written.match(/\d+\.?\d*/gu) ?? [])
        expect(Number(Number(number).toPrecision(3))).toBe(Number(number));
      expect(left.leftBehind.length).toBeGreaterThan(3);
    }
  });

  it('keeps rules as rules', () => {
    expect(leaving(index).method).toMatchObject({ weights: { kind: 'pca' } });
    expect(leaving(count).method).toMatchObject({
      baseYear: { name: '2020' },
      indicators: [{ threshold: 17.2 }, { threshold: { percentile: 10, of: 'base-year' } }],
    });
  });

  it('keeps a scale to two digits, since its limits can be a largest and a smallest value', () => {
    expect(leaving(index).method).toMatchObject({ normalisation: { posts: { crime: [1.2, 99], school: [0, 100] } } });
  });

  it('is the same when it leaves again', () => {
    for (const method of [index, count]) expect(leaving(leaving(method).method).method).toEqual(leaving(method).method);
  });

  it('takes a grouping along without the file that it names', () => {
    const spec = groupsSchema.parse({
      version: 1,
      algorithm: 'skater',
      k: 4,
      contiguity: `${SECRET}.csv`,
      indicators: [{ id: 'crime', weight: LONG }],
    });
    expect(JSON.stringify(leaving(index, spec).grouping)).not.toContain(SECRET);
    expect(leaving(index, spec).grouping).toMatchObject({ k: 4, indicators: [{ weight: 17.2 }] });
  });

  it('gives experts numbers instead of names', () => {
    const panel: Method = {
      ...index,
      weights: { kind: 'panel', experts: [{ name: SECRET, weights: { crime: 1, school: LONG } }] },
    };
    expect(leaving(panel).method).toMatchObject({
      weights: { experts: [{ name: '1', weights: { crime: 1, school: 17.2 } }] },
    });
  });
});

const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('z', 'rank'));
const scenario = fc.record({
  method: fc.record({
    k: leaf,
    indicators: fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c'), weight: leaf }), {
      selector: ({ id }) => id,
    }),
    scale: fc.oneof(
      fc.record({ kind: fc.constant('z'), sd: leaf }),
      fc.record({ kind: fc.constant('min-max'), upper: leaf }),
    ),
  }),
});

describe('merging scenarios', () => {
  it('changes nothing when nobody has changed anything, and takes the only change there is', () => {
    fc.assert(
      fc.property(scenario, scenario, (base, changed) => {
        expect(mergeScenarios(base, base, base)).toEqual({ value: base, differences: [] });
        const theirs = mergeScenarios(base, base, changed);
        expect(sorted(theirs.value)).toEqual(sorted(changed));
        expect(theirs.differences.every(({ changedBy }) => changedBy === 'theirs')).toBe(true);
        const mine = mergeScenarios(base, changed, base);
        expect(sorted(mine.value)).toEqual(sorted(changed));
        expect(mine.differences.every(({ changedBy }) => changedBy === 'mine')).toBe(true);
      }),
    );
  });

  it('gives one side whole when that side is chosen throughout', () => {
    fc.assert(
      fc.property(scenario, scenario, scenario, (base, mine, theirs) => {
        expect(sorted(mergeScenarios(base, mine, theirs, () => 'theirs').value)).toEqual(sorted(theirs));
        expect(sorted(mergeScenarios(base, mine, theirs, () => 'mine').value)).toEqual(sorted(mine));
      }),
    );
  });

  it('brings changes in different places together, and says where both have changed the same', () => {
    const base = {
      method: {
        k: 1,
        indicators: [
          { id: 'a', weight: 1 },
          { id: 'b', weight: 1 },
        ],
      },
    };
    const mine = {
      method: {
        k: 2,
        indicators: [
          { id: 'a', weight: 5 },
          { id: 'b', weight: 1 },
        ],
      },
    };
    const theirs = {
      method: {
        k: 3,
        indicators: [
          { id: 'a', weight: 1 },
          { id: 'b', weight: 9 },
        ],
      },
    };
    const { value, differences } = mergeScenarios(base, mine, theirs);
    expect(value).toEqual({
      method: {
        k: 2,
        indicators: [
          { id: 'a', weight: 5 },
          { id: 'b', weight: 9 },
        ],
      },
    });
    expect(differences.map(({ path, changedBy }) => [path.join('.'), changedBy])).toEqual([
      ['method.k', 'both'],
      ['method.indicators.a.weight', 'mine'],
      ['method.indicators.b.weight', 'theirs'],
    ]);
  });
});

/** Lists by id in one order: a merge keeps mine. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, sorted(own)]));
}
