import { describe, expect, it } from 'vitest';
import {
  type Dimension,
  flatDimension,
  hierarchicalDimension,
  sumsOf,
} from '../../../../shared/domain/tables/dimension.ts';
import { combineHierarchies } from '../../../../shared/domain/tables/hierarchies.ts';
import { buildSystem, type Part } from '../../../../shared/domain/tables/system.ts';
import { cellCount, isInner, withMargins } from '../../../../shared/domain/tables/table.ts';

const tree = (pairs: readonly (readonly [string, string])[], column = 'area'): Dimension => {
  const built = hierarchicalDimension(
    column,
    pairs.map(([child, parent]) => ({ child, parent })),
    'T',
  );
  if (!built.ok) throw new Error('faulty tree');
  return built.dimension;
};
const counties = tree([
  ['A', 'T'],
  ['B', 'T'],
  ['a', 'A'],
  ['b', 'A'],
  ['c', 'B'],
]);

const counts = (dimensions: readonly Dimension[], title = 't'): Part => {
  const cells = cellCount(dimensions);
  const inner = Float64Array.from({ length: cells }, (_, cell) => (isInner(dimensions, cell) ? cell + 1 : 0));
  return {
    title,
    dimensions,
    measure: { name: 'n', kind: 'frequency', decimals: 0, signed: false },
    values: withMargins(dimensions, inner),
    contributors: null,
  };
};

describe('several hierarchies over one dimension', () => {
  it('share their leaves and the total; every node stands after those above it', () => {
    const regions = tree([
      ['a', 'R'],
      ['c', 'R'],
      ['R', 'T'],
      ['b', 'T'],
    ]);
    const built = combineHierarchies('area', [counties, regions]);
    if (!built.ok) throw new Error(built.fault);
    const { dimension } = built;
    expect([...dimension.codes].sort()).toEqual(['A', 'B', 'R', 'T', 'a', 'b', 'c']);
    const named = sumsOf(dimension).map(
      ({ total, parts }) => `${dimension.codes[total] ?? ''}=${parts.map((part) => dimension.codes[part]).join('+')}`,
    );
    expect(named.sort()).toEqual(['A=a+b', 'B=c', 'R=a+c', 'T=A+B', 'T=R+b']);
    for (const { total, parts } of sumsOf(dimension)) for (const part of parts) expect(part).toBeGreaterThan(total);
    const { values } = counts([dimension]);
    const at = (code: string): number => values[dimension.codes.indexOf(code)] ?? -1;
    expect(at('T')).toBe(at('A') + at('B'));
    expect(at('T')).toBe(at('R') + at('b'));
  });

  it('a leaf of one may be a sum in another', () => {
    const built = combineHierarchies('area', [
      counties,
      tree([
        ['A', 'North'],
        ['B', 'North'],
        ['North', 'T'],
      ]),
    ]);
    expect(built.ok && built.dimension.codes.includes('North')).toBe(true);
  });

  it('refuses a total of other leaves, and circles', () => {
    expect(
      combineHierarchies('area', [
        counties,
        tree([
          ['a', 'T'],
          ['b', 'T'],
        ]),
      ]),
    ).toMatchObject({
      ok: false,
      fault: 'otherLeaves',
      code: 'T',
    });
    expect(
      combineHierarchies('area', [
        counties,
        tree([
          ['A', 'a'],
          ['a', 'T'],
        ]),
      ]),
    ).toMatchObject({
      ok: false,
      fault: 'cycle',
    });
  });
});

describe('a system of several tables', () => {
  const kind = flatDimension('kind', ['x', 'y'], 'T');
  const sex = flatDimension('sex', ['m', 'f'], 'T');

  it('has one cell for what two tables share, and each equation once', () => {
    const first = counts([counties, kind]);
    const [one, two] = [counts([counties], 'one'), counts([counties], 'two')];
    const built = buildSystem([one, two]);
    if (!built.ok) throw new Error(built.fault);
    expect(built.system.ids).toEqual(counties.codes);
    expect(built.system.equations.count).toBe(3);
    expect(buildSystem([first, counts([counties, sex])])).toMatchObject({ ok: true });
  });

  it('refuses tables that differ where they are one', () => {
    const one = counts([counties]);
    const other = { ...counts([counties]), values: Float64Array.from(one.values, (value) => value + 1) };
    expect(buildSystem([one, other])).toMatchObject({ ok: false, fault: 'differentValues', cell: 'T' });
  });

  it('takes equations of its own: a new cell gets its value, a known one must agree', () => {
    const equation = { total: 'index', parts: ['a', 'b'], coefficients: [0.25, 0.75] };
    const built = buildSystem([counts([counties])], [equation]);
    if (!built.ok) throw new Error(built.fault);
    const { system } = built;
    const at = (id: string): number => system.values[system.ids.indexOf(id)] ?? -1;
    expect(at('index')).toBe(0.25 * at('a') + 0.75 * at('b'));
    expect(buildSystem([counts([counties])], [{ ...equation, total: 'A' }])).toMatchObject({ fault: 'doesNotAddUp' });
    expect(buildSystem([counts([counties])], [{ ...equation, parts: ['a', 'q'] }])).toMatchObject({
      fault: 'unknownCell',
      equation: 0,
      part: 1,
    });
  });
});
