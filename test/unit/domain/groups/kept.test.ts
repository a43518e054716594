import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepNumbers } from '../../../../shared/domain/groups/agreement/keepNumbers.ts';
import { groupAreas } from '../../../../shared/domain/groups/groupAreas.ts';
import { farRows } from '../../../../shared/domain/groups/setAside.ts';
import type { GroupsSpec } from '../../../../shared/schemas/groups.ts';

const spec = (changes: Partial<GroupsSpec> = {}): GroupsSpec => ({
  version: 1,
  algorithm: 'k-means',
  k: 3,
  standardise: 'none',
  indicators: [{ id: 'x' }],
  ...changes,
});
const codes = (n: number): string[] => Array.from({ length: n }, (_none, i) => `R${String(i).padStart(3, '0')}`);

describe('numbers that stay', () => {
  it('each group keeps the number of the earlier group that it shares the most areas with', () => {
    // Three groups of four, three and two areas: 1, 2, 3 by size.
    const x = Float64Array.of(0, 0, 0, 0, 10, 10, 10, 20, 20);
    const grouped = groupAreas(spec(), codes(9), [x]);
    expect([...grouped.groups]).toEqual([1, 1, 1, 1, 2, 2, 2, 3, 3]);
    const { grouped: kept, against } = keepNumbers(grouped, Int32Array.of(3, 3, 3, 3, 1, 1, 2, 2, 2));
    expect([...kept.groups]).toEqual([3, 3, 3, 3, 1, 1, 1, 2, 2]);
    expect([...kept.sizes]).toEqual([3, 2, 4]);
    expect(kept.centroids.map((row) => row[0])).toEqual([10, 20, 0]);
    expect(against).toMatchObject({ both: 9, stayed: 8 });
    expect(against.adjustedRand).toBeGreaterThan(0.6);
  });

  it('a group without an heir takes a free number, also when the earlier grouping knew none of its areas', () => {
    const grouped = groupAreas(spec(), codes(6), [Float64Array.of(0, 0, 10, 10, 20, 20)]);
    const { grouped: kept } = keepNumbers(grouped, Int32Array.of(2, 2, 0, 0, 0, 0));
    expect(kept.groups[0]).toBe(2);
    expect(new Set(kept.groups)).toEqual(new Set([1, 2, 3]));
  });

  it('the same grouping keeps every number (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 25 }), (values) => {
        fc.pre(new Set(values).size >= 3);
        const grouped = groupAreas(spec({ starts: 3 }), codes(values.length), [Float64Array.from(values)]);
        const again = keepNumbers(grouped, grouped.groups);
        expect(again.grouped.groups).toEqual(grouped.groups);
        expect(again.against.adjustedRand).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('areas set aside', () => {
  it('by hand: the column and how far, only where a weight is', () => {
    // Median 3, MAD 1: 60 lies 57 / 1.4826 out.
    const column = { weight: 1, values: Float64Array.of(1, 2, 3, 4, 60) };
    expect(farRows([column], 5)).toEqual([{ row: 4, column: 0, deviations: 57 / 1.4826 }]);
    expect(farRows([{ ...column, weight: 0 }], 5)).toEqual([]);
    expect(farRows([{ weight: 1, values: Float64Array.of(1, 1, 1, 1) }], 5)).toEqual([]);
  });

  it('they do not shape the groups, and are put into the nearest one afterwards', () => {
    const x = Float64Array.of(0, 1, 2, 10, 11, 12, 1000);
    const grouped = groupAreas(spec({ k: 2, setAside: { beyond: 20 } }), codes(7), [x]);
    expect([...grouped.groups]).toEqual([2, 2, 2, 1, 1, 1, 1]);
    // The mean is that of 10, 11 and 12; the size counts the area that was put there.
    expect(grouped.centroidsInUnits[0]?.[0]).toBe(11);
    expect([...grouped.sizes]).toEqual([4, 3]);
    expect(grouped.aside).toMatchObject([{ area: 6, column: 0 }]);
    // Without it the far area would have been a group of its own.
    expect([...groupAreas(spec({ k: 2 }), codes(7), [x]).sizes]).toEqual([6, 1]);
  });
});

describe('transformation', () => {
  it('the inverse hyperbolic sine comes before standardising, and means stay in the own unit', () => {
    const x = Float64Array.of(0, 1, 100, 200);
    const plain = groupAreas(spec({ k: 2 }), codes(4), [x]);
    const ihs = groupAreas(spec({ k: 2, indicators: [{ id: 'x', transform: 'ihs' }] }), codes(4), [x]);
    expect([...plain.groups]).toEqual([1, 1, 2, 2].map((g) => (plain.groups[0] === 1 ? g : 3 - g)));
    expect(ihs.centroids.flatMap((row) => [...row])[0]).toBeCloseTo(Math.asinh(1) / 2, 14);
    expect(ihs.centroidsInUnits[0]?.[0]).toBe(0.5);
  });
});
