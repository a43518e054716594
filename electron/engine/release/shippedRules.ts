import cautious from '../../../resources/rules/cautious.json' with { type: 'json' };
import { type RuleSet, ruleSetSchema } from '../../../shared/schemas/ruleSet.ts';

/** The rule set that ships with Sigill: cautious, since the organisation's own limits are not public. */
export const CAUTIOUS_RULES: RuleSet = ruleSetSchema.parse(cautious);
