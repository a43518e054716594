import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, type IndexSummary } from '../../../../../shared/domain/assess/assess.ts';
import { assessIndex } from '../../../../../shared/domain/assess/assessIndex.ts';
import { LiveIndex } from '../../../../../shared/domain/assess/live.ts';
import { analyticHierarchy } from '../../../../../shared/domain/assess/weighting/hierarchy.ts';
import { disagrees, Importance } from '../../../../../shared/domain/assess/weighting/importance.ts';
import { panelWeights } from '../../../../../shared/domain/assess/weighting/panel.ts';
import { firstComponent } from '../../../../../shared/domain/assess/weighting/principal.ts';
import { weightsForImportance } from '../../../../../shared/domain/assess/weighting/wanted.ts';
import { generator } from '../../../../../shared/domain/random/generator.ts';
import type { IndexMethod } from '../../../../../shared/schemas/method.ts';
import { indexCase } from '../cases.ts';

const SHARED = process.env['SIGILL_SHARED'] ?? path.resolve(import.meta.dirname, '../../../../../../shared');
const REFERENCE = path.join(SHARED, 'reference/index');
const sumOf = (list: Iterable<number>): number => [...list].reduce((total, value) => total + value, 0);

/** Normal columns of which each shares `common` of its spread with the others. */
function columnsOf(n: number, common: readonly number[]): Float64Array[] {
  const random = generator(7, 'weighting');
  const shared = Float64Array.from({ length: n }, () => random.normal());
  return common.map((part) => shared.map((value) => part * value + Math.sqrt(1 - part * part) * random.normal()));
}

describe('weights by principal component', () => {
  it.skipIf(!existsSync(REFERENCE))('the loadings of the reference case (numpy)', () => {
    const { explained_variance: variance, components_sign_normalised: components } = JSON.parse(
      readFileSync(path.join(REFERENCE, 'pca_regso/expected.json'), 'utf8'),
    ) as { explained_variance: number[]; components_sign_normalised: number[][] };
    const [, ...rows] = readFileSync(path.join(REFERENCE, '_data/regso_synth_z.csv'), 'utf8').trim().split('\n');
    const cells = rows.map((row) => row.split(',').map(Number));
    const columns = (components[0] ?? []).map((_none, j) => Float64Array.from(cells, (row) => row[j] ?? Number.NaN));
    const got = firstComponent(columns);
    // Their eigenvalues are of the covariance with n - 1 of columns scaled with n.
    const n = rows.length;
    expect(((got?.eigenvalue ?? 0) * n) / (n - 1)).toBeCloseTo(variance[0] ?? 0, 9);
    const turned = Math.sign(sumOf(components[0] ?? []));
    got?.loadings.forEach((loading, j) => expect(loading).toBeCloseTo(turned * (components[0]?.[j] ?? 0), 9));
    expect(sumOf(got?.weights ?? [])).toBeCloseTo(1, 12);
    expect(got?.weights.some((weight) => weight < 0)).toBe(true);
  });

  const method = (weights: IndexMethod['weights'], ids = ['a', 'b', 'c']): IndexMethod => ({
    version: 1,
    kind: 'index',
    indicators: ids.map((id) => ({ id, direction: 1, weight: 1 })),
    normalisation: { kind: 'z' },
    ...(weights === undefined ? {} : { weights }),
  });
  const areas = Array.from({ length: 400 }, (_none, i) => `A${String(i).padStart(3, '0')}`);

  it('refuses a negative loading unless it is to weigh nothing, and then says so', () => {
    const [a, b, c] = columnsOf(400, [0.9, 0.8, 0.7]);
    const turned = [a as Float64Array, b as Float64Array, (c as Float64Array).map((value) => -value)];
    expect(() => assessIndex(method({ kind: 'pca' }), areas, turned)).toThrow('assess.pcaNegative');
    const summary = assess(method({ kind: 'pca', negative: 'zero' }), areas, turned).summary as IndexSummary;
    const [group] = summary.weighting?.groups ?? [];
    expect(group?.children[2]).toMatchObject({ id: 'c', weight: 0 });
    expect(group?.children[2]?.loading).toBeLessThan(0);
    expect(summary.warnings).toContainEqual({ code: 'negativeLoading', indicator: 'c' });
    expect(summary.method.weights).toBeUndefined();
    expect(summary.method.indicators.map(({ weight }) => weight)).toEqual(group?.children.map(({ weight }) => weight));
  });

  it('says of a column without spread, and of loadings that cancel, that no weights follow', () => {
    const flat = [columnsOf(400, [0.9])[0] as Float64Array, new Float64Array(400).fill(3)];
    const two = { ...method({ kind: 'pca' }, ['a', 'b']), normalisation: { kind: 'none' as const } };
    expect(() => assessIndex(two, areas, flat)).toThrow('assess.pcaNoSpread');
    const [x] = flat as [Float64Array];
    expect(() => assessIndex(two, areas, [x, x.map((value) => -value)])).toThrow('assess.pcaCancels');
  });

  it('a method by a rule is the method with the weights that its summary writes out', () => {
    const rules: IndexMethod['weights'][] = [
      { kind: 'equal' },
      { kind: 'pca', negative: 'zero' },
      { kind: 'panel', experts: [{ name: 'B', weights: { g0: 2, g1: 1, g2: 3 } }] },
    ];
    fc.assert(
      fc.property(indexCase(), fc.constantFrom(...rules), ({ areas: codes, method: plain, columns }, weights) => {
        fc.pre(weights?.kind !== 'panel' || (plain.groups?.length ?? 0) === 4);
        const ruled = { ...plain, weights };
        let got: ReturnType<typeof assessIndex>;
        try {
          got = assessIndex(ruled, codes, columns);
        } catch (cause) {
          // Few areas may be without spread in common.
          if (!/assess\.pca(NoSpread|Cancels)/u.test(String(cause))) throw cause;
          return;
        }
        expect(assessIndex(got.method, codes, columns).scores).toEqual(got.scores);
        expect(new LiveIndex({ areas: codes, method: ruled, columns }).scores).toEqual(got.scores);
        expect(sumOf(got.effectiveWeights)).toBeCloseTo(1, 12);
        expect(got.effectiveWeights.every((weight) => weight >= 0)).toBe(true);
      }),
    );
  });
});

