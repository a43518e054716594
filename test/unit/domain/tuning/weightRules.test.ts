import { describe, expect, it } from 'vitest';
import { resolveWeights } from '../../../../shared/domain/assess/weighting/resolveWeights.ts';
import {
  canBeCompared,
  ruledGroups,
  startRule,
  takenByHand,
  timesOf,
  withComparedGroup,
  withExpert,
  withExpertName,
  withExpertWeight,
  withoutExpert,
  withoutGroup,
  withTimes,
  withWanted,
} from '../../../../shared/domain/tuning/weightRules.ts';
import { type IndexMethod, indexMethodSchema, type WeightRule } from '../../../../shared/schemas/method.ts';

const method: IndexMethod = {
  version: 1,
  kind: 'index',
  indicators: [
    { id: 'a', direction: 1, weight: 60, parent: 'one' },
    { id: 'b', direction: 1, weight: 40, parent: 'one' },
    { id: 'c', direction: 1, weight: 100, parent: 'two' },
  ],
  groups: [
    { id: 'all', parent: null },
    { id: 'one', parent: 'all', weight: 25 },
    { id: 'two', parent: 'all', weight: 75 },
  ],
  normalisation: { kind: 'z' },
};
const areas = Array.from({ length: 60 }, (_, i) => `A${String(i)}`);
const columns = [1, 2, 3].map((k) => Float64Array.from(areas, (_area, i) => Math.sin(i * k) + i / 40));
const carriedOut = (rule: WeightRule | null) => {
  expect(indexMethodSchema.safeParse({ ...method, weights: rule }).success).toBe(true);
  return resolveWeights({ ...method, weights: rule ?? { kind: 'equal' } }, areas, columns);
};

describe('weight rules as forms', () => {
  it('finds the groups that have something to share out, the root first', () => {
    expect(ruledGroups(method).map(({ id, children }) => [id, ...children.map((child) => child.id)])).toEqual([
      ['all', 'one', 'two'],
      ['one', 'a', 'b'],
    ]);
    const flat = {
      ...method,
      groups: undefined,
      indicators: method.indicators.map(({ parent: _none, ...one }) => one),
    };
    expect(ruledGroups(flat).map(({ id }) => id)).toEqual(['']);
    expect(canBeCompared({ id: '', children: Array.from({ length: 11 }, () => ({ id: 'x', weight: 1 })) })).toBe(false);
  });

  it('begins with rules that can be carried out and say the same as before, where they can', () => {
    for (const kind of ['equal', 'pca', 'ahp', 'importance', 'panel'] as const)
      carriedOut(startRule(kind, method, 'E'));
    const panel = carriedOut(startRule('panel', method, 'E'));
    expect(panel.groups[0]?.children.map(({ weight }) => weight)).toEqual([0.25, 0.75]);
    expect(
      startRule('ahp', { ...method, indicators: method.indicators.slice(0, 1), groups: undefined }, 'E'),
    ).toBeNull();
  });

  it('sets a comparison either way round', () => {
    const rule = startRule('ahp', method, 'E');
    if (rule?.kind !== 'ahp') throw new Error('no rule');
    const set = withTimes(rule, 'all', 'two', 'one', 3);
    expect([timesOf(set, 'all', 'two', 'one'), timesOf(set, 'all', 'one', 'two')]).toEqual([3, 1 / 3]);
    expect(set.groups[0]?.pairs).toHaveLength(1);
    expect(carriedOut(set).groups[0]?.children.map(({ weight }) => weight)).toEqual([
      expect.closeTo(0.25, 12),
      expect.closeTo(0.75, 12),
    ]);
    const [, one] = ruledGroups(method);
    if (one === undefined) throw new Error('no group');
    const both = withComparedGroup(set, one);
    expect(carriedOut(both).groups).toHaveLength(2);
    expect(withoutGroup(both, 'one')).toEqual(set);
    expect(withoutGroup(set, 'all')).toBe(set);
  });

  it('changes wanted shares and experts', () => {
    const wanted = startRule('importance', method, 'E');
    if (wanted?.kind !== 'importance') throw new Error('no rule');
    expect(withWanted(wanted, 'all', 'one', 50).groups[0]?.wanted[0]?.share).toBe(50);
    expect(withWanted(wanted, 'all', 'one', 0)).toBe(wanted);
    const panel = startRule('panel', method, 'Kim');
    const [all, one] = ruledGroups(method);
    if (panel?.kind !== 'panel' || all === undefined || one === undefined) throw new Error('no rule');
    const two = withExpertWeight(withExpert(panel, 'Lo', all), 1, all, 'one', 75);
    const { children, experts } = carriedOut(two).groups[0] ?? {};
    expect(experts).toEqual(['Kim', 'Lo']);
    expect(children?.map(({ weight }) => weight)).toEqual([0.375, 0.625]);
    // An expert who speaks of one child of another group speaks of all.
    expect(carriedOut(withExpertWeight(two, 0, one, 'a', 10)).groups).toHaveLength(2);
    expect(withExpertName(two, 1, ' ').experts[1]?.name).toBe('Lo');
    expect(withoutExpert(withoutExpert(two, 0), 0).experts.map(({ name }) => name)).toEqual(['Lo']);
  });

  it('is taken over by hand with the same effective weights', () => {
    const weighted = carriedOut({ kind: 'pca', negative: 'zero' });
    const hand = takenByHand(weighted);
    expect(hand.weights).toBeUndefined();
    expect((hand.groups?.[1]?.weight ?? 0) + (hand.groups?.[2]?.weight ?? 0)).toBeCloseTo(100, 9);
    expect(takenByHand({ method, groups: [] })).toEqual(method);
  });
});
