import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { sensitivity, variedFactors } from '../../../../shared/domain/uncertainty/sensitivity.ts';
import { variantOf } from '../../../../shared/domain/uncertainty/variant.ts';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';

const n = 60;
const areas = Array.from({ length: n }, (_, i) => `A${String(i).padStart(3, '0')}`);
const random = generator(3, 'sensitivity test');
const columns = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => random.uniform()));
const method: IndexMethod = {
  version: 1,
  kind: 'index',
  indicators: [
    { id: 'a', direction: 1, weight: 50 },
    { id: 'b', direction: 1, weight: 50 },
    { id: 'c', direction: 1, weight: 0 },
  ],
  normalisation: { kind: 'z' },
};
const { ranks } = assessIndex(method, areas, columns);
const plan = {
  areas,
  variants: [variantOf(method, areas, columns)],
  spread: 0.5,
  seed: 1,
  assessed: ranks,
  rows: 256,
  area: -1,
};

describe('which choices the ranks hang on', () => {
  it('leaves out what cannot vary: a weight of zero, an only child, a single way, no noise', () => {
    expect(variedFactors(plan)).toEqual([
      { kind: 'weight', id: 'a' },
      { kind: 'weight', id: 'b' },
    ]);
    expect(variedFactors({ ...plan, spread: 0 })).toEqual([]);
    const grouped: IndexMethod = {
      ...method,
      indicators: method.indicators.map((one) => ({ ...one, parent: one.id === 'c' ? 'y' : 'x' })),
      groups: [
        { id: 'all', parent: null },
        { id: 'x', parent: 'all', weight: 1 },
        { id: 'y', parent: 'all', weight: 1 },
      ],
    };
    const errors = columns.map((column) => column.map(() => 0.1));
    const noisy = variantOf(
      { ...grouped, indicators: grouped.indicators.map((one) => ({ ...one, weight: 1 })) },
      areas,
      columns,
      errors,
    );
    expect(variedFactors({ variants: [noisy, noisy], spread: 0.2 }).map(({ kind }) => kind)).toEqual([
      'weight',
      'weight',
      'within',
      'way',
      'noise',
    ]);
  });

  it('two weights that only their quotient tells apart matter the same, and together for all', () => {
    const found = sensitivity(plan);
    const [a, b] = found.factors;
    expect(found.variance).toBeGreaterThan(0);
    expect(Math.abs((a?.total ?? 0) - (b?.total ?? 0))).toBeLessThan(0.25);
    for (const one of found.factors) {
      expect(one.total).toBeGreaterThan(0.3);
      expect(one.firstInterval.low).toBeLessThanOrEqual(one.first);
      expect(one.totalInterval.high).toBeGreaterThanOrEqual(one.total);
    }
    expect(sensitivity(plan)).toEqual(found);
  });

  it('a way that turns the ranks over explains nearly everything beside weights that hardly vary', () => {
    const turned = variantOf(
      { ...method, indicators: method.indicators.map((one) => ({ ...one, direction: -1 as const })) },
      areas,
      columns,
    );
    const first = ranks.indexOf(1);
    const found = sensitivity({ ...plan, variants: [...plan.variants, turned], spread: 0.01, area: first });
    const way = found.factors.find(({ factor }) => factor.kind === 'way');
    expect(way?.first).toBeGreaterThan(0.9);
    expect(way?.total).toBeGreaterThan(0.9);
  });

  it('noise alone explains all that there is, and without anything that varies there are no indices', () => {
    const noisy = variantOf(
      method,
      areas,
      columns,
      columns.map((column) => column.map(() => 0.2)),
    );
    const found = sensitivity({ ...plan, variants: [noisy], spread: 0 });
    expect(found.factors).toHaveLength(1);
    expect(found.factors[0]?.total).toBeGreaterThan(0.8);
    expect(sensitivity({ ...plan, spread: 0 })).toMatchObject({ factors: [], variance: 0, mean: 0 });
  });
});
