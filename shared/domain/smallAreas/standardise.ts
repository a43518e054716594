/** A directly standardised share or rate, as a part of 1. */
export interface Standardised {
  readonly rate: number;
  readonly standardError: number;
  /** The part of the standard population that stands in strata where the area has people: 1 when all have some. */
  readonly covered: number;
}

/**
 * Direct standardisation: R = sum_k W_k r_k / n_k over the strata k (age and sex) where the area has people, W_k the
 * standard population's shares, divided by their sum over those strata. Standard error sqrt(sum W_k^2 v_k / n_k), v_k =
 * p_k (1 - p_k) where each person is counted at most once, p_k for events. Source: Breslow and Day, *Statistical Methods in
 * Cancer Research* II (1987), 2.3; Dobson, Kuulasmaa, Eberle and Scherer, Statistics in Medicine 10 (1991) 457-462.
 * Arrays are aligned on strata; `standard` is persons or shares. No stratum with people and a weight: NaN, covered 0.
 */
export function standardise(
  cases: ArrayLike<number>,
  people: ArrayLike<number>,
  standard: ArrayLike<number>,
  countedOnce: boolean,
): Standardised {
  let whole = 0;
  let reached = 0;
  for (let k = 0; k < standard.length; k += 1) {
    whole += standard[k] as number;
    if ((people[k] as number) > 0) reached += standard[k] as number;
  }
  if (reached === 0) return { rate: Number.NaN, standardError: Number.NaN, covered: 0 };
  let rate = 0;
  let variance = 0;
  for (let k = 0; k < standard.length; k += 1) {
    const n = people[k] as number;
    if (!(n > 0)) continue;
    const weight = (standard[k] as number) / reached;
    const p = (cases[k] as number) / n;
    rate += weight * p;
    variance += (weight ** 2 * (countedOnce ? p * (1 - p) : p)) / n;
  }
  return { rate, standardError: Math.sqrt(Math.max(0, variance)), covered: reached / whole };
}
