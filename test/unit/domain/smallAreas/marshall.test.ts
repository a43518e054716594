import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localMarshall, marshall } from '../../../../shared/domain/smallAreas/marshall.ts';
import { INDEX_REFERENCE, numberColumns, unkeyedColumns } from '../../../support/indexReference.ts';

interface Reference {
  readonly estmm?: readonly (number | null)[];
  readonly est?: readonly (number | null)[];
  readonly parameters: { readonly a: number | readonly number[]; readonly b?: number; readonly m?: readonly number[] };
}
const GOLDEN = path.resolve(import.meta.dirname, '../../../golden/small-areas');
const folder = path.join(INDEX_REFERENCE, 'eb_rates');
const absent = !existsSync(folder);

const list = (...values: number[]): Float64Array => Float64Array.from(values);
const furthest = (found: Float64Array, expected: readonly (number | null)[]): number => {
  expect(found.length).toBe(expected.length);
  return Math.max(
    ...expected.map((value, i) =>
      value === null ? (Number.isNaN(found[i] as number) ? 0 : Infinity) : Math.abs(value - (found[i] as number)),
    ),
  );
};

describe('Marshall, by hand', () => {
  // r = 0.1, 0.3; P = 100, 100; m = 0.2; s2 = 0.01; a = 0.01 - 0.2 / 100 = 0.008; w = 0.008 / (0.008 + 0.002) = 0.8.
  const two = marshall(list(10, 30), list(100, 100));

  it('draws rates to the mean by the method of moments', () => {
    expect(two.prior.mean).toBeCloseTo(0.2, 15);
    expect(two.prior.variance).toBeCloseTo(0.008, 15);
    expect([...two.rate].map((rate) => Math.round(rate * 1e12) / 1e12)).toEqual([0.12, 0.28]);
    expect(two.ownWeight[0]).toBeCloseTo(0.8, 14);
  });

  it('tells the standard error of the drawn rate and the mean', () => {
    // Var(m) = (0.008 * 20000 + 0.2 * 200) / 200^2 = 0.005; sqrt(0.8 * 0.002 + 0.04 * 0.005).
    expect(two.standardError[0]).toBeCloseTo(Math.sqrt(0.0018), 14);
  });

  it('binomial: the variance of a share', () => {
    // s2 = 0.01, m (1 - m) = 0.16, Pbar = 100: a = (1 - 0.16) / 99; w = a / (a + (0.16 - a) / 100).
    const a = 0.84 / 99;
    const w = a / (a + (0.16 - a) / 100);
    expect(marshall(list(10, 30), list(100, 100), 'binomial').rate[0]).toBeCloseTo(0.2 - 0.1 * w, 14);
  });

  it('says nothing of an area without people, and lets it say nothing', () => {
    const three = marshall(list(10, 0, 30), list(100, 0, 100));
    expect(three.rate[1]).toBeNaN();
    expect(three.rate[0]).toBe(two.rate[0]);
  });

  it('equal rates, one area, nobody at all', () => {
    expect([...marshall(list(1, 2), list(10, 20)).rate]).toEqual([0.1, 0.1]);
    expect([...marshall(list(3), list(10)).rate]).toEqual([0.3]);
    expect([...marshall(list(0, 0), list(10, 20)).rate]).toEqual([0, 0]);
    expect([...marshall(list(0, 0), list(10, 20)).standardError]).toEqual([0, 0]);
    expect([...marshall(list(0), list(0)).rate]).toEqual([Number.NaN]);
    expect([...marshall(list(), list()).rate]).toEqual([]);
  });

  it('an island has only itself to go by', () => {
    const local = localMarshall(list(10, 30, 5), list(100, 100, 50), [[1], [0], []]);
    expect(local.rate[0]).toBeCloseTo(0.12, 14);
    expect(local.rate[2]).toBe(0.1);
    expect(local.ownWeight[2]).toBe(0);
  });
});

describe('Marshall, properties', () => {
  const areas = array(tuple(integer({ min: 0, max: 400 }), integer({ min: 0, max: 400 })), {
    minLength: 1,
    maxLength: 40,
  });
  it('stays between the own rate and the mean, and errors are not negative', () => {
    assert(
      property(areas, constantFrom('poisson' as const, 'binomial' as const), (drawn, family) => {
        const counts = drawn.map(([r, more]) => [r, r + more] as const);
        const numerator = Float64Array.from(counts, ([r]) => r);
        const denominator = Float64Array.from(counts, ([, n]) => n);
        const { rate, standardError, prior } = marshall(numerator, denominator, family);
        for (const [i, [r, n]] of counts.entries()) {
          const [low, high] = [Math.min(r / n, prior.mean), Math.max(r / n, prior.mean)];
          const within = rate[i]! >= low - 1e-12 && rate[i]! <= high + 1e-12 && standardError[i]! >= 0;
          expect(n === 0 ? Number.isNaN(rate[i]) : within).toBe(true);
        }
      }),
    );
  });
});

describe('Marshall against spdep', () => {
  const golden = JSON.parse(readFileSync(path.join(GOLDEN, 'marshall.json'), 'utf8')) as Record<string, Reference>;
  it.each(['poisson', 'binomial'] as const)('global, 3 363 areas, %s', (family) => {
    const { columns } = numberColumns(path.join(GOLDEN, 'counts.csv'));
    const expected = golden[`rate1_${family}`];
    const found = marshall(columns[2]!, columns[1]!, family);
    expect(furthest(found.rate, expected?.estmm ?? [])).toBeLessThan(1e-9);
    expect(found.prior.mean).toBeCloseTo(expected?.parameters.b ?? 0, 12);
  });

  it.skipIf(absent)('all rates and nc.sids, global and local (reference cases are not here: skipped)', () => {
    const reference = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Record<string, Reference>;
    const { columns } = numberColumns(path.join(INDEX_REFERENCE, 'imd_method', 'input_counts.csv'));
    for (const rate of [1, 2, 3])
      for (const family of ['poisson', 'binomial'] as const) {
        const found = marshall(columns[2 * rate]!, columns[2 * rate - 1]!, family);
        expect(furthest(found.rate, reference[`rate${String(rate)}_${family}`]?.estmm ?? [])).toBeLessThan(1e-9);
      }
    const [n, x] = unkeyedColumns(path.join(folder, 'input_ncsids.csv'));
    const [from, to] = unkeyedColumns(path.join(folder, 'ncsids_nb_edges_1based.csv'));
    const neighbours = Array.from(n!, (): number[] => []);
    from!.forEach((start, i) => neighbours[start - 1]!.push(to![i]! - 1));
    for (const family of ['poisson', 'binomial'] as const)
      expect(furthest(marshall(n!, x!, family).rate, reference[`ncsids_${family}`]?.estmm ?? [])).toBeLessThan(1e-9);
    const local = localMarshall(n!, x!, neighbours, 'poisson');
    const expected = reference['ncsids_local'];
    expect(furthest(local.rate, expected?.est ?? [])).toBeLessThan(1e-9);
    expect(
      furthest(
        Float64Array.from(local.priors, ({ variance }) => variance),
        expected?.parameters.a as number[],
      ),
    ).toBeLessThan(1e-9);
  });
});
