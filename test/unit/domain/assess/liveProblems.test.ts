import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alkireFoster, kCurve } from '../../../../shared/domain/assess/alkireFoster.ts';
import { LiveProblemCount } from '../../../../shared/domain/assess/liveProblems.ts';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';
import { codesOf } from './cases.ts';

const P = 5;

const problemCase = fc
  .record({
    n: fc.integer({ min: 2, max: 20 }),
    factorRule: fc.constantFrom<NonNullable<ProblemCountMethod['factorRule']>>('any', 'all', { atLeast: 2 }),
    leastShare: fc.constantFrom(0, 0.6, 1),
    directions: fc.array(fc.constantFrom<1 | -1>(1, -1), { minLength: P, maxLength: P }),
    thresholds: fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 0, max: 100 }).map((percentile) => ({ percentile })),
      ),
      { minLength: P, maxLength: P },
    ),
    weights: fc.array(fc.constantFrom(0.1, 0.2, 0.7, 1, 2), { minLength: 3, maxLength: 3 }),
  })
  .chain((base) =>
    fc
      .record({
        ...Object.fromEntries(Object.entries(base).map(([key, kept]) => [key, fc.constant(kept)])),
        columns: fc.array(
          fc.array(fc.option(fc.integer({ min: 0, max: 10 }), { nil: Number.NaN, freq: 5 }), {
            minLength: base.n,
            maxLength: base.n,
          }),
          { minLength: P, maxLength: P },
        ),
      })
      .map(({ columns }) => ({ ...base, columns })),
  )
  .map(({ n, factorRule, leastShare, directions, thresholds, weights, columns }) => {
    const method: ProblemCountMethod = {
      version: 1,
      kind: 'problem-count',
      factorRule,
      missing: { leastShare },
      k: 1,
      levels: [
        { from: 2, name: 'high' },
        { from: 1, name: 'some' },
      ],
      indicators: directions.map((direction, j) => ({
        id: `v${j}`,
        direction,
        threshold: thresholds[j] ?? 0,
        factor: `f${j % 3}`,
        weight: weights[j % 3] ?? 1,
      })),
    };
    // Every column has at least one value.
    const filled = columns.map((column) => Float64Array.from(column, (value, i) => (i === 0 ? 5 : value)));
    return { areas: codesOf(n), method, columns: filled };
  });

describe('live problem count', () => {
  it('gives bit for bit what the plain count gives after any thresholds', () => {
    fc.assert(
      fc.property(
        problemCase,
        fc.array(fc.tuple(fc.nat(P - 1), fc.integer({ min: -1, max: 11 })), { maxLength: 5 }),
        ({ areas, method, columns }, drags) => {
          const live = new LiveProblemCount({ areas, method, columns });
          for (const [j, threshold] of drags) {
            live.setThreshold(`v${j}`, threshold);
            live.compute();
          }
          const indicators = method.indicators.map((one, j) => ({
            ...one,
            threshold: live.thresholds[j] ?? Number.NaN,
          }));
          const plain = countProblems({ ...method, indicators }, areas, columns);
          expect(live.scores).toEqual(plain.scores);
          expect(live.ranks).toEqual(plain.ranks);
          expect(live.levelOf).toEqual(plain.levelOf);
          expect(live.problems).toEqual(plain.problems);
          expect(live.factorProblems).toEqual(plain.factorProblems);
          expect([...live.levelCounts]).toEqual(
            [0, 1].map((level) => plain.levelOf.filter((one) => one === level).length),
          );
          expect(kCurve(live)).toEqual(kCurve(plain));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has contributions that sum to the count, and M0 = H A with contributions that sum to one', () => {
    fc.assert(
      fc.property(problemCase, ({ areas, method, columns }) => {
        const plain = countProblems(method, areas, columns);
        plain.scores.forEach((count, area) => {
          if (Number.isNaN(count)) return;
          const sum = plain.contributions.reduce((total, column) => total + (column[area] || 0), 0);
          expect(sum).toBeCloseTo(count, 12);
        });
        for (const measures of [
          ...kCurve(plain),
          alkireFoster(
            plain,
            0,
            Float64Array.from(areas, (_a, i) => i + 1),
          ),
        ]) {
          expect(measures.adjustedHeadcount).toBe(measures.headcount * measures.intensity);
          const parts = measures.factors.reduce((total, { contribution }) => total + contribution, 0);
          expect(parts).toBeCloseTo(measures.adjustedHeadcount > 0 ? 1 : 0, 9);
          for (const factor of measures.factors)
            expect(factor.censoredHeadcount).toBeLessThanOrEqual(factor.rawHeadcount);
        }
      }),
    );
  });
});
