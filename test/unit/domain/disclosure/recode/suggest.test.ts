import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectFrequencyTable } from '../../../../../shared/domain/disclosure/protect.ts';
import { mergedCounts, mergedDimension } from '../../../../../shared/domain/disclosure/recode/apply.ts';
import { greedyGroups, orderedGroups } from '../../../../../shared/domain/disclosure/recode/groups.ts';
import { type MergeWishes, suggestMerges } from '../../../../../shared/domain/disclosure/recode/suggest.ts';
import { DEFAULT_RULES } from '../../../../../shared/domain/disclosure/rules.ts';
import { type Dimension, flatDimension, hierarchicalDimension } from '../../../../../shared/domain/tables/dimension.ts';
import { buildSystem, frequencySystem } from '../../../../../shared/domain/tables/system.ts';
import { cellCount, frequencyTable } from '../../../../../shared/domain/tables/table.ts';
import { magnitudeTable } from '../../../../support/magnitudeTable.ts';

const ages = flatDimension('age', ['0-17', '18-24', '25-34', '35-64', '65-79', '80-'], 'T');
const sexes = flatDimension('sex', ['k', 'm'], 'T');
const wishes = (more: Partial<MergeWishes> = {}): MergeWishes => ({
  ordered: new Set(),
  fixed: new Set(),
  neighbours: new Map(),
  ...more,
});

function counted(dimensions: readonly [Dimension, Dimension], rows: readonly (readonly number[])[]) {
  const [first, second] = dimensions;
  const inner = new Float64Array(cellCount(dimensions));
  const leaves = first.codes.flatMap((_, node) => (first.children[node]?.length === 0 ? [node] : []));
  for (const [i, row] of rows.entries())
    for (const [k, n] of row.entries()) inner[(leaves[i] ?? 0) * second.codes.length + k + 1] = n;
  return frequencyTable({ title: 't', measure: 'n', dimensions }, inner);
}
function suggest(table: ReturnType<typeof counted>, given = wishes()) {
  const system = frequencySystem(table);
  const [block] = system.blocks;
  if (block === undefined) throw new Error('one block');
  return suggestMerges(system, block, DEFAULT_RULES, given);
}

const table = counted(
  [ages, sexes],
  [
    [40, 50],
    [2, 3],
    [30, 20],
    [70, 60],
    [20, 4],
    [3, 2],
  ],
);

