/** What each player brings, area by area, as whole numerators over one divisor, so that whole values add up without rounding. */
export interface ShapleyParts {
  /** n!: a part is its numerator divided by this. */
  readonly divisor: number;
  /** One per player, each over the areas: the sum over the players is divisor (v(all) - v(none)). */
  readonly numerators: readonly Float64Array[];
}

/** More players than anything that can differ between two methods. 12! is still far below 2^53. */
const MOST_PLAYERS = 12;

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/**
 * The Shapley value (L. S. Shapley, "A value for n-person games", 1953) of a game per area:
 *
 *   part_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S and i) - v(S))
 *
 * the mean, over all orders in which the players can join, of what i changes when joining. The parts are the only ones that add up to
 * v(all) - v(none), treat alike players that always bring the same, give nothing to one that never changes anything, and add over games.
 * Kept as numerators over n!: for whole values (ranks, marks) of up to 2^53 / n! they add up exactly.
 * @param value per coalition (bit i = player i has joined), a column over the areas, all of one length; asked once per coalition.
 *   NaN in any coalition makes the area's parts NaN. No players: no parts.
 */
export function shapleyParts(players: number, value: (coalition: number) => ArrayLike<number>): ShapleyParts {
  if (!Number.isInteger(players) || players < 0 || players > MOST_PLAYERS) throw new RangeError('0 to 12 players');
  const all = 2 ** players;
  const values = Array.from({ length: players === 0 ? 0 : all }, (_none, coalition) => value(coalition));
  const areas = values[0]?.length ?? 0;
  const sizes = Array.from({ length: all }, (_none, coalition) => sizeOf(coalition));
  const numerators = Array.from({ length: players }, (_none, player) => {
    const part = new Float64Array(areas);
    for (let coalition = 0; coalition < all; coalition += 1) {
      if ((coalition & (1 << player)) !== 0) continue;
      const size = sizes[coalition] as number;
      const orders = factorial(size) * factorial(players - size - 1);
      const without = values[coalition] as ArrayLike<number>;
      const joined = values[coalition | (1 << player)] as ArrayLike<number>;
      for (let area = 0; area < areas; area += 1)
        part[area] = (part[area] as number) + orders * ((joined[area] as number) - (without[area] as number));
    }
    return part;
  });
  return { divisor: factorial(players), numerators };
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest > 0; rest &= rest - 1) size += 1;
  return size;
}
