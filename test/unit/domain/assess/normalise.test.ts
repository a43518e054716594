import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { normaliseColumn } from '../../../../shared/domain/assess/normalise.ts';
import type { Normalisation } from '../../../../shared/schemas/method.ts';
import { INDEX_REFERENCE, numberColumns } from '../../../support/indexReference.ts';

const N = Number.NaN;
const AREAS = ['a', 'b', 'c', 'd', 'e'];
const run = (how: Normalisation, values: readonly number[], direction: 1 | -1 = 1): number[] => [
  ...normaliseColumn({ id: 'x', direction, values: Float64Array.from(values), areas: AREAS }, how).values,
];
/** Rounded to twelve decimals, so that lists with missing values compare whole. */
const rounded = (list: readonly number[]): number[] => list.map((value) => Math.round(value * 1e12) / 1e12 + 0);

describe('normalisation, by hand', () => {
  it('none: turned only', () => {
    expect(run({ kind: 'none' }, [1, 0, N], -1)).toEqual([-1, 0, N]);
  });

  it('min-max: (x - min) / (max - min) onto lower..upper', () => {
    expect(run({ kind: 'min-max' }, [2, 4, 10, N])).toEqual([0, 0.25, 1, N]);
    expect(run({ kind: 'min-max', lower: 1, upper: 101 }, [2, 4, 10])).toEqual([1, 26, 101]);
    expect(run({ kind: 'min-max' }, [2, 4, 10], -1)).toEqual([1, 0.75, 0]);
  });

  it('z: (x - mean) / sd with n - 1, or n', () => {
    // 2, 4, 9: mean 5, squares 9 + 1 + 16 = 26; sd = sqrt 13, or sqrt(26 / 3) with n.
    const root = Math.sqrt(13);
    expect(rounded(run({ kind: 'z' }, [2, 4, N, 9]))).toEqual(rounded([-3 / root, -1 / root, N, 4 / root]));
    expect(rounded(run({ kind: 'z', ddof: 0 }, [2, 4, 9]))).toEqual(
      rounded([-3, -1, 4].map((d) => d / Math.sqrt(26 / 3))),
    );
    expect(rounded(run({ kind: 'z', mean: 100, sd: 10 }, [2, 4, 9]))).toEqual(
      rounded([-3, -1, 4].map((d) => 100 + (10 * d) / root)),
    );
    expect(rounded(run({ kind: 'z' }, [2, 4, 9], -1))).toEqual(rounded([3 / root, 1 / root, -4 / root]));
  });

  it('robust z: (x - median) / (1.4826 MAD), the quartile range where the MAD is 0', () => {
    // Median 3; distances 2, 1, 0, 1, 97: MAD 1.
    expect(rounded(run({ kind: 'robust-z' }, [1, 2, 3, 4, 100]))).toEqual(
      rounded([-2, -1, 0, 1, 97].map((d) => d / 1.4826)),
    );
    // Median 5; distances 0, 0, 0, 0, 4, 4, 4: MAD 0. Quartiles (type 7) 5 and 9: scale 4 / 1.349.
    expect(rounded(run({ kind: 'robust-z' }, [5, 5, 5, 5, 9, 9, 9]))).toEqual(
      rounded([0, 0, 0, 0, 1, 1, 1].map((d) => d * 1.349)),
    );
  });

  it('rank, Borda and percentile rank: ties get the lowest', () => {
    expect(run({ kind: 'rank' }, [5, 1, 5, N, 9])).toEqual([2, 1, 2, N, 4]);
    expect(run({ kind: 'borda' }, [5, 1, 5, N, 9])).toEqual([1, 0, 1, N, 3]);
    expect(rounded(run({ kind: 'percentile-rank' }, [5, 1, 5, N, 9]))).toEqual(rounded([1 / 3, 0, 1 / 3, N, 1]));
    expect(run({ kind: 'rank' }, [5, 1, 9], -1)).toEqual([2, 3, 1]);
  });

  it('distances to the maximum, to an area, to a target (capped at 1)', () => {
    expect(run({ kind: 'distance-max' }, [0, 5, 20])).toEqual([0, 0.25, 1]);
    // Reference b = 5: 1 - (5 - x) / 5.
    expect(run({ kind: 'distance-reference', area: 'b' }, [0, 5, 20])).toEqual([0, 1, 4]);
    expect(run({ kind: 'distance-target', targets: { x: 10 } }, [0, 5, 20])).toEqual([0, 0.5, 1]);
    // Turned: -0, -5, -20, target -10: (x + 20) / 10.
    expect(run({ kind: 'distance-target', targets: { x: 10 } }, [0, 5, 20], -1)).toEqual([1, 1, 0]);
  });

  it('goalposts: cut to 0..1 between fixed limits', () => {
    const posts = { kind: 'goalposts', posts: { x: [10, 20] } } as Normalisation;
    expect(run(posts, [0, 10, 15, 20, 99])).toEqual([0, 0, 0.5, 1, 1]);
    expect(run(posts, [0, 10, 15, 20, 99], -1)).toEqual([1, 1, 0.5, 0, 0]);
  });

  it('fraction of the maximum, inverse hyperbolic sine', () => {
    expect(run({ kind: 'fraction-of-max' }, [1, 2, 4])).toEqual([0.25, 0.5, 1]);
    expect(rounded(run({ kind: 'ihs' }, [0, 1, -3]))).toEqual(
      rounded([0, Math.log(1 + Math.SQRT2), -Math.log(3 + Math.sqrt(10))]),
    );
  });

  it('exponential: half the scale for the most deprived tenth', () => {
    const got = run(
      { kind: 'exponential' },
      Array.from({ length: 10 }, (_none, i) => i),
    );
    // 1 - exp(-100 / 23) = .987061; 1 - .9 x .987061 = .111645; -23 ln .111645 = 50.4267. So the top tenth spans 50..100.
    expect(got[8]).toBeCloseTo(50.4267, 3);
    expect(got[9]).toBeCloseTo(100, 10);
    // Average ties: R = 1.5 / 3 for both of the lowest.
    const tied = run({ kind: 'exponential' }, [1, 1, 7]);
    const reach = 1 - Math.exp(-100 / 23);
    expect(rounded(tied)).toEqual(rounded([-23 * Math.log(1 - reach / 2), -23 * Math.log(1 - reach / 2), 100]));
  });

  it.each<[Normalisation, number[], string]>([
    [{ kind: 'min-max' }, [3, 3], 'assess.constantColumn'],
    [{ kind: 'z' }, [0.1, 0.1, 0.1], 'assess.constantColumn'],
    [{ kind: 'z' }, [3], 'assess.constantColumn'],
    [{ kind: 'robust-z' }, [3, 3, 3, 3, 3, 9], 'assess.constantColumn'],
    [{ kind: 'percentile-rank' }, [3], 'assess.constantColumn'],
    [{ kind: 'distance-max' }, [3, 3], 'assess.constantColumn'],
    [{ kind: 'distance-reference', area: 'a' }, [1, 2], 'assess.referenceLowest'],
    [{ kind: 'distance-reference', area: 'b' }, [1, N], 'assess.referenceMissing'],
    [{ kind: 'distance-reference', area: 'zz' }, [1, 2], 'assess.unknownArea'],
    [{ kind: 'distance-target', targets: {} }, [1, 2], 'assess.targetMissing'],
    [{ kind: 'distance-target', targets: { x: 1 } }, [1, 2], 'assess.targetTooLow'],
    [{ kind: 'goalposts', posts: {} }, [1, 2], 'assess.postsMissing'],
    [{ kind: 'goalposts', posts: { x: [2, 2] } }, [1, 2], 'assess.postsOrder'],
    [{ kind: 'fraction-of-max' }, [0, -1], 'assess.maxNotPositive'],
    [{ kind: 'none' }, [N, N], 'assess.emptyColumn'],
  ])('%j of %j is refused: %s', (how, values, key) => {
    expect(() => run(how, values)).toThrow(key);
  });
});

// The reference z columns were made by numpy from the same table with the divisor n; left out where they are absent.
const DATA = path.join(INDEX_REFERENCE, '_data');
describe.skipIf(!existsSync(DATA))('normalisation against numpy', () => {
  it('z with n', () => {
    const ids = Array.from({ length: 20 }, (_none, j) => `v${String(j + 1).padStart(2, '0')}`);
    const { areas, columns } = numberColumns(path.join(DATA, 'regso_synth_3363x20.csv'), ids);
    const expected = numberColumns(path.join(DATA, 'regso_synth_z.csv'), ids).columns;
    columns.forEach((values, j) => {
      const got = normaliseColumn({ id: 'x', direction: 1, values, areas }, { kind: 'z', ddof: 0 }).values;
      const worst = got.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[j]?.[i] ?? N))), 0);
      expect(worst).toBeLessThan(1e-10);
    });
  });
});
