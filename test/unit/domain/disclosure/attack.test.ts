import { describe, expect, it } from 'vitest';
import { keptEquations } from '../../../../shared/domain/disclosure/attack/implied.ts';
import { insiderFaults } from '../../../../shared/domain/disclosure/attack/insiders.ts';
import { attackIntervals } from '../../../../shared/domain/disclosure/attack/intervals.ts';
import { networkOf } from '../../../../shared/domain/disclosure/attack/network.ts';
import type { AttackProblem } from '../../../../shared/domain/disclosure/attack/problem.ts';
import { protectFrequencyTable } from '../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { proveTable, singletons } from '../../../../shared/domain/disclosure/tableProblem.ts';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import { packEquations } from '../../../../shared/domain/tables/equations.ts';
import {
  cellCount,
  type FrequencyTable,
  frequencyTable,
  tableEquations,
} from '../../../../shared/domain/tables/table.ts';
import { hierRegso } from '../../../support/hierRegso.ts';

const flat = (rows: readonly (readonly number[])[]): FrequencyTable => {
  const dimensions = [
    flatDimension(
      'area',
      rows.map((_, i) => `r${String(i + 1)}`),
      'T',
    ),
    flatDimension('kind', rows[0]?.map((_, i) => `k${String(i + 1)}`) ?? [], 'T'),
  ];
  const width = (rows[0]?.length ?? 0) + 1;
  const inner = new Float64Array(cellCount(dimensions));
  for (const [r, row] of rows.entries()) for (const [k, count] of row.entries()) inner[(r + 1) * width + k + 1] = count;
  return frequencyTable({ title: 't', measure: 'n', dimensions }, inner);
};

describe('the network form', () => {
  it('holds for a hierarchy of three levels by categories once implied equations are left out', () => {
    const table = hierRegso();
    const equations = tableEquations(table.dimensions);
    const kept = keptEquations(equations, table.values.length);
    const network = networkOf(equations, kept, new Uint8Array(table.values.length).fill(1));
    expect([...network.isNetwork]).toEqual([1]);
    // One row equation per inner node (country, 3 counties, 8 municipalities) follows from the others.
    expect(kept.filter((flag) => flag === 0)).toHaveLength(12);
  });

  it('does not hold for three dimensions, which is seen', () => {
    const three = ['a', 'b', 'c'].map((column) => flatDimension(column, ['1', '2'], 'T'));
    const equations = tableEquations(three);
    const cells = cellCount(three);
    const network = networkOf(equations, keptEquations(equations, cells), new Uint8Array(cells).fill(1));
    expect([...network.isNetwork]).toContain(0);
  });
});

describe('careful readers', () => {
  it('two persons alone in a line disclose each other', () => {
    // Row 1 holds two ones and zeros; hidden are the two, and a rectangle that shields them from outsiders.
    const table = flat([
      [1, 1, 0],
      [9, 9, 9],
      [9, 9, 9],
    ]);
    const hidden = new Uint8Array(16);
    for (const cell of [5, 6, 9, 10]) hidden[cell] = 1;
    const rules = { ...DEFAULT_RULES, minFrequency: 2 };
    const { reasons } = proveTable(table, { ...rules, knowledge: 'none' }, hidden);
    expect(reasons).toEqual([]);
    const proof = proveTable(table, rules, hidden);
    // The row total 2 is published, each hidden count is at least 1: an outsider knows both.
    expect(proof.reasons.map(({ kind }) => kind)).toContain('exact');
  });

  it('knows every margin that a person fills alone', () => {
    const table = flat([
      [1, 0],
      [0, 0],
    ]);
    // The only person of the table fills the cell, its row, its column and the grand total.
    expect(singletons(table)).toEqual([{ name: 'r1|k1', cells: [4, 0, 1, 3] }]);
  });

  it('finds the insiders of a pattern that outsiders cannot break', () => {
    const table = flat([
      [1, 2, 9],
      [8, 9, 9],
      [9, 9, 9],
    ]);
    const hidden = new Uint8Array(16);
    for (const cell of [5, 6, 9, 10]) hidden[cell] = 1;
    const rules = { ...DEFAULT_RULES, minFrequency: 3, zeroUnsafe: true };
    const { problem } = proveTable(table, rules, hidden);
    expect(insiderFaults(problem).map(({ unit, cell }) => [unit, problem.ids[cell]])).toEqual([['r1|k1', 'r1|k2']]);
  });

  it('cannot be kept out when one person is all there is to hide behind: nothing is made', () => {
    const lonely = flat([
      [1, 0],
      [0, 9],
    ]);
    const result = protectFrequencyTable(lonely, { ...DEFAULT_RULES, minFrequency: 2 });
    expect(result).toEqual({
      ok: false,
      reasons: ['T|k1', 'r1|T', 'r1|k1'].map((cell) => ({ kind: 'impossible', cell })),
    });
  });
});

describe('the same table', () => {
  it('gives the same pattern every time', () => {
    const once = protectFrequencyTable(hierRegso(), DEFAULT_RULES);
    const again = protectFrequencyTable(hierRegso(), DEFAULT_RULES);
    if (!once.ok || !again.ok) throw new Error('not protected');
    expect(again.checked).toEqual(once.checked);
  });
});

describe('insiders of sums without an upper bound', () => {
  // T = a + b, all hidden, and one person alone fills T and a: b is nothing, and they know it.
  it('know what is left, though any other reader thinks it may be any amount', () => {
    const cells = 3;
    const all = new Uint8Array(cells).fill(1);
    const none = new Float64Array(cells);
    const problem: AttackProblem = {
      ids: ['T', 'a', 'b'],
      values: Float64Array.of(131, 131, 0),
      hidden: all,
      unknown: all,
      primary: Uint8Array.of(0, 0, 1),
      lower: none,
      upper: new Float64Array(cells).fill(Number.POSITIVE_INFINITY),
      lowerLevel: none,
      upperLevel: none,
      slidingLevel: none,
      equations: packEquations([{ total: 0, parts: [1, 2] }]),
      integer: false,
      units: [{ name: 'T', cells: [0, 1] }],
    };
    expect(attackIntervals(problem).max[2]).toBe(Number.POSITIVE_INFINITY);
    expect(insiderFaults(problem)).toEqual([{ unit: 'T', cell: 2 }]);
    expect(insiderFaults({ ...problem, slidingLevel: Float64Array.of(0, 0, 5) })).toEqual([{ unit: 'T', cell: 2 }]);
    expect(insiderFaults({ ...problem, units: [{ name: 'a', cells: [1] }] })).toEqual([]);
  });
});
