import { array, assert, boolean, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../../shared/domain/areas/compareVersions.ts';
import {
  countsOfStrips,
  countsOfTheirs,
  overlayOf,
  type SharedSet,
  unionName,
} from '../../../../shared/domain/release/overlay.ts';

const named = (version: string, codes: readonly string[]) => ({ version, names: new Map(codes.map((c) => [c, c])) });

const before = named('2020', ['A', 'B', 'C', 'D', 'E', 'F', 'G']);
const after = named('2025', ['A', 'X', 'Y', 'Z', 'F', 'G']);
const comparison = compareVersions(before, after, [
  { from: 'B', to: 'X', kind: 'endedToNew' },
  { from: 'B', to: 'Y', kind: 'endedToNew' },
  { from: 'C', to: 'Z', kind: 'endedToNew' },
  { from: 'D', to: 'Z', kind: 'endedToNew' },
  { from: 'E', to: 'F', kind: 'ended' },
]);

describe('two divisions laid over each other', () => {
  it('share what did not change, and are sets of shared ground else', () => {
    const overlay = overlayOf(comparison, true);
    expect(overlay?.same).toEqual(
      new Map([
        ['A', 'A'],
        ['G', 'G'],
      ]),
    );
    expect(overlay?.sets).toEqual([
      {
        theirs: ['B'],
        ours: ['X', 'Y'],
        strips: [
          ['B', 'X'],
          ['B', 'Y'],
        ],
      },
      {
        theirs: ['C', 'D'],
        ours: ['Z'],
        strips: [
          ['C', 'Z'],
          ['D', 'Z'],
        ],
      },
      {
        theirs: ['E', 'F'],
        ours: ['F'],
        strips: [
          ['E', 'F'],
          ['F', 'F'],
        ],
      },
    ]);
    const turned = overlayOf(comparison, false);
    expect([turned?.theirs, turned?.ours, turned?.sets[0]?.theirs]).toEqual(['2025', '2020', ['X', 'Y']]);
    const [first] = overlay?.sets ?? [];
    if (overlay === null || first === undefined) throw new Error('there are sets');
    expect(unionName(overlay, first)).toBe('2020/2025:B');
  });

  it('cannot be where a border moved and nobody says what was on the other side', () => {
    const open = compareVersions(named('2020', ['A', 'B']), named('2025', ['A', 'B']), [
      { from: 'A', to: 'A', kind: 'reduced' },
    ]);
    expect(overlayOf(open, true)).toBeNull();
    expect(overlayOf(compareVersions(named('2020', ['A', 'B']), named('2025', ['A']), []), true)).toBeNull();
  });
});

/** A set whose strips are a tree: each further area touches one that is there. */
const trees = array(tuple(nat(99), boolean(), nat(40)), { minLength: 1, maxLength: 12 }).map(
  (steps): { readonly set: SharedSet; readonly counts: readonly number[] } => {
    const sides: [string[], string[]] = [['t0'], []];
    const strips: [string, string][] = [];
    for (const [pick, grow] of steps) {
      const side = grow && sides[1].length > 0 ? 0 : 1;
      const near = sides[1 - side] ?? [];
      const code = `${side === 0 ? 't' : 'o'}${String((sides[side] ?? []).length + (side === 0 ? 0 : 100))}`;
      const other = near[pick % near.length] ?? '';
      sides[side]?.push(code);
      strips.push(side === 0 ? [code, other] : [other, code]);
    }
    return { set: { theirs: sides[0], ours: sides[1], strips }, counts: steps.map(([, , count]) => count) };
  },
);

const sumOf = ({ strips }: SharedSet, counts: readonly number[], side: 0 | 1, code: string): number =>
  counts.reduce((sum, count, s) => (strips[s]?.[side] === code ? sum + count : sum), 0);

describe('the counts of strips', () => {
  it('follow from those of the areas on both sides, where strips are a tree', () => {
    assert(
      property(trees, ({ set, counts }) => {
        expect(
          countsOfStrips(
            set,
            (code) => sumOf(set, counts, 0, code),
            (code) => sumOf(set, counts, 1, code),
          ),
        ).toEqual(counts);
      }),
    );
  });

  it('do not where they go round in a ring, nor where the areas do not add up', () => {
    const ring: SharedSet = {
      theirs: ['a', 'b'],
      ours: ['c', 'd'],
      strips: [
        ['a', 'c'],
        ['a', 'd'],
        ['b', 'c'],
        ['b', 'd'],
      ],
    };
    const ten = (): number => 10;
    expect(countsOfStrips(ring, ten, ten)).toBeNull();
    const path = { ...ring, strips: ring.strips.slice(0, 3) };
    expect(countsOfStrips(path, ten, ten)).toEqual([0, 10, 10]);
    expect(countsOfStrips(path, ten, () => 9)).toBeNull();
    expect(countsOfStrips({ ...ring, strips: ring.strips.slice(1) }, (c) => (c === 'a' ? 12 : 8), ten)).toBeNull();
  });
});

describe('the counts of areas of the other division', () => {
  const merged: SharedSet = { theirs: ['a', 'b'], ours: ['c'], strips: [] };
  const split: SharedSet = { theirs: ['a'], ours: ['c', 'd'], strips: [] };
  const publishing =
    (counts: Readonly<Record<string, number>>) =>
    (code: string): number =>
      counts[code] ?? Number.NaN;

  it('are sums of ours, what was published, or what is left when one is hidden', () => {
    const five = (): number => 5;
    expect(countsOfTheirs(split, five, publishing({ a: 3 }))).toEqual(new Map([['a', 10]]));
    expect(countsOfTheirs(merged, five, publishing({ a: 3 }))).toEqual(
      new Map([
        ['a', 3],
        ['b', 2],
      ]),
    );
    expect(countsOfTheirs(merged, five, publishing({ a: 3, b: 2 }))?.get('b')).toBe(2);
    expect(countsOfTheirs(merged, five, publishing({}))).toBeNull();
    expect(countsOfTheirs(merged, five, publishing({ a: 3, b: 3 }))).toBeNull();
    expect(countsOfTheirs(merged, five, publishing({ a: 6 }))).toBeNull();
    expect(countsOfTheirs(merged, () => Number.NaN, publishing({ a: 3 }))?.get('b')).toBeNaN();
  });
});
