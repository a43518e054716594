import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASPECTS, differingAspects, mixtureOf } from '../../../../shared/domain/scenarios/aspects.ts';
import { compareMethods, likenessOf } from '../../../../shared/domain/scenarios/compare.ts';
import { robustness } from '../../../../shared/domain/scenarios/robust.ts';
import { type Standing, Standings } from '../../../../shared/domain/scenarios/standing.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { type IndexMethod, type Method, methodSchema } from '../../../../shared/schemas/method.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';

const N = 120;
const codes = Array.from({ length: N }, (_none, i) => `6001R${String(i).padStart(3, '0')}`);
const column = (name: string): Float64Array => {
  const random = generator(1, name);
  return Float64Array.from({ length: N }, () => 20 + 4 * random.normal());
};
const columns = { codes, byId: new Map(['a', 'b', 'c', 'd'].map((id) => [id, column(id)])) };
const index = (weights: readonly number[], more: Partial<IndexMethod> = {}): IndexMethod => ({
  version: 1,
  kind: 'index',
  indicators: weights.map((weight, j) => ({ id: 'abcd'[j] ?? '', direction: 1, weight })),
  normalisation: { kind: 'z' },
  ...more,
});
const standings = new Standings(columns);
const standingOf = (method: Method): Standing => standings.of(method);

/** Two areas, two indicators, weights and scale differ: every number below can be followed on paper. */
describe('two methods worked by hand', () => {
  // Area values a: 0 10 4, b: 9 0 6. From: weights (1, 0), unchanged scale: scores 0 10 4, ranks 3 1 2.
  // To: weights (0, 1) and order by rank. Weights alone: scores 9 0 6, ranks 1 3 2. Scale alone: order of a, ranks 3 1 2. Both: order of b, 1 3 2.
  const three = new Standings({
    codes: ['x', 'y', 'z'],
    byId: new Map([
      ['a', Float64Array.of(0, 10, 4)],
      ['b', Float64Array.of(9, 0, 6)],
    ]),
  });
  const plain: IndexMethod = index([1, 0], { normalisation: { kind: 'none' } });
  const other: IndexMethod = index([0, 1], { normalisation: { kind: 'rank' } });

  it('splits the moves: all by weights, nothing by the scale', () => {
    const compared = compareMethods(plain, other, (method) => three.of(method), 1);
    expect(compared.split.players).toEqual([['weights'], ['normalisation']]);
    expect([...compared.climbed]).toEqual([2, -2, 0]);
    expect(compared.split.climbed.map((part) => [...part])).toEqual([
      [4, -4, 0],
      [0, 0, 0],
    ]);
    expect(compared.newly).toEqual([0]);
    expect(compared.noLonger).toEqual([1]);
    expect(compared.shares).toEqual([
      { newly: 1, noLonger: 1, meanMove: 4 / 3 },
      { newly: 0, noLonger: 0, meanMove: 0 },
    ]);
    expect(compared.rankCorrelation).toBe(-1);
    expect(compared.top).toEqual({ first: 1, shared: 0, either: 2 });
    expect(compared.moved).toBe(2);
    expect(compared.meanMove).toBe(4 / 3);
  });
});

function carriedOut(method: Method): boolean {
  try {
    standingOf(method);
    return true;
  } catch (cause) {
    if (cause instanceof UserError) return false;
    throw cause;
  }
}

const scale = fc.constantFrom<IndexMethod['normalisation'][]>(
  { kind: 'z' },
  { kind: 'min-max' },
  { kind: 'rank' },
  { kind: 'percentile-rank' },
);
const anyIndex = fc
  .record({
    weights: fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 4 })
      .filter((all) => all.some((weight) => weight > 0)),
    normalisation: scale,
    aggregation: fc.constantFrom<NonNullable<IndexMethod['aggregation']>[]>(
      { kind: 'arithmetic' },
      { kind: 'mpi' },
      { kind: 'geometric' },
    ),
    treatment: fc.constantFrom<NonNullable<IndexMethod['treatment']>[]>({ kind: 'none' }, { kind: 'log' }),
  })
  .map(({ weights, ...more }) => index(weights, more));

const anyCount = fc
  .record({
    thresholds: fc.array(
      fc.oneof(
        fc.integer({ min: 10, max: 30 }),
        fc.integer({ min: 1, max: 99 }).map((percentile) => ({ percentile })),
      ),
      {
        minLength: 2,
        maxLength: 4,
      },
    ),
    k: fc.integer({ min: 1, max: 3 }),
    factorRule: fc.constantFrom('any' as const, 'all' as const),
  })
  .map(({ thresholds, k, factorRule }): Method => ({
    version: 1,
    kind: 'problem-count',
    indicators: thresholds.map((threshold, j) => ({ id: 'abcd'[j] ?? '', direction: 1, threshold })),
    factorRule,
    k,
    levels: [{ from: k, name: 'stor' }],
  }));

