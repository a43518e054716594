import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import type { Aggregation, IndexMethod } from '../../../../shared/schemas/method.ts';
import { indexCase } from './cases.ts';

const tree = (changes: Partial<IndexMethod> = {}): IndexMethod => ({
  version: 1,
  kind: 'index',
  groups: [
    { id: 'index', parent: null },
    { id: 'work', parent: 'index', weight: 3 },
    { id: 'home', parent: 'index', weight: 1 },
  ],
  indicators: [
    { id: 'a', direction: 1, weight: 1, parent: 'work' },
    { id: 'b', direction: 1, weight: 3, parent: 'work' },
    { id: 'c', direction: 1, weight: 9, parent: 'home' },
  ],
  normalisation: { kind: 'none' },
  ...changes,
});

const sum = (list: Iterable<number>): number => [...list].reduce((total, value) => total + value, 0);

describe('weighted index', () => {
  it('by hand on two levels', () => {
    // work 3/4, home 1/4; within work a 1/4 and b 3/4, c alone in home.
    const columns = [Float64Array.of(8, 4), Float64Array.of(4, 8), Float64Array.of(100, 60)];
    const got = assessIndex(tree(), ['x', 'y'], columns);
    expect([...got.effectiveWeights]).toEqual([3 / 16, 9 / 16, 1 / 4]);
    // x: .75 (2 + 3) + 25 = 28.75; y: .75 (1 + 6) + 15 = 20.25.
    expect([...got.scores]).toEqual([28.75, 20.25]);
    expect([...got.ranks]).toEqual([1, 2]);
    expect(got.contributions.map((column) => column[0])).toEqual([1.5, 2.25, 25]);
  });

  it('by hand with geometric, harmonic and power means', () => {
    const columns = [Float64Array.of(4), Float64Array.of(16), Float64Array.of(2)];
    const score = (aggregation: Aggregation, weight = 1): number =>
      assessIndex(
        {
          version: 1,
          kind: 'index',
          indicators: [
            { id: 'a', direction: 1, weight: 1 },
            { id: 'b', direction: 1, weight: 1 },
            { id: 'c', direction: 1, weight },
          ],
          normalisation: { kind: 'none' },
          aggregation,
        },
        ['x'],
        columns,
      ).scores[0] ?? Number.NaN;
    // (4 * 16 * 2)^(1/3); 3 / (1/4 + 1/16 + 1/2); sqrt((16 + 256 + 4) / 3).
    expect(score({ kind: 'geometric' })).toBeCloseTo(128 ** (1 / 3), 12);
    expect(score({ kind: 'harmonic' })).toBeCloseTo(3 / 0.8125, 12);
    expect(score({ kind: 'power', q: 2 })).toBeCloseTo(Math.sqrt(92), 12);
    expect(score({ kind: 'power', q: 0 })).toBe(score({ kind: 'geometric' }));
    expect(score({ kind: 'power', q: -1 })).toBeCloseTo(score({ kind: 'harmonic' }), 12);
    expect(score({ kind: 'geometric' }, 0)).toBeCloseTo(8, 12);
  });

  it('renormalises within each group over what is there, and keeps a whole group that lacks a value at its weight', () => {
    const N = Number.NaN;
    const columns = [Float64Array.of(8, N, N, N), Float64Array.of(4, 8, N, N), Float64Array.of(100, 60, 10, N)];
    const areas = ['w', 'x', 'y', 'z'];
    const got = assessIndex(tree(), areas, columns);
    // x: work is b alone = 8: .75 * 8 + .25 * 60 = 21; y: home alone = 10; z: nothing.
    expect([...got.scores]).toEqual([28.75, 21, 10, N]);
    expect([...got.ranks]).toEqual([1, 2, 3, 0]);
    expect(got.contributions.map((column) => column[1])).toEqual([N, 6, 15]);
    // At least two of three: y falls out too.
    const fewer = assessIndex(tree({ missing: { leastShare: 0.6 } }), areas, columns);
    expect([...fewer.scores]).toEqual([28.75, 21, N, N]);
  });

  it('treats a missing value in a geometric mean as missing, not as nothing', () => {
    const columns = [Float64Array.of(4, 4), Float64Array.of(9, Number.NaN), Float64Array.of(5, 5)];
    const got = assessIndex(tree({ aggregation: { kind: 'geometric' } }), ['x', 'y'], columns);
    expect(got.scores[1]).toBeCloseTo(4 ** 0.75 * 5 ** 0.25, 12);
  });

  it('has contributions that sum to the score in an arithmetic tree', () => {
    fc.assert(
      fc.property(indexCase({ missing: true }), ({ areas, method, columns }) => {
        const got = assessIndex(method, areas, columns);
        got.scores.forEach((score, i) => {
          const parts = got.contributions
            .map((column) => column[i] ?? Number.NaN)
            .filter((part) => !Number.isNaN(part));
          expect(Number.isNaN(score) ? parts.length : sum(parts) - score).toBeCloseTo(0, 9);
        });
        expect(sum(got.effectiveWeights)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('follows the areas when their order changes', () => {
    fc.assert(
      fc.property(indexCase({ missing: true }), fc.nat(), ({ areas, method, columns }, turn) => {
        const n = areas.length;
        const order = areas.map((_area, i) => (i + turn) % n);
        const first = assessIndex(method, areas, columns);
        const second = assessIndex(
          method,
          order.map((i) => areas[i] ?? ''),
          columns.map((column) => Float64Array.from(order, (i) => column[i] ?? Number.NaN)),
        );
        expect([...second.scores]).toEqual(order.map((i) => first.scores[i]));
        expect([...second.ranks]).toEqual(order.map((i) => first.ranks[i]));
      }),
    );
  });

  it('does not change when a column of a z index is measured in another unit', () => {
    fc.assert(
      fc.property(indexCase({ normalisation: { kind: 'z' } }), fc.nat(8), ({ areas, method, columns }, pick) => {
        const j = pick % columns.length;
        const other = columns.map((column, i) => (i === j ? column.map((value) => value * 8 + 3) : column));
        const first = assessIndex(method, areas, columns);
        const second = assessIndex(method, areas, other);
        second.scores.forEach((score, i) => expect(score).toBeCloseTo(first.scores[i] ?? Number.NaN, 10));
      }),
    );
  });

  it.each<[string, Partial<IndexMethod>]>([
    ['assess.twoRoots', { groups: [...(tree().groups ?? []), { id: 'second', parent: null }] }],
    [
      'assess.noRoot',
      {
        groups: [
          { id: 'work', parent: 'home' },
          { id: 'home', parent: 'work' },
        ],
      },
    ],
    [
      'assess.unknownParent',
      {
        groups: [
          { id: 'index', parent: null },
          { id: 'work', parent: 'nowhere' },
        ],
      },
    ],
    ['assess.emptyGroup', { groups: [...(tree().groups ?? []), { id: 'empty', parent: 'index' }] }],
    ['assess.doubledId', { groups: [...(tree().groups ?? []), { id: 'a', parent: 'index' }] }],
    ['assess.circle', { groups: [...(tree().groups ?? []), { id: 'p', parent: 'q' }, { id: 'q', parent: 'p' }] }],
    [
      'assess.allWeightsZero',
      { indicators: tree().indicators.map((one) => (one.id === 'c' ? { ...one, weight: 0 } : one)) },
    ],
    [
      'assess.noParent',
      { indicators: tree().indicators.map(({ id, direction, weight }) => ({ id, direction, weight })) },
    ],
    ['assess.notPositive', { aggregation: { kind: 'geometric' } }],
  ])('refuses with %s', (key, changes) => {
    const columns = [Float64Array.of(0, 1), Float64Array.of(1, 2), Float64Array.of(1, 2)];
    expect(() => assessIndex(tree(changes), ['x', 'y'], columns)).toThrow(key);
  });
});
