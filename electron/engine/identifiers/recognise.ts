import { hintOf, type IdentifierKind, certainKindOf, possibleKindOf } from './forms.ts';
import { personalFormOf } from './personalNumber.ts';

/*
 * Whether a column identifies persons, decided on its whole content. Limits and what they let through by chance:
 * docs/methods/identifiers.md.
 */

/** What a column was found to hold. `certain`: nobody can say that it is something else. */
export interface Recognised {
  readonly kind: IdentifierKind;
  readonly certain: boolean;
}

/** Share of a column's different texts that have the form of a kind. */
const LEAST_SHARE = 0.2;
/** The same when the column's name says what it is. */
const LEAST_SHARE_HINTED = 0.05;
/** Fewer different texts than this may be anything, unless they are all that there is. */
const LEAST_TEXTS = 3;

/**
 * Digits alone that are a personal number: by chance 0.7 % of all numbers of ten digits, 0.02 % of those of twelve, and 10 %
 * of dates with a time. So they tell something by their share among the texts of as many digits only, which finds a single
 * one in a column of other texts as well.
 */
const LEAST_DIGITS_SHARE = 0.2;

const DIGITS = /^\d+$/u;
/** Blanks within count for nothing. */
const digitsOf = (text: string): string | undefined => {
  const bare = text.replaceAll(/\s/gu, '');
  return (bare.length === 10 || bare.length === 12) && DIGITS.test(bare) ? bare : undefined;
};

/** Looks at the different texts of a column, one after the other. */
export class TextWatch {
  readonly #hint: IdentifierKind | undefined;
  readonly #counts = new Map<IdentifierKind, number>();
  /** Texts of ten and of twelve digits, and how many are personal numbers. */
  readonly #digits = { 10: { seen: 0, hits: 0 }, 12: { seen: 0, hits: 0 } };
  #texts = 0;
  #certain: IdentifierKind | undefined;

  /** `column`: its name, which may say what it holds. */
  constructor(column: string) {
    this.#hint = hintOf(column);
  }

  add(raw: string): void {
    const text = raw.trim();
    if (text === '') return;
    this.#texts += 1;
    const certain = certainKindOf(text);
    if (certain !== undefined) this.#certain ??= certain;
    const digits = digitsOf(text);
    if (digits !== undefined) {
      const held = this.#digits[digits.length as 10 | 12];
      held.seen += 1;
      if (personalFormOf(digits) !== undefined) held.hits += 1;
    }
    const kind = certain ?? possibleKindOf(text);
    if (kind !== undefined) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  get found(): Recognised | undefined {
    if (this.#certain !== undefined) return { kind: this.#certain, certain: true };
    for (const { seen, hits } of Object.values(this.#digits))
      if (isPersonalShare(seen, hits)) return { kind: 'personal-number', certain: false };
    for (const [kind, count] of [...this.#counts].sort(([, a], [, b]) => b - a)) {
      // Digits have been judged above, among their likes.
      if (kind === 'personal-number' && this.#hint !== kind) continue;
      const least = this.#hint === kind ? LEAST_SHARE_HINTED : LEAST_SHARE;
      const enough = count >= LEAST_TEXTS || count === this.#texts;
      if (enough && count >= this.#texts * least && (count > 1 || this.#hint === kind || kind !== 'name'))
        return { kind, certain: false };
    }
    return undefined;
  }
}

/** True when so many of the numbers of one length are personal numbers that chance does not explain it. */
export const isPersonalShare = (seen: number, hits: number): boolean => hits > 0 && hits >= seen * LEAST_DIGITS_SHARE;
