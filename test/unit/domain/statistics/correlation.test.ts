import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedRand, contingency } from '../../../../shared/domain/groups/agreement/contingency.ts';
import { kendallTauB, pearson, spearman } from '../../../../shared/domain/statistics/correlation.ts';
import { symmetricEigen } from '../../../../shared/domain/statistics/eigen.ts';
import { ascendingRanks } from '../../../../shared/domain/statistics/ranks.ts';
import { INDEX_REFERENCE, unkeyedColumns } from '../../../support/indexReference.ts';

const present = existsSync(path.join(INDEX_REFERENCE, 'rankcorr_ari'));
const read = (folder: string): unknown =>
  JSON.parse(readFileSync(path.join(INDEX_REFERENCE, folder, 'expected.json'), 'utf8'));

describe('correlation', () => {
  it('by hand', () => {
    const a = Float64Array.of(1, 2, 3, 4);
    const b = Float64Array.of(1, 3, 2, 4);
    expect(pearson(a, b)).toBeCloseTo(0.8, 15);
    expect(spearman(a, b)).toBeCloseTo(0.8, 15);
    // Five pairs the same way, one the other.
    expect(kendallTauB(a, b)).toBeCloseTo(4 / 6, 15);
  });

  it('leaves out pairs that are not whole, and says nothing of a column without spread', () => {
    const gaps = Float64Array.of(1, Number.NaN, 2, 3);
    expect(pearson(gaps, Float64Array.of(2, 9, 4, 6))).toBe(1);
    expect(pearson(Float64Array.of(5, 5, 5), Float64Array.of(1, 2, 3))).toBeNaN();
    expect(pearson(Float64Array.of(0.1, 0.1, 0.1), Float64Array.of(1, 2, 3))).toBeNaN();
    expect(spearman(Float64Array.of(1), Float64Array.of(1))).toBeNaN();
    expect(kendallTauB(Float64Array.of(1, 1), Float64Array.of(1, 2))).toBeNaN();
    expect(kendallTauB(new Float64Array(), new Float64Array())).toBeNaN();
  });

  it('tau-b is what comparing every pair gives', () => {
    const column = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(column, column, (xs, ys) => {
        let balance = 0;
        let inX = 0;
        let inY = 0;
        for (let i = 0; i < xs.length; i += 1)
          for (let j = 0; j < i; j += 1) {
            const dx = Math.sign((xs[i] ?? 0) - (xs[j] ?? 0));
            const dy = Math.sign((ys[i] ?? 0) - (ys[j] ?? 0));
            balance += dx * dy;
            inX += dx * dx;
            inY += dy * dy;
          }
        const got = kendallTauB(Float64Array.from(xs), Float64Array.from(ys));
        fc.pre(inX * inY > 0);
        expect(got).toBeCloseTo(balance / Math.sqrt(inX * inY), 12);
      }),
    );
  });
});

describe('eigenvalues', () => {
  it('by hand: 2 1 / 1 2', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(vectors[0]?.[0]).toBeCloseTo(Math.SQRT1_2, 14);
    expect(vectors[1]?.[0]).toBeCloseTo(Math.SQRT1_2, 14);
    expect(vectors[1]?.[1]).toBeCloseTo(-Math.SQRT1_2, 14);
  });

  it('a matrix is its vectors times its values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 36, maxLength: 36 }),
        (entries) => {
          const m = 6;
          const matrix = Float64Array.from(entries, (_value, at) => {
            const i = Math.floor(at / m);
            const j = at % m;
            return entries[Math.max(i, j) * m + Math.min(i, j)] ?? 0;
          });
          const { values, vectors } = symmetricEigen(matrix, m);
          for (let i = 0; i < m; i += 1)
            for (let j = 0; j < m; j += 1) {
              const sum = vectors.reduce((all, v, k) => all + (values[k] ?? 0) * (v[i] ?? 0) * (v[j] ?? 0), 0);
              expect(sum).toBeCloseTo(matrix[i * m + j] ?? 0, 9);
            }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe.skipIf(!present)('against scipy and scikit-learn', () => {
  interface Correlations {
    readonly spearman: number;
    readonly kendall_tau_b: number;
    readonly pearson: number;
  }
  const folder = path.join(INDEX_REFERENCE, 'rankcorr_ari');

  it('rank correlations with ties, and of 3 363 areas', () => {
    const want = read('rankcorr_ari') as {
      ties200: Correlations;
      regso_v01_v02: Correlations;
      ranks_of_a: Record<'min' | 'average', number[]>;
    };
    const [a, b] = unkeyedColumns(path.join(folder, 'input_ab.csv')) as [Float64Array, Float64Array];
    const [v1, v2] = unkeyedColumns(path.join(INDEX_REFERENCE, '_data', 'regso_synth_z.csv')) as [
      Float64Array,
      Float64Array,
    ];
    for (const [x, y, expected] of [
      [a, b, want.ties200],
      [v1, v2, want.regso_v01_v02],
    ] as const) {
      expect(pearson(x, y)).toBeCloseTo(expected.pearson, 12);
      expect(spearman(x, y)).toBeCloseTo(expected.spearman, 12);
      expect(kendallTauB(x, y)).toBeCloseTo(expected.kendall_tau_b, 12);
    }
    expect([...ascendingRanks(a, 'min')]).toEqual(want.ranks_of_a.min);
    expect([...ascendingRanks(a, 'average')]).toEqual(want.ranks_of_a.average);
  });

  it('adjusted Rand index', () => {
    const { partitions } = read('rankcorr_ari') as { partitions: Record<string, { ari: number }> };
    const lines = readFileSync(path.join(folder, 'input_labels.csv'), 'utf8').trim().split(/\r?\n/u);
    const names = (lines[0] ?? '').split(',');
    const column = (name: string): Int32Array =>
      Int32Array.from(lines.slice(1), (line) => Number(line.split(',')[names.indexOf(name)]) + 1);
    const [six, five, ward, truth] = names.map(column) as [Int32Array, Int32Array, Int32Array, Int32Array];
    const of = (x: Int32Array, y: Int32Array): number => adjustedRand(contingency(x, y));
    const columns: Record<string, readonly [Int32Array, Int32Array]> = {
      kmeans6_vs_ward6: [six, ward],
      kmeans6_vs_kmeans5: [six, five],
      kmeans6_vs_true: [six, truth],
      identical: [six, six],
      all_one_vs_k6: [six.map(() => 1), six],
    };
    for (const [name, [x, y]] of Object.entries(columns))
      expect(of(x, y), name).toBeCloseTo(partitions[name]?.ari ?? Number.NaN, 12);
  });

  it('principal components of the correlation matrix', () => {
    const want = read('pca_regso') as { all_eigen: number[]; components_sign_normalised: number[][] };
    const columns = unkeyedColumns(path.join(INDEX_REFERENCE, '_data', 'regso_synth_z.csv'));
    const m = columns.length;
    const matrix = Float64Array.from({ length: m * m }, (_none, at) =>
      pearson(columns[Math.floor(at / m)] ?? new Float64Array(), columns[at % m] ?? new Float64Array()),
    );
    const { values, vectors } = symmetricEigen(matrix, m);
    want.all_eigen.toSorted((x, y) => y - x).forEach((value, i) => expect(values[i]).toBeCloseTo(value, 10));
    want.components_sign_normalised.forEach((component, i) =>
      component.forEach((entry, j) => expect(vectors[i]?.[j]).toBeCloseTo(entry, 9)),
    );
  });
});
