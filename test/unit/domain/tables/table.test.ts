import { describe, expect, it } from 'vitest';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import {
  cellCount,
  cellId,
  codesOf,
  frequencyTable,
  isInner,
  tableEquations,
} from '../../../../shared/domain/tables/table.ts';

const dimensions = [flatDimension('area', ['a|b', 'c\\'], 'T'), flatDimension('kind', ['x', 'y'], 'T')];
// Rows T, a|b, c\; columns T, x, y.
const table = frequencyTable({ title: 't', measure: 'n', dimensions }, Float64Array.of(99, 99, 99, 99, 1, 2, 99, 3, 4));

describe('frequency tables', () => {
  it('sum their margins from the inner cells, whatever stood there', () => {
    expect([...table.values]).toEqual([10, 4, 6, 3, 1, 2, 7, 3, 4]);
  });

  it('name cells by their codes, with | and \\ escaped', () => {
    expect(cellId(dimensions, 4)).toBe('a\\|b|x');
    expect(cellId(dimensions, 8)).toBe('c\\\\|y');
    expect(codesOf(dimensions, 6)).toEqual(['c\\', 'T']);
    expect(isInner(dimensions, 4)).toBe(true);
    expect(isInner(dimensions, 3)).toBe(false);
  });

  it('have one equation per inner node and node of the other dimension, and all hold', () => {
    const { count, total, start, parts } = tableEquations(dimensions);
    expect(count).toBe(6);
    expect(cellCount(dimensions)).toBe(9);
    for (let e = 0; e < count; e += 1) {
      const sum = [...parts.subarray(start[e], start[e + 1])].reduce((s, cell) => s + (table.values[cell] ?? 0), 0);
      expect(sum).toBe(table.values[total[e] ?? -1]);
    }
  });
});