describe('which categories to join', () => {
  it('ordered ones: only neighbours, and as few as make the table safe', () => {
    const [best] = suggest(table, wishes({ ordered: new Set(['age']), fixed: new Set(['sex']) }));
    expect(best?.column).toBe('age');
    expect(best?.groups).toEqual([
      ['18-24', '25-34'],
      ['65-79', '80-'],
    ]);
    expect(best?.unsafe).toEqual({ before: 5, after: 0 });
    expect(best?.cells).toEqual({ before: 21, after: 15 });
  });

  it('a table that is safe needs nothing, and a fixed column is left alone', () => {
    const safe = counted(
      [ages, sexes],
      Array.from({ length: 6 }, () => [40, 50]),
    );
    expect(suggest(safe)).toEqual([]);
    expect(suggest(table, wishes({ fixed: new Set(['age', 'sex']) }))).toEqual([]);
  });

  it('areas: siblings only, and of those only neighbours where borders are given', () => {
    const built = hierarchicalDimension(
      'area',
      [
        ...['a1', 'a2', 'a3'].map((child) => ({ child, parent: 'A' })),
        ...['b1', 'b2'].map((child) => ({ child, parent: 'B' })),
        { child: 'A', parent: 'T' },
        { child: 'B', parent: 'T' },
      ],
      'T',
    );
    if (!built.ok) throw new Error('a tree');
    const own = counted(
      [built.dimension, sexes],
      [
        [3, 2],
        [20, 30],
        [50, 60],
        [30, 40],
        [60, 50],
      ],
    );
    expect(suggest(own)[0]?.groups).toEqual([['a1', 'a2']]);
    const borders = new Map([['area', [['a3', 'a1'] as const, ['a1', 'b1'] as const]]]);
    expect(suggest(own, wishes({ neighbours: borders }))[0]?.groups).toEqual([['a1', 'a3']]);
  });

  it('sums: contributions of the same holding join', () => {
    const rows = ['a', 'b', 'c'].flatMap((code) =>
      Array.from({ length: code === 'a' ? 1 : 12 }, (_, i) => ({
        codes: [code],
        value: 10,
        unit: `${code}${String(i)}`,
      })),
    );
    const system = buildSystem([magnitudeTable([flatDimension('kind', ['a', 'b', 'c'], 'T')], rows)]);
    if (!system.ok) throw new Error(system.fault);
    const [block] = system.system.blocks;
    if (block === undefined) throw new Error('one block');
    const rules = { ...DEFAULT_RULES, minFrequency: 1, pPercent: 10 };
    expect(suggestMerges(system.system, block, rules, wishes())[0]?.groups).toEqual([['a', 'b']]);
  });

  it('the joined table, protected, hides fewer cells', () => {
    const [best] = suggest(table, wishes({ ordered: new Set(['age']) }));
    if (best === undefined) throw new Error('there is a suggestion');
    const merged = mergedDimension(ages, best.groups);
    expect(merged.codes).toEqual(['T', '0-17', '18-24+25-34', '35-64', '65-79+80-']);
    const values = mergedCounts([ages, sexes], 0, merged, best.groups, table.values);
    expect([values[0], values[2 * 3 + 1]]).toEqual([table.values[0], 32]);
    const hiddenOf = (own: typeof table): number => {
      const made = protectFrequencyTable(own, DEFAULT_RULES);
      return made.ok ? made.checked.counts.hidden : Number.POSITIVE_INFINITY;
    };
    expect(hiddenOf({ ...table, dimensions: [merged, sexes], values })).toBe(0);
    expect(hiddenOf(table)).toBeGreaterThan(4);
  });

  it('a group of all siblings is their parent', () => {
    const pairs = ['a1', 'a2'].map((child) => ({ child, parent: 'A' }));
    const built = hierarchicalDimension(
      'area',
      [...pairs, { child: 'A', parent: 'T' }, { child: 'B', parent: 'T' }],
      'T',
    );
    if (!built.ok) throw new Error('a tree');
    expect(mergedDimension(built.dimension, [['a1', 'a2']]).codes).toEqual(['T', 'A', 'B']);
  });
});

describe('the search', () => {
  const lossOf =
    (weights: readonly number[]) =>
    (members: readonly number[]): number => {
      const sum = members.reduce((total, node) => total + (weights[node] ?? 0), 0);
      return (sum < 5 ? 2 : 0) + 0.6 * (members.length - 1);
    };
  const all = (count: number): number[][][] =>
    Array.from({ length: 2 ** (count - 1) }, (_, cuts) => {
      const groups: number[][] = [[0]];
      for (let node = 1; node < count; node += 1)
        if ((cuts >> (node - 1)) % 2 === 1) groups.push([node]);
        else groups.at(-1)?.push(node);
      return groups;
    });
  const total = (groups: readonly (readonly number[])[], loss: (members: readonly number[]) => number): number =>
    groups.reduce((sum, members) => sum + loss(members), 0);

  it('over ordered categories finds the least loss of all cuts', () => {
    assert(
      property(array(integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 8 }), (weights) => {
        const loss = lossOf(weights);
        const found = orderedGroups({ nodes: weights.map((_, i) => i), mayJoin: null }, loss);
        const least = Math.min(...all(weights.length).map((groups) => total(groups, loss)));
        expect(total(found, loss)).toBeCloseTo(least, 9);
      }),
    );
  });

  it('over pairs never loses more than joining nothing, and keeps everyone', () => {
    assert(
      property(array(integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 }), (weights) => {
        const nodes = weights.map((_, i) => i);
        const loss = lossOf(weights);
        const found = greedyGroups({ nodes, mayJoin: null }, loss);
        expect(found.flat().sort((a, b) => a - b)).toEqual(nodes);
        expect(total(found, loss)).toBeLessThanOrEqual(
          total(
            nodes.map((node) => [node]),
            loss,
          ) + 1e-9,
        );
      }),
    );
  });
});
