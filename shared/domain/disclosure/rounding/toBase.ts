import { generator } from '../../random/generator.ts';

/**
 * Rounds each count to the nearest multiple of `base`; a count exactly between two goes to the even multiple, so that halves
 * pull neither way. Each cell by itself: parts need not add up to their totals.
 */
export const roundToNearest = (counts: Float64Array, base: number): Float64Array =>
  counts.map((count) => {
    const below = Math.floor(count / base);
    const rest = count - below * base;
    if (rest * 2 === base) return (below % 2 === 0 ? below : below + 1) * base;
    return (rest * 2 < base ? below : below + 1) * base;
  });

/**
 * Unbiased random rounding: a count with rest r over its multiple goes up with probability r / base. The draw of a cell comes from `secret` and
 * the cell's own name (population, variable, codes), so that the same cell is rounded the same way in every table and
 * asking again teaches nothing. `secret` stays inside, as record keys do.
 */
export const roundAtRandom = (
  counts: Float64Array,
  base: number,
  names: readonly string[],
  secret: string,
): Float64Array =>
  counts.map((count, cell) => {
    const below = Math.floor(count / base) * base;
    if (below === count) return count;
    const draw = generator(secret, names[cell] ?? '').uniform();
    return draw * base < count - below ? below + base : below;
  });
