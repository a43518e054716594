import type { RuledGroup } from '../../../../../shared/domain/tuning/weightRules.ts';
import type { WeightRule } from '../../../../../shared/schemas/method.ts';

/** The part of a rule that is about one group, as a form. */
export interface RuleFormProps<K extends WeightRule['kind']> {
  readonly rule: Extract<WeightRule, { kind: K }>;
  readonly group: RuledGroup;
  readonly onChange: (rule: WeightRule) => void;
}
