import { describe, expect, it } from 'vitest';
import type { DisclosureRules } from '../../../../../shared/domain/disclosure/rules.ts';
import { concentrationBreaches, largestSum } from '../../../../../shared/domain/disclosure/unsafe/concentration.ts';
import { hasReference, referenceJson, referenceRows } from '../../../../support/sharedReference.ts';

const rules = (limits: Partial<DisclosureRules>): DisclosureRules => ({
  ruleSet: { name: 'test', version: 1 },
  minFrequency: 1,
  zeroUnsafe: false,
  knowledge: 'default',
  ...limits,
});
const cell = (amounts: readonly number[], weights = amounts.map(() => 1)) => ({ amounts, weights });

interface Expected {
  readonly runs: readonly {
    readonly rule: { readonly n?: number | number[]; readonly k?: number | number[]; readonly pPercent?: number };
    readonly cells: readonly {
      readonly v1: string;
      readonly num: number;
      readonly primary: boolean;
      readonly upmin_num: number | null;
      readonly lomax_num: number | null;
    }[];
  }[];
}

describe('concentration rules', () => {
  it.skipIf(!hasReference('magnitude-rules-unit'))(
    'magnitude-rules-unit (GaussSuppression 1.2.3): every primary and protection level of ten rules',
    () => {
      const amounts = new Map<string, number[]>();
      for (const { v1 = '', num } of referenceRows('magnitude-rules-unit'))
        amounts.set(v1, [...(amounts.get(v1) ?? []), Number(num)]);
      const { runs } = referenceJson('magnitude-rules-unit') as Expected;
      expect(runs).toHaveLength(10);
      for (const { rule, cells } of runs) {
        const list = (given: number | number[] | undefined): number[] => [given ?? []].flat();
        const limits =
          rule.pPercent === undefined
            ? { nk: list(rule.n).map((n, i) => ({ n, k: list(rule.k)[i] ?? 100 })) }
            : { pPercent: rule.pPercent };
        for (const { v1, num, primary, upmin_num: upper, lomax_num: lower } of cells) {
          const found = concentrationBreaches(cell(amounts.get(v1) ?? []), rules(limits));
          expect([rule, v1, found.length > 0]).toEqual([rule, v1, primary]);
          if (!primary) continue;
          const level = Math.max(...found.map((breach) => breach.level));
          expect(num + level).toBeCloseTo(upper ?? Number.NaN, 9);
          expect(num - level).toBeCloseTo(lower ?? Number.NaN, 9);
        }
      }
    },
  );

  it('(p,q) by hand: 80, 10, 10 with p = 20, q = 80 leaves 10 < 1/4 of 80, level 10', () => {
    expect(concentrationBreaches(cell([80, 10, 10]), rules({ pq: { p: 20, q: 80 } }))).toEqual([
      { rule: 'pq', level: 10 },
    ]);
    expect(concentrationBreaches(cell([80, 10, 10]), rules({ pq: { p: 10, q: 80 } }))).toEqual([]);
  });

  it('several rules at once tell each breach', () => {
    const found = concentrationBreaches(cell([90, 10]), rules({ pPercent: 10, nk: [{ n: 1, k: 75 }] }));
    expect(found.map(({ rule, level }) => [rule, Number(level.toFixed(9))])).toEqual([
      ['nk', 20],
      ['pPercent', 9],
    ]);
  });

  it('a weight of three stands for three as large: 60 x 3 is no dominance', () => {
    expect(largestSum(cell([60, 10], [3, 1]), 2)).toBe(120);
    expect(largestSum(cell([60, 10], [1.5, 1]), 2)).toBe(95);
    expect(concentrationBreaches(cell([60], [3]), rules({ pPercent: 10 }))).toEqual([]);
    expect(concentrationBreaches(cell([60], [1]), rules({ pPercent: 10 }))).toHaveLength(1);
  });

  it('an empty cell breaks nothing', () => {
    expect(concentrationBreaches(cell([]), rules({ pPercent: 10, nk: [{ n: 1, k: 1 }], pq: { p: 1, q: 2 } }))).toEqual(
      [],
    );
  });
});
