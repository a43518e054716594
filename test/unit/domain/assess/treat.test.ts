import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { treatColumn } from '../../../../shared/domain/assess/treat.ts';
import { shapeOf } from '../../../../shared/domain/statistics/shape.ts';
import { methodSchema, type Treatment } from '../../../../shared/schemas/method.ts';

const N = Number.NaN;
const run = (treatment: Treatment, ...values: number[]): number[] => [
  ...treatColumn('x', Float64Array.from(values), treatment).values,
];

describe('shape', () => {
  it('by hand', () => {
    // 1, 2, 6: mean 3, d = -2, -1, 3: sums 14 and -8 - 1 + 27 = 18. G1 = sqrt 3 x 18 / 14^1.5 x sqrt 6 / 1.
    expect(shapeOf(Float64Array.of(1, N, 2, 6)).skewness).toBeCloseTo((Math.sqrt(18) * 18) / 14 ** 1.5, 12);
    // 0, 0, 0, 4: mean 1, squares 3 + 9 = 12, fourths 3 + 81 = 84; r = 4 x 84 / 144 = 7 / 3;
    // G2 = (5 (7/3 - 3) + 6) 3 / (2 x 1) = (8/3) 1.5 = 4.
    expect(shapeOf(Float64Array.of(0, 0, 0, 4)).kurtosis).toBeCloseTo(4, 12);
    expect(shapeOf(Float64Array.of(1, 1, 1, 1))).toEqual({ skewness: N, kurtosis: N });
  });
});

describe('treatment, by hand', () => {
  it('winsorises one point of the heavy side, and no more than it may', () => {
    // Skewness of 0, 1, 2, 3, 4, 100 is about 2.4 and kurtosis 6; with 4 in the place of 100 both are small.
    const values = [3, 1, 2, 0, N, 4, 100];
    expect(run({ kind: 'winsorise', mostPoints: 1 }, ...values)).toEqual([3, 1, 2, 0, N, 4, 4]);
    expect(run({ kind: 'winsorise', mostPoints: 0 }, ...values)).toEqual(values);
    // 0.1 of six values is none.
    expect(run({ kind: 'winsorise', mostShare: 0.1 }, ...values)).toEqual(values);
    expect(run({ kind: 'winsorise', mostPoints: 1 }, -100, 0, 1, 2, 3, 4)).toEqual([0, 0, 1, 2, 3, 4]);
  });

  it('takes the logarithm of the original values when winsorising is not enough', () => {
    const values = [3, 1, 2, 0, N, 4, 100];
    const log = run({ kind: 'log' }, ...values);
    expect(run({ kind: 'winsorise', mostPoints: 0, then: 'log' }, ...values)).toEqual(log);
    // min 0, max 100: ln(x + 1).
    expect(log.map((value) => Math.round(Math.exp(value) * 1e9) / 1e9)).toEqual([4, 2, 3, 1, N, 5, 101]);
  });

  it('mirrors the logarithm for negative skew', () => {
    // max 100, min 0: -ln(100 - x + 1).
    expect(run({ kind: 'log' }, 0, 99, 100)[0]).toBeCloseTo(-Math.log(101), 12);
  });

  it('caps at percentiles, and does Box-Cox and the inverse hyperbolic sine', () => {
    // Type 7 of 0, 10, 20, 30, 40: the 10th percentile is 4, the 75th 30.
    expect(run({ kind: 'percentile-cap', low: 10, high: 75 }, 0, 10, 20, N, 30, 40)).toEqual([4, 10, 20, N, 30, 30]);
    expect(run({ kind: 'box-cox', lambda: 2 }, 5, 7)).toEqual([0, 4]);
    expect(run({ kind: 'box-cox', lambda: 0 }, 5, 7)[1]).toBeCloseTo(Math.log(3), 12);
    expect(run({ kind: 'ihs' }, 0, 2)[1]).toBeCloseTo(Math.log(2 + Math.sqrt(5)), 12);
  });

  it('never changes the order, and leaves missing values missing', () => {
    const treatment = fc.constantFrom<Treatment>(
      { kind: 'winsorise', mostShare: 0.3 },
      { kind: 'winsorise', mostPoints: 2, then: 'log' },
      { kind: 'percentile-cap', low: 5, high: 95 },
      { kind: 'log' },
      { kind: 'box-cox', lambda: 0.5 },
      { kind: 'ihs' },
    );
    const value = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: N, freq: 8 });
    fc.assert(
      fc.property(treatment, fc.array(value, { minLength: 2, maxLength: 30 }), (how, list) => {
        const whole = [-1, 1, ...list];
        const got = run(how, ...whole);
        const order = whole
          .map((_value, i) => i)
          .filter((i) => !Number.isNaN(whole[i]))
          .sort((a, b) => (whole[a] ?? 0) - (whole[b] ?? 0));
        order.forEach((i, place) => {
          expect(got[i]).toBeGreaterThanOrEqual(got[order[place - 1] ?? i] ?? N);
        });
        expect(got.map(Number.isNaN)).toEqual(whole.map(Number.isNaN));
      }),
    );
  });

  it('is refused for a column without spread, with limits in a unit that it changes, and with two caps', () => {
    expect(() => run({ kind: 'log' }, 2, 2)).toThrow('assess.constantColumn');
    expect(() =>
      assessIndex(
        {
          version: 1,
          kind: 'index',
          indicators: [{ id: 'x', direction: 1, weight: 1 }],
          treatment: { kind: 'log' },
          normalisation: { kind: 'goalposts', posts: { x: [0, 1] } },
        },
        ['a', 'b'],
        [Float64Array.of(1, 2)],
      ),
    ).toThrow('assess.treatmentChangesUnit');
    const parse = (treatment: object): boolean =>
      methodSchema.safeParse({
        version: 1,
        kind: 'index',
        indicators: [{ id: 'x', direction: 1, weight: 1 }],
        treatment,
        normalisation: { kind: 'z' },
      }).success;
    expect(parse({ kind: 'winsorise', mostPoints: 1, mostShare: 0.1 })).toBe(false);
    expect(parse({ kind: 'winsorise' })).toBe(false);
    expect(parse({ kind: 'percentile-cap', low: 90, high: 10 })).toBe(false);
    expect(parse({ kind: 'winsorise', mostShare: 0.1 })).toBe(true);
  });
});
