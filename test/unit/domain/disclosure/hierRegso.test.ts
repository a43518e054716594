import { describe, expect, it } from 'vitest';
import { protectFrequencyTable } from '../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { expectedPrimaries, hierRegso } from '../../../support/hierRegso.ts';

const table = hierRegso();

describe('hier-regso, 288 cells', () => {
  it('knowledge none: the primaries of GaussSuppression, and at most 32 secondary cells (its best peers)', () => {
    const result = protectFrequencyTable(table, { ...DEFAULT_RULES, minFrequency: 3, knowledge: 'none' });
    if (!result.ok) throw new Error('not protected');
    const { statuses, problem } = result.working;
    const ids = (status: string): string[] => problem.ids.filter((_, cell) => statuses[cell] === status);
    expect(ids('primary').sort()).toEqual(expectedPrimaries(2, false).sort());
    expect(ids('primary')).toHaveLength(57);
    expect(ids('secondary').length).toBeLessThanOrEqual(32);
  });

  it('knowledge default: holds against the careful reader, and its price is known', () => {
    const result = protectFrequencyTable(table, { ...DEFAULT_RULES, minFrequency: 3 });
    if (!result.ok) throw new Error('not protected');
    const secondaries = result.working.statuses.filter((status) => status === 'secondary');
    expect(secondaries.length).toBeLessThanOrEqual(60);
  });
});
