import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pearson, spearman } from '../../../../shared/domain/statistics/correlation.ts';
import { correlationMatrix } from '../../../../shared/domain/statistics/correlationMatrix.ts';

const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e3, max: 1e3 }), fc.constant(Number.NaN));
const columns = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 12 }))
  .chain(([count, rows]) =>
    fc.array(fc.array(value, { minLength: rows, maxLength: rows }), { minLength: count, maxLength: count }),
  )
  .map((all) => all.map((one) => Float64Array.from(one)));

describe('the correlations of many columns', () => {
  it('by hand: a column with gaps, one that falls, and one without spread', () => {
    const rising = Float64Array.of(1, 2, 3, 4);
    const falling = Float64Array.of(9, Number.NaN, 4, 2);
    const flat = Float64Array.of(5, 5, 5, 5);
    const { correlation, pairs } = correlationMatrix([rising, falling, flat], 'spearman');
    expect([...correlation]).toEqual([1, -1, Number.NaN, -1, 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect([...pairs]).toEqual([4, 3, 4, 3, 3, 3, 4, 3, 4]);
  });

  it('is what the correlation of each pair is', () => {
    fc.assert(
      fc.property(columns, (all) => {
        for (const [kind, one] of [
          ['pearson', pearson],
          ['spearman', spearman],
        ] as const) {
          const { correlation } = correlationMatrix(all, kind);
          all.forEach((a, i) => {
            all.forEach((b, j) => {
              const expected = one(a, b);
              const found = correlation[i * all.length + j] as number;
              expect(
                Object.is(found, expected) || Math.abs(found - expected) < 1e-9,
                `${kind} ${String(i)} ${String(j)}`,
              ).toBe(true);
            });
          });
        }
      }),
    );
  });
});
