import { describe, expect, it } from 'vitest';
import {
  assertChecked,
  type CheckedTable,
  checkPattern,
  isCheckedTable,
} from '../../../../shared/domain/disclosure/checkedTable.ts';
import { protectFrequencyTable } from '../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES, type FrequencyRules } from '../../../../shared/domain/disclosure/rules.ts';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import { frequencyTable } from '../../../../shared/domain/tables/table.ts';

const plain: FrequencyRules = { ...DEFAULT_RULES, minFrequency: 3, knowledge: 'none' };

const table = frequencyTable(
  {
    title: 'small',
    measure: 'n',
    dimensions: [flatDimension('area', ['a', 'b', 'c'], 'Total'), flatDimension('kind', ['x', 'y'], 'Total')],
  },
  // Total row, then a, b, c; columns Total, x, y. Margins are summed from the inner cells.
  Float64Array.of(0, 0, 0, 0, 2, 9, 0, 12, 14, 0, 30, 17),
);

const protectedTable = (): CheckedTable => {
  const result = protectFrequencyTable(table, plain);
  if (!result.ok) throw new Error('the small table could not be protected');
  return result.checked;
};

describe('CheckedTable', () => {
  it('is made for a pattern that holds, with one symbol for every hidden cell and nothing about reasons', () => {
    const checked = protectedTable();
    expect(isCheckedTable(checked)).toBe(true);
    expect(() => {
      assertChecked(checked);
    }).not.toThrow();
    expect(checked.values.filter((value) => value === null)).toHaveLength(checked.counts.hidden);
    expect(checked.counts.published + checked.counts.hidden).toBe(checked.counts.cells);
    expect(JSON.stringify(checked)).not.toMatch(/primary|secondary|cost|level/u);
    expect(checked.certificate.hidden.every((cell) => checked.values[cell] === null)).toBe(true);
  });

  it('is refused as a literal, a cast, a copy, a clone and through its prototype', () => {
    const checked = protectedTable();
    const copy = { ...checked };
    // @ts-expect-error The mark has no name outside its file, so a literal is no CheckedTable.
    const literal: CheckedTable = {
      title: '',
      measure: '',
      kind: 'frequency',
      decimals: 0,
      dimensions: [],
      values: [],
      states: [],
      method: { kind: 'suppress' },
      rules: plain,
      certificate: { hidden: [], intervals: [], bounds: [], equations: [], others: [], least: 0, waived: [] },
      counts: { cells: 0, published: 0, hidden: 0 },
    };
    const cast = JSON.parse(JSON.stringify(checked)) as CheckedTable;
    const forgeries: unknown[] = [copy, literal, cast, structuredClone(checked), Object.create(checked), null, 'x'];
    for (const forgery of forgeries) {
      expect(isCheckedTable(forgery)).toBe(false);
      expect(() => {
        assertChecked(forgery);
      }).toThrow(TypeError);
    }
  });

  it('cannot be changed afterwards, nor through the table it was made from', () => {
    const source = { ...table, values: Float64Array.from(table.values) };
    const result = protectFrequencyTable(source, plain);
    if (!result.ok) throw new Error('not protected');
    const { checked } = result;
    const shown = checked.values[0];
    source.values[0] = 1;
    expect(checked.values[0]).toBe(shown);
    const hidden = checked.certificate.hidden[0] ?? -1;
    expect(() => {
      (checked.values as (number | null)[])[hidden] = 2;
    }).toThrow(TypeError);
    expect(() => {
      (checked.dimensions as unknown[]).push('x');
    }).toThrow(TypeError);
    expect(() => {
      (checked.rules as { minFrequency: number }).minFrequency = 0;
    }).toThrow(TypeError);
  });

  it('is not made when an unsafe cell is shown, or hidden alone', () => {
    const none = new Uint8Array(12);
    expect(checkPattern(table, plain, none)).toMatchObject({
      checked: null,
      proof: { reasons: [{ kind: 'shown', cell: 'a|x' }] },
    });
    const alone = Uint8Array.from(none);
    alone[4] = 1;
    expect(checkPattern(table, plain, alone)).toMatchObject({
      checked: null,
      proof: { reasons: [{ kind: 'exact', cell: 'a|x' }] },
    });
  });

  it('is not made from a table whose margins are not the sums of their parts, or that holds no counts', () => {
    const all = new Uint8Array(12).fill(1);
    const wrong = { ...table, values: Float64Array.from(table.values) };
    wrong.values[0] = 1;
    expect(() => checkPattern(wrong, plain, all)).toThrow(RangeError);
    const half = { ...table, values: table.values.map((value) => value / 2) };
    expect(() => checkPattern(half, plain, all)).toThrow(RangeError);
    expect(() => checkPattern(table, plain, new Uint8Array(3))).toThrow(RangeError);
  });
});
