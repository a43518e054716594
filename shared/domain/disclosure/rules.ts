import { DEFAULT_STATEMENTS, type StatementRules } from './statements/rules.ts';

/**
 * The limits under which a table is checked. Every limit belongs to a named, versioned rule set, since the organisation's
 * own limits are not public.
 */
export interface DisclosureRules {
  readonly ruleSet: { readonly name: string; readonly version: number };
  /** A count n is unsafe if 0 < n < minFrequency (n = 0 too with zeroUnsafe); a sum, if it has so few units. 1: never. */
  readonly minFrequency: number;
  readonly zeroUnsafe: boolean;
  /** What the reader is taken to know: see docs/methods/disclosure.md. `none` is for comparison with other programs. */
  readonly knowledge: 'default' | 'none';
  /** A sum is unsafe if 0 < N < minContributors, N holdings (or units, where there are none). */
  readonly minContributors?: number | undefined;
  /** A sum is unsafe if the largest contributor can be estimated closer than this per cent of it. */
  readonly pPercent?: number | undefined;
  /** A sum is unsafe if its n largest contributors make up k per cent of it, by any of these. */
  readonly nk?: readonly { readonly n: number; readonly k: number }[] | undefined;
  /** As p per cent, for readers who know every contribution to q per cent beforehand. */
  readonly pq?: { readonly p: number; readonly q: number } | undefined;
  /** A part that holds all but at most `allBut` of a row's units is unsafe; columns: the dimensions that are looked along. */
  readonly groupDisclosure?: { readonly allBut: number; readonly columns?: readonly string[] | undefined } | undefined;
  /** Limits for means, quantiles, models, labels and the like; the shipped ones where absent. */
  readonly statements?: StatementRules | undefined;
}

export const statementRules = (rules: DisclosureRules): StatementRules => rules.statements ?? DEFAULT_STATEMENTS;

/** The rules of a table of counts. */
export type FrequencyRules = DisclosureRules;

/** The cautious rules that ship: counts under 5 are unsafe, zeros are not, and the reader is careful. */
export const DEFAULT_RULES: DisclosureRules = {
  ruleSet: { name: 'sigill-default', version: 1 },
  minFrequency: 5,
  zeroUnsafe: false,
  knowledge: 'default',
};

export const isPrimary = (count: number, rules: DisclosureRules): boolean =>
  count < rules.minFrequency && (count > 0 || rules.zeroUnsafe);

/**
 * True when a zero may stand behind the hidden symbol: zeros are unsafe, or a row with all of its mass in one category is,
 * which only its zeros can cover.
 */
export const mayHideZeros = (rules: DisclosureRules): boolean =>
  rules.zeroUnsafe || rules.groupDisclosure !== undefined;

/** Least count that a reader thinks possible behind the hidden symbol. */
export const leastHidden = (rules: DisclosureRules): number =>
  rules.knowledge === 'default' && !mayHideZeros(rules) ? 1 : 0;

/** How far above its count a primary's interval must reach: up to the limit, so that nobody can tell that it is below. */
export const upperLevel = (count: number, rules: DisclosureRules): number =>
  rules.knowledge === 'default' ? rules.minFrequency - count : 0;