describe('mixtures', () => {
  it('are the first with nothing taken and the second with all that differs, and methods in between', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(anyIndex, anyIndex), fc.tuple(anyCount, anyCount)),
        fc.subarray([...ASPECTS]),
        ([from, to], some) => {
          expect(differingAspects(mixtureOf(from, to, new Set()), from)).toEqual([]);
          expect(differingAspects(mixtureOf(from, to, new Set(ASPECTS)), to)).toEqual([]);
          expect(methodSchema.safeParse(mixtureOf(from, to, new Set(some))).success).toBe(true);
        },
      ),
    );
  });

  it('take what one lacks for an indicator from the other', () => {
    const from = index([1, 1], { normalisation: { kind: 'goalposts', posts: { a: [0, 1], b: [0, 2] } } });
    const to = index([1, 1, 1], { normalisation: { kind: 'goalposts', posts: { a: [0, 9], b: [0, 2], c: [0, 3] } } });
    expect(mixtureOf(from, to, new Set(['weights']))).toMatchObject({
      normalisation: { posts: { a: [0, 1], b: [0, 2], c: [0, 3] } },
    });
  });
});

describe('the split of a difference', () => {
  it('adds up to the ranks climbed and to the marks, area by area and exactly, for whatever differs', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(anyIndex, anyIndex), fc.tuple(anyCount, anyCount), fc.tuple(anyIndex, anyCount)),
        ([from, to]) => {
          // A geometric mean over z values is refused, and then there is no rank to split.
          fc.pre(carriedOut(from) && carriedOut(to));
          const compared = compareMethods(from, to, standingOf);
          const { split, climbed, newly, noLonger, shares } = compared;
          const differing = differingAspects(from, to);
          expect(split.players.flat().toSorted()).toEqual([...differing].toSorted());
          if (differing.length === 0) return;
          for (let area = 0; area < N; area += 1) {
            const sum = split.climbed.reduce((total, part) => total + (part[area] as number), 0);
            expect(Number.isNaN(sum) ? 'no rank somewhere' : sum - split.divisor * (climbed[area] as number)).toBeOneOf(
              [0, 'no rank somewhere'],
            );
          }
          const total = (of: 'newly' | 'noLonger'): number => shares.reduce((sum, share) => sum + share[of], 0);
          expect(total('newly')).toBeCloseTo(newly.length, 9);
          expect(total('noLonger')).toBeCloseTo(noLonger.length, 9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts together what cannot be taken one without the other', () => {
    // A geometric mean needs positive values: it can only come with the scale that gives them.
    const from = index([1, 1]);
    const to = index([3, 1], {
      normalisation: { kind: 'min-max', lower: 1, upper: 100 },
      aggregation: { kind: 'geometric' },
    });
    const [small, large] = [index([1, 1]), index([1, 1], { aggregation: { kind: 'geometric' } })];
    expect(() => standingOf(large)).toThrow(UserError);
    expect(() => compareMethods(small, large, standingOf)).toThrow(UserError);
    const { players } = compareMethods(from, to, standingOf).split;
    expect(players).toEqual([['weights'], ['normalisation', 'aggregation']]);
  });
});

describe('many scenarios', () => {
  it('find the areas that all single out, and how often each is', () => {
    const each = [index([1, 1]), index([1, 2]), index([1, 0])].map(standingOf);
    const { times, always, ever, best, worst, pairs } = robustness(each);
    for (const area of codes.keys()) {
      const marks = each.map(({ flagged }) => flagged[area] as number);
      const ranks = each.map(({ ranks: own }) => own[area] as number);
      expect(times[area]).toBe(marks.reduce((a, b) => a + b, 0));
      expect(always.includes(area)).toBe(marks.every((mark) => mark === 1));
      expect(ever.includes(area)).toBe(marks.some((mark) => mark === 1));
      expect([best[area], worst[area]]).toEqual([Math.min(...ranks), Math.max(...ranks)]);
    }
    expect(pairs[0]?.[0]).toMatchObject({ rankCorrelation: 1, top: { first: 6, shared: 6, either: 6 } });
    expect(pairs[2]?.[0]).toEqual(pairs[0]?.[2]);
  });

  it('say when a scenario names an indicator that the areas lack', () => {
    expect(() => standingOf({ version: 1, kind: 'sei', indicators: ['a', 'b', 'nowhere'] })).toThrow(
      expect.objectContaining({ key: 'scenario.noIndicator', parameters: { id: 'nowhere' } }),
    );
  });

  it('take the length of the top lists as given', () => {
    const one = standingOf(index([1, 1]));
    expect(likenessOf(one, one, 10).top).toEqual({ first: 10, shared: 10, either: 10 });
  });
});