describe('weights by pairwise comparison', () => {
  it('consistent comparisons give back the weights, with ratio 0', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }), (parts) => {
        const m = parts.length;
        const ratios = Float64Array.from(
          { length: m * m },
          (_none, at) => (parts[Math.floor(at / m)] ?? 1) / (parts[at % m] ?? 1),
        );
        const { weights, lambda, consistencyRatio } = analyticHierarchy(ratios, m);
        const sum = sumOf(parts);
        weights.forEach((weight, i) => expect(weight).toBeCloseTo((parts[i] ?? 0) / sum, 12));
        expect(lambda).toBeCloseTo(m, 10);
        expect(consistencyRatio).toBeCloseTo(0, 10);
      }),
    );
  });

  it('Saaty’s school example in three criteria, by hand', () => {
    // [1 2 8; 1/2 1 6; 1/8 1/6 1]: eigenvector about (.593 .341 .066), lambda 3.018, CI .009, CR .016 (Saaty 1980, worked with numpy).
    const { weights, lambda, consistencyIndex, consistencyRatio } = analyticHierarchy(
      Float64Array.of(1, 2, 8, 1 / 2, 1, 6, 1 / 8, 1 / 6, 1),
      3,
    );
    expect(lambda).toBeCloseTo(3.0183, 4);
    expect(consistencyIndex).toBeCloseTo((lambda - 3) / 2, 14);
    expect(consistencyRatio).toBeCloseTo(0.0158, 4);
    // A lambda = lambda w.
    expect(1 * (weights[0] ?? 0) + 2 * (weights[1] ?? 0) + 8 * (weights[2] ?? 0)).toBeCloseTo(
      lambda * (weights[0] ?? 0),
      12,
    );
  });
});

describe('importance', () => {
  it('is one for the index itself, about the squared correlation for a normal column, none for noise', () => {
    const [a, b] = columnsOf(4000, [0.8, 0.8]) as [Float64Array, Float64Array];
    const random = generator(3, 'noise');
    const noise = a.map(() => random.normal());
    const importance = new Importance([a, b, noise]);
    importance.compute(a);
    const [own, other, none] = importance.ratios;
    expect(own).toBeGreaterThan(0.97);
    // corr = .64, so .41; classes lose a little of it.
    expect(other).toBeGreaterThan(0.36);
    expect(other).toBeLessThan(0.46);
    expect(none).toBeLessThan(0.01);
    expect(sumOf(importance.shares)).toBeCloseTo(1, 12);
  });

  it('sees what a correlation does not: a curve', () => {
    const x = Float64Array.from({ length: 400 }, (_none, i) => (i - 199.5) / 200);
    const importance = new Importance([x]);
    importance.compute(x.map((value) => value * value));
    expect(importance.ratios[0]).toBeGreaterThan(0.98);
  });

  it('says nothing for fewer than 30 areas, a level index, or ties everywhere', () => {
    const short = new Importance([Float64Array.from({ length: 29 }, (_none, i) => i)]);
    short.compute(Float64Array.from({ length: 29 }, (_none, i) => i));
    expect(short.ratios[0]).toBeNaN();
    const level = new Importance([Float64Array.from({ length: 50 }, (_none, i) => i)]);
    level.compute(new Float64Array(50).fill(0.1));
    expect([level.ratios[0], level.shares[0]]).toEqual([Number.NaN, Number.NaN]);
    const tied = new Importance([new Float64Array(50).fill(1)]);
    tied.compute(Float64Array.from({ length: 50 }, (_none, i) => i % 7));
    expect(tied.ratios[0]).toBe(0);
  });

  it('disagrees with a weight only when far off', () => {
    expect([disagrees(0.5, 0.2, 5), disagrees(0.2, 0.5, 5), disagrees(0.3, 0.2, 5), disagrees(0.04, 0.01, 25)]).toEqual(
      [true, true, false, true],
    );
  });

  it('weights for a wanted importance reach it where they can', () => {
    const columns = columnsOf(3000, [0.5, 0.4, 0.6]);
    const { weights, reached, off } = weightsForImportance(
      columns,
      { kind: 'arithmetic' },
      Float64Array.of(0.5, 0.3, 0.2),
    );
    expect(off).toBeLessThan(0.01);
    expect(sumOf(weights)).toBeCloseTo(1, 12);
    expect(sumOf(reached)).toBeCloseTo(1, 12);
    expect(weightsForImportance(columns, { kind: 'arithmetic' }, Float64Array.of(0.5, 0.3, 0.2)).weights).toEqual(
      weights,
    );
  });
});

describe('a panel of experts', () => {
  it('takes the mean of shares, each expert for as much, with the spread', () => {
    // (.75, .25) and (.25, .75) and (.5, .5): mean .5, sd .25.
    expect(panelWeights([Float64Array.of(3, 1), Float64Array.of(10, 30), Float64Array.of(1, 1)])).toEqual([
      { mean: 0.5, sd: 0.25, least: 0.25, most: 0.75 },
      { mean: 0.5, sd: 0.25, least: 0.25, most: 0.75 },
    ]);
    expect(panelWeights([Float64Array.of(3, 1)]).map(({ sd }) => sd)).toEqual([0, 0]);
  });
});
