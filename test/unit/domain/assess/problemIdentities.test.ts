import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alkireFoster, kCurve } from '../../../../shared/domain/assess/alkireFoster.ts';
import { assess } from '../../../../shared/domain/assess/assess.ts';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import { thresholdsOf, withThresholds } from '../../../../shared/domain/assess/problemRules.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';

const value = fc.option(fc.integer({ min: 0, max: 20 }), { nil: Number.NaN, freq: 9 });
const cases = fc
  .record({ n: fc.integer({ min: 2, max: 25 }), p: fc.integer({ min: 1, max: 6 }) })
  .chain(({ n, p }) =>
    fc.record({
      raw: fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: p, maxLength: p }),
      thresholds: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: p, maxLength: p }),
      directions: fc.array(fc.constantFrom<1 | -1>(1, -1), { minLength: p, maxLength: p }),
      people: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: n, maxLength: n }),
    }),
  )
  .map(({ raw, thresholds, directions, people }) => ({
    areas: people.map((_one, i) => `A${String(i).padStart(2, '0')}`),
    columns: raw.map((column) => Float64Array.from(column).with(0, 7)),
    people: Float64Array.from(people),
    method: {
      version: 1,
      kind: 'problem-count',
      indicators: thresholds.map((threshold, j) => ({
        id: `v${j}`,
        direction: directions[j] ?? 1,
        threshold,
        factor: `f${j % 4}`,
      })),
      k: 2,
      levels: [{ from: 2, name: 'stor' }],
    } satisfies ProblemCountMethod as ProblemCountMethod,
  }));

describe('the problem count', () => {
  it('never falls in any area when a threshold is made stricter', () => {
    fc.assert(
      fc.property(cases, fc.nat(5), fc.integer({ min: 0, max: 8 }), ({ areas, columns, method }, pick, step) => {
        const j = pick % method.indicators.length;
        const stricter = {
          ...method,
          indicators: method.indicators.map((one, i) =>
            i === j ? { ...one, threshold: Number(one.threshold) - step * one.direction } : one,
          ),
        };
        const before = countProblems(method, areas, columns).scores;
        countProblems(stricter, areas, columns).scores.forEach((c, i) => {
          expect(Number.isNaN(c) || c >= (before[i] as number)).toBe(true);
        });
      }),
    );
  });

  it('gives at all k at once what it gives at one at a time, by areas and by people, with parts that add up', () => {
    fc.assert(
      fc.property(cases, ({ areas, columns, people, method }) => {
        const count = countProblems(method, areas, columns);
        for (const weights of [undefined, people])
          for (const measures of kCurve(count, weights)) {
            expect(alkireFoster(count, measures.k, weights)).toEqual(measures);
            expect(measures.adjustedHeadcount).toBeCloseTo(measures.headcount * measures.intensity, 12);
            const parts = measures.factors.reduce((sum, { contribution }) => sum + contribution, 0);
            expect(parts).toBeCloseTo(measures.adjustedHeadcount > 0 ? 1 : 0, 10);
          }
      }),
    );
  });

  it('is the same whichever order areas and indicators stand in', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ areas, columns, method }, seed) => {
        const turn = <T>(list: readonly T[]): T[] => list.map((_one, i) => list[(i + seed) % list.length] as T);
        const plain = countProblems(method, areas, columns);
        const turned = countProblems(
          { ...method, indicators: turn(method.indicators) },
          turn(areas),
          turn(columns).map((column) => Float64Array.from(turn([...column]))),
        );
        expect([...turned.scores]).toEqual(turn([...plain.scores]));
        expect([...turned.ranks]).toEqual(turn([...plain.ranks]));
      }),
    );
  });
});

describe('thresholds of a base year', () => {
  const relative: ProblemCountMethod = {
    version: 1,
    kind: 'problem-count',
    indicators: [
      { id: 'a', direction: 1, threshold: { percentile: 50, of: 'base-year' } },
      { id: 'b', direction: -1, threshold: { percentile: 50 } },
    ],
    baseYear: { name: '2018', areas: 'areas-2018.csv' },
    k: 1,
    levels: [],
  };
  const now = [Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30)];
  const then = [Float64Array.of(2, 2, 4), Float64Array.of(0, 0, 0)];

  it('are percentiles of that year where they say so, of this year else, and are written out', () => {
    expect([...thresholdsOf(relative, now, then)]).toEqual([2, 20]);
    const { scores, summary } = assess(relative, ['x', 'y', 'z'], now, undefined, then);
    // a above 2: z; b below 20: x.
    expect([...scores]).toEqual([1, 0, 1]);
    expect(summary).toMatchObject({
      method: withThresholds(relative, Float64Array.of(2, 20)),
      indicators: [
        { id: 'a', threshold: 2, percentile: 50, of: '2018' },
        { id: 'b', threshold: 20, percentile: 50 },
      ],
    });
    expect('baseYear' in summary.method).toBe(false);
  });

  it('are refused without the values of that year', () => {
    expect(() => thresholdsOf(relative, now)).toThrow('assess.baseYearMissing');
    expect(() => thresholdsOf(relative, now, [new Float64Array(3).fill(Number.NaN), then[1] as Float64Array])).toThrow(
      'assess.baseYearEmpty',
    );
  });
});
