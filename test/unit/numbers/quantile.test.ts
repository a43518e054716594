import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileOf } from '../../../shared/domain/numbers/quantile.ts';

/** The definition, by sorting. */
const bySorting = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const low = sorted[Math.floor(h)] ?? Number.NaN;
  const high = sorted[Math.ceil(h)] ?? Number.NaN;
  return low + (h - Math.floor(h)) * (high - low);
};

describe('quantile of type 7', () => {
  it('gives what R gives: quantile(c(1, 2, 4, 8, 16, 32), c(0, .1, .25, .5, .9, 1))', () => {
    const of = (p: number): number => quantileOf(Float64Array.from([8, 1, 32, 2, 16, 4]), p);
    expect([of(0), of(0.1), of(0.25), of(0.5), of(0.9), of(1)]).toEqual([1, 1.5, 2.5, 6, 24, 32]);
  });

  it('empty, single, equal', () => {
    expect(quantileOf(new Float64Array(0), 0.5)).toBe(Number.NaN);
    expect(quantileOf(Float64Array.of(7), 0.9)).toBe(7);
    expect(quantileOf(new Float64Array(1000).fill(3), 0.5)).toBe(3);
    expect(() => quantileOf(Float64Array.of(1), 2)).toThrow(RangeError);
  });

  it('agrees with sorting', () => {
    const numbers = array(double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 });
    assert(
      property(numbers, double({ noNaN: true, min: 0, max: 1 }), (values, p) => {
        expect(quantileOf(Float64Array.from(values), p)).toBe(bySorting(values, p) + 0);
      }),
    );
  });
});
