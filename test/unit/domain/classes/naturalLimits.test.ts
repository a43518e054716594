import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../../shared/domain/classes/classify.ts';
import { naturalLimits } from '../../../../shared/domain/classes/naturalLimits.ts';

/** Sum of squared deviations within the classes that the limits make. */
function within(values: Float64Array, limits: readonly number[]): number {
  const classOf = classify(values, limits);
  let sum = 0;
  for (let c = 0; c <= limits.length; c += 1) {
    const own = values.filter((_x, i) => classOf[i] === c);
    const mean = own.reduce((total, x) => total + x, 0) / own.length;
    sum += own.reduce((total, x) => total + (x - mean) ** 2, 0);
  }
  return sum;
}

/** Every way to part the different values into at most `classes`. */
function least(values: Float64Array, classes: number): number {
  const different = [...new Set(values)].sort((a, b) => a - b);
  const cuts = different.slice(1).map((x, i) => (x + (different[i] as number)) / 2);
  const tryFrom = (from: number, chosen: readonly number[]): number => {
    let best = within(values, chosen);
    if (chosen.length === classes - 1) return best;
    for (let at = from; at < cuts.length; at += 1)
      best = Math.min(best, tryFrom(at + 1, [...chosen, cuts[at] as number]));
    return best;
  };
  return tryFrom(0, []);
}

describe('natural limits', () => {
  it('are the best of all there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 4 }),
        (whole, classes) => {
          const values = Float64Array.from(whole);
          const limits = naturalLimits(values, classes);
          expect(limits).toEqual(limits.toSorted((a, b) => a - b));
          expect(limits.length).toBeLessThan(classes + 1);
          expect(within(values, limits)).toBeCloseTo(least(values, classes), 8);
        },
      ),
      { numRuns: 200 },
    );
  });
  it('find what the eye finds, by hand', () => {
    expect(naturalLimits(Float64Array.of(1, 2, 2, 30, 31, 90, Number.NaN), 3)).toEqual([16, 60.5]);
  });
  it('are none for a constant, for nothing and for one class', () => {
    expect(naturalLimits(Float64Array.of(4, 4, 4), 5)).toEqual([]);
    expect(naturalLimits(Float64Array.of(Number.NaN), 5)).toEqual([]);
    expect(naturalLimits(Float64Array.of(1, 2, 3), 1)).toEqual([]);
  });
  it('keep their digits far from zero', () => {
    const far = Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 20, 1e9 + 21);
    expect(naturalLimits(far, 2)).toEqual([1e9 + 11]);
  });
});
