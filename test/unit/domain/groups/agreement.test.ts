import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedRand, bestJaccards, contingency } from '../../../../shared/domain/groups/agreement/contingency.ts';
import { matchedNumbers } from '../../../../shared/domain/groups/agreement/matching.ts';
import { gapAdvice, gaps } from '../../../../shared/domain/groups/choosing/gap.ts';
import { stability } from '../../../../shared/domain/groups/choosing/stability.ts';
import { kMeans } from '../../../../shared/domain/groups/kMeans/kMeans.ts';
import type { Points } from '../../../../shared/domain/groups/points.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';

const groups = (...labels: number[]): Int32Array => Int32Array.from(labels);

describe('two divisions of the same areas', () => {
  it('are crossed, without areas that lack a group in either', () => {
    const got = contingency(groups(1, 1, 2, 0, 2), groups(2, 2, 1, 1, 0));
    expect(got).toEqual({ rows: 2, columns: 2, counts: Float64Array.of(0, 2, 1, 0), total: 3 });
    expect(() => contingency(groups(1), groups(1, 2))).toThrow(RangeError);
  });

  it('adjusted Rand: 1 for the same groups whatever they are called, and at the edges as stated', () => {
    expect(adjustedRand(contingency(groups(1, 1, 2, 3), groups(3, 3, 1, 2)))).toBe(1);
    expect(adjustedRand(contingency(groups(1, 1), groups(1, 1)))).toBe(1);
    expect(adjustedRand(contingency(groups(1, 2), groups(2, 1)))).toBe(1);
    expect(adjustedRand(contingency(groups(1), groups(1)))).toBeNaN();
  });

  it('Jaccard of the most similar group, by hand', () => {
    // Group 1 = {a, b, c}, found again as {a, b} and {c, d}: 2/3 against 1/4.
    const got = bestJaccards(contingency(groups(1, 1, 1, 2), groups(1, 1, 2, 2)));
    expect([...got]).toEqual([2 / 3, 1 / 2]);
  });

  it('numbers stay with the areas: the best assignment of all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(9), { minLength: 25, maxLength: 25 }),
        (rows, columns, entries) => {
          const counts = Float64Array.from(entries.slice(0, rows * columns));
          const numbers = matchedNumbers({ rows, columns, counts, total: 0 });
          expect(new Set(numbers).size).toBe(columns);
          const kept = (order: readonly number[]): number =>
            order.reduce(
              (sum, number, column) => sum + (number <= rows ? (counts[(number - 1) * columns + column] ?? 0) : 0),
              0,
            );
          const size = Math.max(rows, columns);
          const every = (left: readonly number[], chosen: readonly number[]): number =>
            chosen.length === columns
              ? kept(chosen)
              : Math.max(
                  ...left.map((number) =>
                    every(
                      left.filter((other) => other !== number),
                      [...chosen, number],
                    ),
                  ),
                );
          expect(kept([...numbers])).toBe(
            every(
              Array.from({ length: size }, (_none, i) => i + 1),
              [],
            ),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a group without an heir leaves its number free for a new one', () => {
    // Earlier 1, 2, 3; later two groups that are the earlier 3 and 1, and one of areas that were in no group.
    const crossed = contingency(groups(1, 2, 3, 3), groups(2, 2, 1, 1));
    expect([...matchedNumbers(crossed)]).toEqual([3, 1]);
  });
});

const clouds = (): Points => {
  const random = generator(5, 'clouds');
  const n = 150;
  return {
    n,
    p: 2,
    values: Float64Array.from({ length: 2 * n }, (_none, at) => {
      const cloud = Math.floor(at / 2) % 3;
      return random.normal() * 0.5 + (at % 2 === 0 ? [0, 6, 0] : [0, 0, 6])[cloud]!;
    }),
  };
};

describe('how many groups', () => {
  it('the gap statistic finds three clouds, and says the same twice', () => {
    const points = clouds();
    const inertia = (of: Points, k: number): number => kMeans(of, { k, starts: 5, seed: 1 }).inertia;
    const asked = [1, 2, 3, 4, 5].map((k) => ({ k, inertia: inertia(points, k) }));
    const got = gaps(points, asked, { references: 20, seed: 1 }, inertia);
    expect(gapAdvice(got)).toBe(3);
    expect(gaps(points, asked, { references: 20, seed: 1 }, inertia)).toEqual(got);
    expect(got.every(({ standardError }) => standardError > 0)).toBe(true);
    expect(gapAdvice([])).toBeUndefined();
  });

  it('clear groups are stable, and one cloud cut in two is not', () => {
    const points = clouds();
    const divide = (k: number) => (drawn: Points) => kMeans(drawn, { k, starts: 3, seed: 1 }).labels;
    const three = stability(points, divide(3)(points), { draws: 30, seed: 1, k: 3 }, divide(3));
    expect([...three.standing]).toEqual(['stable', 'stable', 'stable']);
    expect(Math.min(...three.kept)).toBeGreaterThan(0.95);
    const random = generator(6, 'one');
    const one: Points = { n: 200, p: 2, values: Float64Array.from({ length: 400 }, () => random.normal()) };
    const five = stability(one, divide(5)(one), { draws: 30, seed: 1, k: 5 }, divide(5));
    expect(five.standing.some((standing) => standing !== 'stable')).toBe(true);
    expect(Math.max(...five.jaccard)).toBeLessThan(Math.min(...three.jaccard));
  });
});
