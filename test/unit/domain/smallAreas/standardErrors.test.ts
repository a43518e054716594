import { describe, expect, it } from 'vitest';
import {
  effectiveNumber,
  eventRateError,
  meanError,
  quantileError,
  quantileRatioError,
  quotientError,
  shareError,
  sumError,
} from '../../../../shared/domain/smallAreas/standardErrors.ts';
import { quantileOf } from '../../../../shared/domain/numbers/quantile.ts';
import { standardise } from '../../../../shared/domain/smallAreas/standardise.ts';

const N = Number.NaN;

describe('standard errors', () => {
  it('of a share: sqrt(p (1 - p) / n)', () => {
    expect(shareError(2, 8)).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 8), 15);
    expect([shareError(0, 8), shareError(8, 8), shareError(0, 0)]).toEqual([0, 0, N]);
  });

  it('of events per person: sqrt(r) / n', () => {
    expect(eventRateError(9, 100)).toBe(0.03);
    expect([eventRateError(0, 100), eventRateError(3, 0)]).toEqual([0, N]);
  });

  it('of a mean: s / sqrt(n)', () => {
    // 2, 4, 9: mean 5, s^2 = 13.
    expect(meanError(3, 15, 4 + 16 + 81)).toBeCloseTo(Math.sqrt(13 / 3), 14);
    expect([meanError(1, 4, 16), meanError(0, 0, 0)]).toEqual([N, N]);
  });

  it('of a mean of equal values: 0, not what rounding leaves', () => {
    expect(meanError(3, 0.3 + 0.3 + 0.3, 3 * 0.3 * 0.3)).toBe(0);
  });

  it('of a quotient of sums, by its residuals', () => {
    // y 1, 3, 5; x 1, 2, 2: R = 9 / 5; residuals -0.8, -0.6, 1.4, squares 0.64 + 0.36 + 1.96 = 2.96.
    const found = quotientError({ n: 3, y: 9, yy: 35, x: 5, xx: 9, xy: 17 });
    expect(found).toBeCloseTo(Math.sqrt((3 / 2) * 2.96) / 5, 14);
    expect(quotientError({ n: 2, y: 1, yy: 1, x: 0, xx: 2, xy: 0 })).toBeNaN();
  });

  it('of a weighted mean: each record counts by its weight', () => {
    // Values 2 and 6 with weights 1 and 3: mean 5; residuals w (v - 5) = -3 and 3; sqrt(2 * 18) / 4.
    expect(quotientError({ n: 2, y: 20, yy: 4 + 324, x: 4, xx: 10, xy: 2 + 54 })).toBeCloseTo(1.5, 14);
  });

  it('of a sum: sqrt of the sum of squares, for a count sqrt(n)', () => {
    expect(sumError(9 + 16)).toBe(5);
    expect(sumError(49)).toBe(7);
    expect(sumError(0)).toBe(0);
  });

  it('of a median: the interval of 95 % by ordered values (Woodruff)', () => {
    // 0..400: p -+ 1.959964 * 0.5 / sqrt(401); the quantile of type 7 of 0..400 is 400 p, so the error is 400 sqrt(.25 / 401).
    const values = Float64Array.from({ length: 401 }, (_, i) => 400 - i);
    const errorOf = (of: Float64Array, p: number): number => quantileError(of.length, p, (at) => quantileOf(of, at));
    expect(errorOf(values, 0.5)).toBeCloseTo((400 * 0.5) / Math.sqrt(401), 10);
    expect(errorOf(Float64Array.of(3, 3, 3), 0.9)).toBe(0);
    expect(errorOf(Float64Array.of(3), 0.5)).toBeNaN();
    // Two values: the interval is cut at the ends.
    expect(errorOf(Float64Array.of(0, 1), 0.5)).toBeCloseTo(1 / (2 * 1.959963984540054), 14);
  });

  it('of a ratio of two quantiles: both errors, less what they share', () => {
    // Correlation of P10 and P90: sqrt(0.1 * 0.1 / (0.9 * 0.9)) = 1 / 9.
    const found = quantileRatioError({ p: 0.9, value: 10, error: 1 }, { p: 0.1, value: 2, error: 0.1 });
    expect(found).toBeCloseTo(5 * Math.sqrt(0.01 + 0.0025 - (2 / 9) * 0.1 * 0.05), 14);
    expect(quantileRatioError({ p: 0.9, value: 10, error: 1 }, { p: 0.1, value: 0, error: 1 })).toBeNaN();
  });
});

describe('effective number of contributors', () => {
  it('is their number when all are equal, and near 1 when one has almost all', () => {
    expect(effectiveNumber(15, 5 * 9)).toBe(5);
    // 98, 1 and 1: 100^2 / (9604 + 2).
    expect(effectiveNumber(100, 9606)).toBeCloseTo(1.041, 3);
    expect(effectiveNumber(0, 0)).toBe(0);
  });
});

describe('direct standardisation, by hand', () => {
  it('weighs each stratum as the standard population does', () => {
    // 1 of 10 and 8 of 20; the standard has 300 and 100: 0.75 * 0.1 + 0.25 * 0.4 = 0.175.
    const found = standardise([1, 8], [10, 20], [300, 100], true);
    expect(found.rate).toBeCloseTo(0.175, 15);
    expect(found.covered).toBe(1);
    expect(found.standardError).toBeCloseTo(Math.sqrt((0.5625 * 0.09) / 10 + (0.0625 * 0.24) / 20), 15);
  });

  it('gives the crude share of a population that is its own standard', () => {
    expect(standardise([1, 8], [10, 20], [10, 20], true).rate).toBeCloseTo(9 / 30, 15);
  });

  it('leaves out strata without people and says how much was covered', () => {
    expect(standardise([1, 0], [10, 0], [300, 100], false)).toMatchObject({ rate: 0.1, covered: 0.75 });
    expect(standardise([0], [0], [300], true)).toEqual({ rate: N, standardError: N, covered: 0 });
  });
});
