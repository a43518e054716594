import type { VersionComparison } from '../areas/compareVersions.ts';

/** Areas of two divisions that together cover the same ground, and no smaller set of them does. */
export interface SharedSet {
  readonly theirs: readonly string[];
  readonly ours: readonly string[];
  /** Every pair of an area of theirs and one of ours that have ground in common. */
  readonly strips: readonly (readonly [theirs: string, ours: string])[];
}

/**
 * Two divisions laid over each other: that of a table that has left (`theirs`) and that of what is to leave (`ours`). Areas that are the
 * same ground are one; the others fall into sets, within which ground can only have moved from area to area.
 */
export interface Overlay {
  readonly theirs: string;
  readonly ours: string;
  /** Code of theirs to code of ours. */
  readonly same: ReadonlyMap<string, string>;
  readonly sets: readonly SharedSet[];
}

/** The same comparison seen from the other division. */
const turned = (sets: readonly SharedSet[]): SharedSet[] =>
  sets.map(({ theirs, ours, strips }) => ({
    theirs: ours,
    ours: theirs,
    strips: strips.map(([one, other]) => [other, one] as const),
  }));

/**
 * The overlay of a comparison of an earlier with a later division; null where the list of changes leaves open what became of some
 * ground, so that nobody can say what two tables tell together. `theirsIsEarlier`: which of the two `theirs` is.
 */
export function overlayOf(comparison: VersionComparison, theirsIsEarlier: boolean): Overlay | null {
  const { from, to, comparable, regrouped, unexplained, pairs } = comparison;
  if (unexplained.before.length > 0 || unexplained.after.length > 0) return null;
  if (regrouped.some(({ whole }) => !whole)) return null;
  const byBefore = new Map<string, (readonly [string, string])[]>();
  for (const pair of pairs) byBefore.set(pair[0], [...(byBefore.get(pair[0]) ?? []), pair]);
  const sets = regrouped.map(({ before, after }) => ({
    theirs: before,
    ours: after,
    strips: before.flatMap((code) => byBefore.get(code) ?? []),
  }));
  return theirsIsEarlier
    ? { theirs: from, ours: to, same: comparable, sets }
    : { theirs: to, ours: from, same: new Map([...comparable].map(([a, b]) => [b, a])), sets: turned(sets) };
}

/** Name of the ground that a set of areas covers, in either division. */
export const unionName = ({ theirs, ours }: Overlay, set: SharedSet): string =>
  `${theirs}/${ours}:${set.theirs.join('+')}`;

/**
 * The counts of one column in the areas of a set of theirs: those that stand in `known` (published), and what follows from the sum over
 * the areas of ours when only one is missing. Null when more are missing, or when they do not add up to what ours do.
 */
export function countsOfTheirs(
  { theirs, ours }: SharedSet,
  countOfOurs: (code: string) => number,
  known: (code: string) => number,
): ReadonlyMap<string, number> | null {
  let left = 0;
  for (const code of ours) left += countOfOurs(code);
  const counts = new Map<string, number>();
  const missing: string[] = [];
  for (const code of theirs) {
    const count = theirs.length === 1 ? Number.NaN : known(code);
    if (Number.isNaN(count)) missing.push(code);
    else {
      counts.set(code, count);
      left -= count;
    }
  }
  const [only] = missing;
  if (missing.length > 1 || left < 0 || (only === undefined && left !== 0)) return null;
  if (only !== undefined) counts.set(only, left);
  return counts;
}

/**
 * The counts of the strips of a set, from those of the areas on both sides: an area of which all strips but one are known tells that
 * one. Null where strips go round in a ring, so that no count follows, or where they do not add up.
 */
export function countsOfStrips(
  { theirs, ours, strips }: SharedSet,
  countOfTheirs: (code: string) => number,
  countOfOurs: (code: string) => number,
): readonly number[] | null {
  const counts = strips.map(() => Number.NaN);
  const areas = [
    ...theirs.map((code) => ({ whole: countOfTheirs(code), own: indexesOf(strips, 0, code) })),
    ...ours.map((code) => ({ whole: countOfOurs(code), own: indexesOf(strips, 1, code) })),
  ];
  for (let found = true; found;) {
    found = false;
    for (const { whole, own } of areas) {
      const open = own.filter((strip) => Number.isNaN(counts[strip]));
      const [only] = open;
      if (only === undefined || open.length > 1) continue;
      counts[only] = own.reduce((left, strip) => (strip === only ? left : left - (counts[strip] ?? 0)), whole);
      found = true;
    }
  }
  const adds = areas.every(({ whole, own }) => own.reduce((sum, strip) => sum + (counts[strip] ?? 0), 0) === whole);
  return adds && counts.every((count) => count >= 0) ? counts : null;
}

const indexesOf = (strips: SharedSet['strips'], side: 0 | 1, code: string): number[] =>
  [...strips.keys()].filter((strip) => strips[strip]?.[side] === code);
