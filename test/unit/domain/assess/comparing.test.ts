import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { LiveIndex } from '../../../../shared/domain/assess/live.ts';
import type { Aggregation, IndexMethod } from '../../../../shared/schemas/method.ts';

const AREAS = ['a', 'b', 'c'];
const NONE = Number.NaN;
const method = (aggregation: Aggregation, weights: readonly number[] = [1, 1, 1]): IndexMethod => ({
  version: 1,
  kind: 'index',
  indicators: weights.map((weight, j) => ({ id: `v${j}`, direction: 1, weight })),
  normalisation: { kind: 'none' },
  aggregation,
});
const scoresOf = (aggregation: Aggregation, columns: readonly (readonly number[])[], weights?: readonly number[]) => [
  ...assessIndex(
    method(aggregation, weights ?? columns.map(() => 1)),
    AREAS.slice(0, columns[0]?.length ?? 0),
    columns.map((column) => Float64Array.from(column)),
  ).scores,
];

describe('ordered weighted average', () => {
  it('by hand: half on the worst, a third on the next, a sixth on the best, whichever indicator that is', () => {
    const got = scoresOf({ kind: 'owa', weights: [3, 2, 1] }, [
      [6, 0, 12],
      [0, 6, 6],
      [12, 12, 0],
    ]);
    got.forEach((score) => expect(score).toBeCloseTo((3 * 12 + 2 * 6) / 6, 12));
  });

  it('with all of the weight first it is the maximum, with even weights the mean, also where values are missing', () => {
    const columns = [
      [1, 5, NONE],
      [2, NONE, NONE],
      [9, 7, 4],
    ];
    expect(scoresOf({ kind: 'owa', weights: [1, 0, 0] }, columns)[0]).toBe(9);
    const even = scoresOf({ kind: 'owa', weights: [1, 1, 1] }, columns);
    [4, 6, 4].forEach((mean, i) => expect(even[i]).toBeCloseTo(mean, 12));
  });

  it('refuses another number of order weights than children, and weights that are all zero', () => {
    const run = (weights: number[]) => () =>
      scoresOf({ kind: 'owa', weights }, [
        [1, 2],
        [2, 1],
      ]);
    expect(run([1])).toThrow(expect.objectContaining({ key: 'assess.owaWeights' }));
    expect(run([0, 0])).toThrow(expect.objectContaining({ key: 'assess.allWeightsZero' }));
  });
});

describe("Mazziotta and Pareto's index", () => {
  it('by hand: z 100 + 10 (x - mean) / sd, plus the spread within the area', () => {
    // Both columns have mean 2 and sd sqrt(2/3), so z = 100 -+ 12.247 and 100.
    const step = 10 / Math.sqrt(2 / 3);
    const got = scoresOf({ kind: 'mpi' }, [
      [1, 2, 3],
      [3, 2, 1],
    ]);
    const uneven = 100 + step ** 2 / 100;
    [uneven, 100, uneven].forEach((want, i) => expect(got[i]).toBeCloseTo(want, 10));
  });

  it('is the mean where an area is even, and more where it is uneven', () => {
    const even = scoresOf({ kind: 'mpi' }, [
      [1, 2, 3],
      [10, 20, 30],
    ]);
    expect(even[2]).toBeCloseTo(100 + 10 / Math.sqrt(2 / 3), 10);
    expect(() =>
      scoresOf({ kind: 'mpi' }, [
        [1, 2],
        [5, 5],
      ]),
    ).toThrow(expect.objectContaining({ key: 'assess.noSpreadInGroup' }));
  });
});

