/*
 * A register year holds each record once, and tables of different years count different records: none is a part of the other. That
 * is not so where years are pooled, since those tables count the records of each of their years; nor where a
 * register only grows, so that a year's records are those of the year before and the new ones.
 */

/** Two tables of one unit count records of a common year. */
export const inCommonYear = (one: readonly number[], other: readonly number[]): boolean =>
  one.some((year) => other.includes(year));

/**
 * Whether one whole may lie within the other: over all common areas it is nowhere above it. `one` and `other` are the wholes of two tables
 * of one population, area by area in the same order; NaN where a number is not known. People come and go in every
 * area, so that this is only seen where records are kept from year to year, or one date is counted as two years. Nothing
 * known in common: it may.
 */
export function mayOnlyGrow(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  let [above, below] = [false, false];
  for (let i = 0; i < one.length; i += 1) {
    if ((one[i] as number) > (other[i] as number)) above = true;
    if ((one[i] as number) < (other[i] as number)) below = true;
  }
  return !(above && below);
}
