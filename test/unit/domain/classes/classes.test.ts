import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, classOfValue, countClasses, MISSING_CLASS } from '../../../../shared/domain/classes/classify.ts';
import { deviationLimits, equalLimits, fixedLimits, quantileLimits } from '../../../../shared/domain/classes/limits.ts';

const column = fc
  .array(
    fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 4 }), fc.constant(Number.NaN)),
    { maxLength: 60 },
  )
  .map((values) => Float64Array.from(values));

describe('class limits', () => {
  it('quantiles are those of type 7', () => {
    // R 4.3: quantile(c(1, 2, 4, 8, 16, 32), c(.25, .5, .75)) gives 2.5, 6, 14.
    expect(quantileLimits(Float64Array.of(32, 1, Number.NaN, 2, 16, 4, 8), 4)).toEqual([2.5, 6, 14]);
  });
  it('equal steps run from the least to the greatest', () => {
    expect(equalLimits(Float64Array.of(0, 10, 3), 5)).toEqual([2, 4, 6, 8]);
  });
  it('deviations count from the unweighted mean with n - 1', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32, sd sqrt(32 / 7).
    const sd = Math.sqrt(32 / 7);
    const limits = deviationLimits(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), [-1, 0, 1, 2]);
    [5 - sd, 5, 5 + sd, 5 + 2 * sd].forEach((expected, at) => expect(limits[at]).toBeCloseTo(expected, 12));
  });
  it('a constant, an empty and an all-missing column are one class', () => {
    for (const values of [Float64Array.of(3, 3, 3), new Float64Array(0), Float64Array.of(Number.NaN)]) {
      expect(quantileLimits(values, 5)).toEqual([]);
      expect(equalLimits(values, 5)).toEqual([]);
      expect(deviationLimits(values, [-1, 1])).toEqual([]);
    }
  });
  it('chosen limits are sorted and told apart', () => {
    expect(fixedLimits([3, 1, 3, Number.NaN, 2])).toEqual([1, 2, 3]);
  });
  it('always rise', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: 1, max: 9 }), (values, classes) => {
        for (const limits of [
          quantileLimits(values, classes),
          equalLimits(values, classes),
          deviationLimits(values, [-1, 0, 1]),
        ]) {
          limits.slice(1).forEach((limit, at) => expect(limit).toBeGreaterThan(limits[at] ?? Number.NaN));
          expect(limits.length).toBeLessThan(Math.max(classes, 4));
        }
      }),
    );
  });
});

describe('classify', () => {
  it('puts a value equal to a limit into the upper class', () => {
    expect([...classify(Float64Array.of(0.9, 1, 1.5, 2, Number.NaN), [1, 2])]).toEqual([0, 1, 1, 2, MISSING_CLASS]);
  });
  it('agrees with counting the limits, and counts every area once', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: 1, max: 9 }), (values, classes) => {
        const limits = quantileLimits(values, classes);
        const found = classify(values, limits);
        values.forEach((x, i) => {
          expect(found[i]).toBe(Number.isNaN(x) ? MISSING_CLASS : limits.filter((limit) => limit <= x).length);
          expect(classOfValue(x, limits)).toBe(found[i]);
        });
        const { counts, missing } = countClasses(found, limits.length + 1);
        expect(counts.reduce((sum, count) => sum + count, missing)).toBe(values.length);
      }),
    );
  });
});
