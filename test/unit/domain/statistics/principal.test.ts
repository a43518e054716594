import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { principalComponents } from '../../../../shared/domain/statistics/principal.ts';
import { INDEX_REFERENCE, unkeyedColumns } from '../../../support/indexReference.ts';

const CASE = path.join(INDEX_REFERENCE, 'pca_regso', 'expected.json');

describe('principal components', () => {
  it('by hand: two columns that go together wholly, and one row with a hole', () => {
    const x = Float64Array.of(1, 2, 3, Number.NaN);
    const got = principalComponents([x, x.map((value) => 10 * value)], 2);
    expect([...got.shares].map((share) => Math.round(share * 1e12) / 1e12)).toEqual([1, 0]);
    expect(got.loadings[0]?.[0]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(got.scores[0]?.[2]).toBeCloseTo(Math.SQRT2, 12);
    expect(got.scores[0]?.[3]).toBeNaN();
  });

  it('a column without spread weighs nothing, and no columns give nothing', () => {
    const got = principalComponents([Float64Array.of(1, 2, 3), Float64Array.of(5, 5, 5)], 1);
    expect(got.loadings[0]?.[1]).toBe(0);
    expect(principalComponents([], 2).scores).toEqual([]);
  });

  it.skipIf(!existsSync(CASE))('scikit-learn 1.2.1 on 3 363 areas in 20 dimensions (reference pca_regso)', () => {
    const expected = JSON.parse(readFileSync(CASE, 'utf8')) as {
      ratio: number[];
      components_sign_normalised: number[][];
    };
    const columns = unkeyedColumns(path.join(INDEX_REFERENCE, '_data', 'regso_synth_z.csv'));
    const got = principalComponents(columns, 2);
    expected.ratio.forEach((ratio, at) => expect(got.shares[at]).toBeCloseTo(ratio, 10));
    expected.components_sign_normalised.forEach((component, at) => {
      const own = got.loadings[at] ?? new Float64Array();
      const largest = component.reduce(
        (best, value, j) => (Math.abs(value) > Math.abs(component[best] ?? 0) ? j : best),
        0,
      );
      const sign = Math.sign((component[largest] ?? 1) * (own[largest] ?? 1));
      component.forEach((value, j) => expect(sign * (own[j] ?? 0)).toBeCloseTo(value, 8));
    });
  });
});
