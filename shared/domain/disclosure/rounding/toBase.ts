/**
 * Rounds each value to the nearest multiple of `base`; one exactly between two goes to the even multiple, so that halves
 * pull neither way. Each cell by itself: parts need not add up to their totals.
 */
export const roundToNearest = (values: Float64Array, base: number): Float64Array =>
  values.map((value) => {
    const below = Math.floor(value / base);
    const rest = value - below * base;
    if (rest * 2 === base) return (below % 2 === 0 ? below : below + 1) * base;
    return (rest * 2 < base ? below : below + 1) * base;
  });

/**
 * Unbiased random rounding: a value with rest r over its multiple goes up with probability r / base; multiples stay. The draw is the
 * cell's own key (see cellKey.ts) as a share of the modulus, so that the same records are rounded the same way in every table, and
 * asking again teaches nothing.
 */
export const roundAtRandom = (values: Float64Array, base: number, keys: Float64Array, modulus: number): Float64Array =>
  values.map((value, cell) => {
    const below = Math.floor(value / base) * base;
    if (below === value) return value;
    return ((keys[cell] as number) / modulus) * base < value - below ? below + base : below;
  });
