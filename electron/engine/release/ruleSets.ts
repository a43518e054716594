import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';

/** The limits that are looser than in `than`, by their names in the file. */
export function loosened(rules: RuleSet, than: RuleSet): readonly string[] {
  return rules.minFrequency < than.minFrequency ? ['minFrequency'] : [];
}
