/**
 * The limits under which a table is checked. Every limit belongs to a named, versioned rule set, since the organisation's
 * own limits are not public.
 */
export interface FrequencyRules {
  readonly ruleSet: { readonly name: string; readonly version: number };
  /** A count n is unsafe if 0 < n < minFrequency (n = 0 too with zeroUnsafe). */
  readonly minFrequency: number;
  readonly zeroUnsafe: boolean;
  /** What the reader is taken to know: see docs/methods/disclosure.md. `none` is for comparison with other programs. */
  readonly knowledge: 'default' | 'none';
}

/** The cautious rules that ship: counts under 5 are unsafe, zeros are not, and the reader is careful. */
export const DEFAULT_RULES: FrequencyRules = {
  ruleSet: { name: 'sigill-default', version: 1 },
  minFrequency: 5,
  zeroUnsafe: false,
  knowledge: 'default',
};

export const isPrimary = (count: number, rules: FrequencyRules): boolean =>
  count < rules.minFrequency && (count > 0 || rules.zeroUnsafe);

/** Least count that a reader thinks possible behind the hidden symbol. */
export const leastHidden = (rules: FrequencyRules): number =>
  rules.knowledge === 'default' && !rules.zeroUnsafe ? 1 : 0;

/** How far above its count a primary's interval must reach: up to the limit, so that nobody can tell that it is below. */
export const upperLevel = (count: number, rules: FrequencyRules): number =>
  rules.knowledge === 'default' ? rules.minFrequency - count : 0;
