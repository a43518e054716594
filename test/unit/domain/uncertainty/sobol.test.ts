import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { sobolIndices, sobolIntervals, type SobolOutcomes } from '../../../../shared/domain/uncertainty/sobol.ts';
import { INDEX_REFERENCE, unkeyedColumns } from '../../../support/indexReference.ts';

type Model = (x: readonly number[]) => number;
const additive: Model = ([x1 = 0, x2 = 0]) => x1 + 10 * x2;
const ishigami: Model = (u) => {
  const [x1 = 0, x2 = 0, x3 = 0] = u.map((value) => 2 * Math.PI * value - Math.PI);
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
};

/** Outcomes of a model of three factors at N random points. */
function sample(n: number, seed: number, model: Model): SobolOutcomes {
  const random = generator(seed, 'sobol-test');
  const points = Array.from({ length: n }, () => ({
    a: [random.uniform(), random.uniform(), random.uniform()],
    b: [random.uniform(), random.uniform(), random.uniform()],
  }));
  return {
    a: Float64Array.from(points, ({ a }) => model(a)),
    b: Float64Array.from(points, ({ b }) => model(b)),
    ab: [0, 1, 2].map((i) => Float64Array.from(points, ({ a, b }) => model(a.with(i, b[i] ?? 0)))),
  };
}

describe('Sobol indices', () => {
  it('come within 0.02 of the exact values with 65 536 points', () => {
    const linear = sobolIndices(sample(65_536, 1, additive));
    [1 / 101, 100 / 101, 0].forEach((exact, i) => {
      expect(Math.abs((linear.first[i] ?? 0) - exact)).toBeLessThan(0.02);
      expect(Math.abs((linear.total[i] ?? 0) - exact)).toBeLessThan(0.02);
    });
    const wavy = sobolIndices(sample(65_536, 2, ishigami));
    [0.3139, 0.4424, 0].forEach((exact, i) => expect(Math.abs((wavy.first[i] ?? 0) - exact)).toBeLessThan(0.02));
    [0.5576, 0.4424, 0.2437].forEach((exact, i) => expect(Math.abs((wavy.total[i] ?? 0) - exact)).toBeLessThan(0.02));
  });

  it('do not care where the outcomes lie: a constant added changes nothing', () => {
    const outcomes = sample(256, 3, ishigami);
    const shifted = (ys: Float64Array): Float64Array => ys.map((y) => y + 1000);
    const far = sobolIndices({
      a: shifted(outcomes.a),
      b: shifted(outcomes.b),
      ab: outcomes.ab.map(shifted),
    });
    sobolIndices(outcomes).first.forEach((value, i) => expect(far.first[i]).toBeCloseTo(value, 8));
  });

  it('intervals hold the estimate, narrow with the points, and are the same each time', () => {
    const options = { draws: 100, seed: 4, share: 0.95 };
    const [few, many] = [256, 4096].map((n) => {
      const outcomes = sample(n, 5, ishigami);
      const { first } = sobolIntervals(outcomes, options);
      expect(sobolIntervals(outcomes, options).first).toEqual(first);
      sobolIndices(outcomes).first.forEach((value, i) => {
        expect(first[i]?.low).toBeLessThan(value);
        expect(first[i]?.high).toBeGreaterThan(value);
      });
      return (first[0]?.high ?? 0) - (first[0]?.low ?? 0);
    });
    expect(many).toBeLessThan((few ?? 0) / 2);
  });

  it('say nothing when nothing varies', () => {
    const still = Float64Array.of(3, 3, 3);
    expect([...sobolIndices({ a: still, b: still, ab: [still] }).first]).toEqual([Number.NaN]);
  });
});

const present = existsSync(path.join(INDEX_REFERENCE, 'sobol'));

describe.skipIf(!present)('the sample of the reference', () => {
  it('gives the uncentred figures without centring, so that only the centring differs', () => {
    const folder = path.join(INDEX_REFERENCE, 'sobol');
    const want = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Record<
      'additive' | 'ishigami',
      { Si: number[]; STi: number[]; var: number }
    >;
    const [x1, x2, x3] = unkeyedColumns(path.join(folder, 'input_sample.csv'));
    const rows = Array.from(x1 ?? [], (value, i) => [value, x2?.[i] ?? 0, x3?.[i] ?? 0]);
    for (const [name, model] of [
      ['additive', additive],
      ['ishigami', ishigami],
    ] as const) {
      const y = rows.map(model);
      const n = 256;
      const [a, b, ...ab] = [0, 1, 2, 3, 4].map((block) => y.slice(block * n, (block + 1) * n)) as [
        number[],
        number[],
        ...number[][],
      ];
      const both = [...a, ...b];
      const middle = both.reduce((sum, value) => sum + value, 0) / both.length;
      const variance = both.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (both.length - 1);
      expect(variance).toBeCloseTo(want[name].var, 9);
      const uncentred = ab.map(
        (ys) => ys.reduce((sum, v, j) => sum + (b[j] ?? 0) * (v - (a[j] ?? 0)), 0) / n / variance,
      );
      uncentred.forEach((value, i) => expect(value).toBeCloseTo(want[name].Si[i] ?? 0, 9));
      const ours = sobolIndices({
        a: Float64Array.from(a),
        b: Float64Array.from(b),
        ab: ab.map((ys) => Float64Array.from(ys)),
      });
      expect(ours.variance).toBeCloseTo(want[name].var, 9);
      ours.total.forEach((value, i) => expect(value).toBeCloseTo(want[name].STi[i] ?? 0, 9));
    }
  });
});
