import { describe, expect, it } from 'vitest';
import { explainCell } from '../../../../shared/domain/disclosure/explain.ts';
import { protectSystem } from '../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import { frequencySystem } from '../../../../shared/domain/tables/system.ts';
import { frequencyTable } from '../../../../shared/domain/tables/table.ts';

describe('the explanation of a hidden cell', () => {
  const dimensions = [flatDimension('a', ['a', 'b', 'c'], 'T'), flatDimension('k', ['x', 'y', 'z'], 'T')];
  const inner = Float64Array.of(0, 0, 0, 0, 0, 2, 20, 30, 0, 40, 35, 20, 0, 50, 60, 70);
  const system = frequencySystem(frequencyTable({ title: 't', measure: 'n', dimensions }, inner));
  const result = protectSystem(system, DEFAULT_RULES);
  if (!result.ok) throw new Error('not protected');
  const { task, working } = result;
  const explain = (cell: number) => explainCell(task, working.proof, cell);

  it('an unsafe cell: its rule, its interval, its partners and the category to join it with', () => {
    const found = explain(5);
    expect(found).toMatchObject({
      cell: 'a|x',
      status: 'primary',
      breaches: [{ rule: 'frequency', level: 3 }],
      protects: [],
      // 2 + 20 is the least joined count that is no longer under 5.
      change: { kind: 'merge', with: 'a|y', under: 'a|T' },
    });
    expect(found.interval.min).toBeLessThanOrEqual(2);
    expect(found.interval.max).toBeGreaterThanOrEqual(5);
    expect(found.partners.length).toBeGreaterThanOrEqual(2);
  });

  it('every other hidden cell protects it, and is freed with it', () => {
    const secondaries = working.statuses.flatMap((status, cell) => (status === 'secondary' ? [cell] : []));
    expect(secondaries.length).toBeGreaterThanOrEqual(3);
    for (const cell of secondaries)
      expect(explain(cell)).toMatchObject({
        status: 'secondary',
        breaches: [],
        protects: ['a|x'],
        change: { kind: 'free', cells: ['a|x'] },
      });
    expect(() => explain(0)).toThrow(RangeError);
  });
});
