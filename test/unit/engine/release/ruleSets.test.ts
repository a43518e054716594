import { describe, expect, it } from 'vitest';
import { DEFAULT_STATEMENTS } from '../../../../shared/domain/disclosure/statements/rules.ts';
import { loosened } from '../../../../electron/engine/release/ruleSets.ts';
import { CAUTIOUS_RULES } from '../../../../electron/engine/release/shippedRules.ts';

describe('limits of statements in a rule set', () => {
  it('ship as the program’s own, and hold where a rule set names none', () => {
    expect(CAUTIOUS_RULES.statements).toEqual(DEFAULT_STATEMENTS);
    const { statements: _, ...without } = CAUTIOUS_RULES;
    expect(loosened(without, CAUTIOUS_RULES)).toEqual([]);
  });

  it('are told to be looser when one of them is', () => {
    expect(loosened({ ...CAUTIOUS_RULES, statements: { groupMembers: 3 } }, CAUTIOUS_RULES)).toEqual(['statements']);
    expect(loosened({ ...CAUTIOUS_RULES, statements: { groupMembers: 8 } }, CAUTIOUS_RULES)).toEqual([]);
    expect(loosened({ ...CAUTIOUS_RULES, statements: { extremesSharedBy: 20 } }, CAUTIOUS_RULES)).toEqual([
      'statements',
    ]);
  });
});