describe('Copeland', () => {
  it('by hand: a beats b and c, b beats c', () => {
    const got = scoresOf({ kind: 'copeland' }, [
      [3, 2, 1],
      [3, 1, 2],
      [1, 3, 2],
    ]);
    // a over b 2:1, a over c 2:1, b over c 2:1.
    expect(got).toEqual([2, 0, -2]);
  });

  it('goes round in a circle without a winner', () => {
    const got = scoresOf({ kind: 'copeland' }, [
      [3, 2, 1],
      [1, 3, 2],
      [2, 1, 3],
    ]);
    expect(got).toEqual([0, 0, 0]);
  });

  it('favours nobody for standing later in the file when values are missing', () => {
    const columns = [
      [1, NONE, 1],
      [NONE, 1, 1],
    ];
    // a and b share no indicator, and are level with c on the one that each has.
    expect(scoresOf({ kind: 'copeland' }, columns)).toEqual([0, 0, 0]);
    expect(scoresOf({ kind: 'copeland' }, [[NONE, 1, 2]])[0]).toBeNaN();
  });

  it('weights decide, and level weights are level whatever they are made of', () => {
    const columns = [
      [1, 0],
      [1, 0],
      [0, 1],
    ];
    expect(scoresOf({ kind: 'copeland' }, columns, [0.1, 0.2, 0.3])).toEqual([0, 0]);
    expect(scoresOf({ kind: 'copeland' }, columns, [0.1, 0.2, 0.4])).toEqual([-1, 1]);
  });
});

describe('every aggregation', () => {
  const kinds: Aggregation[] = [
    { kind: 'arithmetic' },
    { kind: 'geometric' },
    { kind: 'harmonic' },
    { kind: 'power', q: 2 },
    { kind: 'mpi' },
    { kind: 'owa', weights: [3, 2, 1] },
    { kind: 'copeland' },
  ];
  const number = fc.double({ min: 1, max: 100, noNaN: true });
  const columns = fc.array(fc.array(number, { minLength: 8, maxLength: 8 }), { minLength: 3, maxLength: 3 });
  const codes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

  it.each(kinds)(
    '$kind: the order of the areas does not matter, and live is the same to the last bit',
    (aggregation) => {
      fc.assert(
        fc.property(
          columns,
          fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 }),
          (drawn, order) => {
            fc.pre(drawn.every((column) => new Set(column).size > 1));
            const of = method(aggregation, [1, 2, 3]);
            const taken = drawn.map((column) => Float64Array.from(column));
            const whole = assessIndex(of, codes, taken);
            const moved = assessIndex(
              of,
              order.map((i) => codes[i] ?? ''),
              taken.map((column) => Float64Array.from(order, (i) => column[i] ?? 0)),
            );
            order.forEach((i, at) => expect(moved.scores[at]).toBeCloseTo(whole.scores[i] ?? 0, 9));
            const live = new LiveIndex({ areas: codes, method: of, columns: taken });
            expect([...live.scores]).toEqual([...whole.scores]);
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  it('geometric is at most arithmetic, and harmonic at most geometric', () => {
    fc.assert(
      fc.property(columns, (drawn) => {
        const taken = drawn.map((column) => Float64Array.from(column));
        const [a, g, h] = (['arithmetic', 'geometric', 'harmonic'] as const).map(
          (kind) => assessIndex(method({ kind }, [1, 2, 3]), codes, taken).scores,
        );
        a?.forEach((score, i) => {
          expect(g?.[i] ?? 0).toBeLessThanOrEqual(score * (1 + 1e-12));
          expect(h?.[i] ?? 0).toBeLessThanOrEqual((g?.[i] ?? 0) * (1 + 1e-12));
        });
      }),
    );
  });

  it('a comparing group below a geometric mean is refused, since its values may be negative', () => {
    const of: IndexMethod = {
      ...method({ kind: 'geometric' }, [1, 1]),
      groups: [
        { id: 'all', parent: null },
        { id: 'beats', parent: 'all', aggregation: { kind: 'copeland' } },
      ],
      indicators: ['x', 'y'].map((id) => ({ id, direction: 1, weight: 1, parent: 'beats' })),
    };
    const run = (): unknown => assessIndex(of, AREAS, [Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1)]);
    expect(run).toThrow(expect.objectContaining({ key: 'assess.comparingBelowMean' }));
  });
});
