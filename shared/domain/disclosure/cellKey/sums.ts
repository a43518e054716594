import type { Contributors } from '../../tables/contributions.ts';

/** How sums are perturbed: the share of each of the largest contributions that the noise may take, largest first. */
export interface SumNoise {
  /** Falling, each in 0..1, as [0.6, 0.4, 0.2]: how many contributions carry noise, and how much each. */
  readonly shares: readonly number[];
  readonly modulus: number;
}

/**
 * Cell key for sums: X + sum over the largest contributions i of share_i x direction_i x size_i x x_i (the largest-contributors method of
 * Thompson, Broadfoot and Elazar 2013). `direction` is +1 or -1 and belongs to the contributor's own key alone, so that the same
 * contributor pulls the same way in every cell; `size` in 0.5..1 comes from the cell key and the contributor's key together, so that
 * the difference of two cells does not give the contributor away. The noise is at least half of `share` x the largest
 * contribution: nobody can come nearer than that to a cell of one. Cells without contributors stay.
 *
 * `sums`, `keys`: one entry per cell (keys 0..modulus-1). `ownKey[h]`: the key of holding h. Amounts are those of
 * `contributorsOf`, largest first.
 */
export function perturbSums(
  sums: Float64Array,
  contributors: Contributors,
  keys: Float64Array,
  ownKey: Float64Array,
  { shares, modulus }: SumNoise,
): Float64Array {
  if (shares.length === 0 || shares.some((share, i) => !(share > 0 && share <= 1) || share > (shares[i - 1] ?? 1)))
    throw new RangeError('the shares of noise must fall and lie above 0 and at most at 1');
  const { start, holding, amount, weight } = contributors;
  return sums.map((sum, cell) => {
    const first = start[cell] as number;
    const count = Math.min(shares.length, (start[cell + 1] as number) - first);
    let noise = 0;
    for (let rank = 0; rank < count; rank += 1) {
      const who = holding[first + rank] as number;
      const key = ownKey[who] as number;
      const direction = key * 2 < modulus ? -1 : 1;
      const size = 0.5 + (((key + (keys[cell] as number)) % modulus) / modulus) * 0.5;
      noise +=
        (shares[rank] as number) *
        direction *
        size *
        (amount[first + rank] as number) *
        (weight[first + rank] as number);
    }
    return sum + noise;
  });
}
