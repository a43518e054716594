import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';
import {
  effectiveByNode,
  equalWeights,
  normaliseWeights,
  pullWeight,
  siblingsOf,
  weightRows,
  weightsOf,
} from '../../../../shared/domain/tuning/weights.ts';

const method: IndexMethod = {
  version: 1,
  kind: 'index',
  normalisation: { kind: 'z' },
  groups: [
    { id: 'all', parent: null },
    { id: 'crime', parent: 'all', weight: 60 },
    { id: 'school', parent: 'all', weight: 40 },
  ],
  indicators: [
    { id: 'violence', direction: 1, weight: 30, parent: 'crime' },
    { id: 'drugs', direction: 1, weight: 70, parent: 'crime' },
    { id: 'merit', direction: -1, weight: 100, parent: 'school' },
  ],
};
const none: ReadonlySet<string> = new Set();
const weightOf = (of: IndexMethod, id: string): number | undefined => new Map(weightsOf(of)).get(id);

describe('the tree of weights', () => {
  it('is read from the top, each group with what it holds', () => {
    expect(weightRows(method).map(({ id, depth }) => `${String(depth)} ${id}`)).toEqual([
      '0 crime',
      '1 violence',
      '1 drugs',
      '0 school',
      '1 merit',
    ]);
    expect(siblingsOf(method, 'drugs')).toEqual(['violence', 'drugs']);
    expect(siblingsOf(method, 'school')).toEqual(['crime', 'school']);
  });

  it('is one row of siblings when there are no groups', () => {
    const flat: IndexMethod = {
      version: 1,
      kind: 'index',
      normalisation: { kind: 'z' },
      indicators: [
        { id: 'a', direction: 1, weight: 1 },
        { id: 'b', direction: 1, weight: 3 },
      ],
    };
    expect(weightsOf(normaliseWeights(flat, none))).toEqual([
      ['a', 25],
      ['b', 75],
    ]);
  });

  it('lets siblings give way, and nobody else', () => {
    const pulled = pullWeight(method, 'violence', 80, { keepSum: true, locked: none });
    expect(weightsOf(pulled)).toEqual([
      ['crime', 60],
      ['violence', 80],
      ['drugs', 20],
      ['school', 40],
      ['merit', 100],
    ]);
  });

  it('moves one alone when the sum is not kept', () => {
    const pulled = pullWeight(method, 'violence', 80, { keepSum: false, locked: none });
    expect(weightOf(pulled, 'drugs')).toBe(70);
    expect(weightOf(pulled, 'violence')).toBe(80);
  });

  it('does nothing to what is locked, unknown or no number, and never leaves all siblings at zero', () => {
    expect(pullWeight(method, 'violence', 80, { keepSum: true, locked: new Set(['violence']) })).toBe(method);
    expect(pullWeight(method, 'nothing', 80, { keepSum: true, locked: none })).toBe(method);
    expect(pullWeight(method, 'violence', Number.NaN, { keepSum: true, locked: none })).toBe(method);
    expect(pullWeight(method, 'merit', 0, { keepSum: false, locked: none })).toBe(method);
  });

  it('is made equal at every level, beside what is locked', () => {
    const equal = equalWeights(method, new Set(['crime']));
    expect(weightsOf(equal)).toEqual([
      ['crime', 60],
      ['violence', 50],
      ['drugs', 50],
      ['school', 40],
      ['merit', 100],
    ]);
  });

  it('knows what each group comes to in the whole', () => {
    const sums = effectiveByNode(method, Float64Array.of(0.18, 0.42, 0.4));
    expect(sums.get('drugs')).toBe(0.42);
    expect(sums.get('crime')).toBeCloseTo(0.6, 15);
    expect(sums.get('school')).toBe(0.4);
    expect(sums.get('all')).toBeCloseTo(1, 15);
  });

  it('keeps 100 among siblings through any row of pulls, and locks hold', () => {
    const ids = weightRows(method).map(({ id }) => id);
    const pulls = fc.array(
      fc.tuple(fc.constantFrom(...ids), fc.double({ min: -20, max: 130, noNaN: true }), fc.subarray(ids)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pulls, (all) => {
        let now = method;
        for (const [id, value, lockedIds] of all) {
          const locked = new Set(lockedIds);
          const before = now;
          now = pullWeight(now, id, value, { keepSum: true, locked });
          for (const held of locked) expect(weightOf(now, held)).toBe(weightOf(before, held));
        }
        for (const family of [['crime', 'school'], ['violence', 'drugs'], ['merit']]) {
          const sum = family.reduce((total, id) => total + (weightOf(now, id) ?? 0), 0);
          expect(sum).toBeCloseTo(100, 6);
        }
      }),
    );
  });
});
