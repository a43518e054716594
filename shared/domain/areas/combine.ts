/** Why the values of several areas cannot be put together to one. */
export type CombineRefusal = 'quantile' | 'standardised' | 'smoothed';

/** What kind of number a value is, as far as putting areas together goes. */
export type Combination =
  /** A count or sum: the areas' values add up. */
  | { readonly kind: 'sum' }
  /** `per` x numerator / denominator, as shares, rates, means and ratios of sums are. */
  | { readonly kind: 'ratio'; readonly per: number }
  | { readonly kind: 'refused'; readonly reason: CombineRefusal };

export interface AreaAggregate {
  /** Denominator: records, or the denominator's sum. */
  readonly n: number;
  /** Numerator or sum; NaN where the area has none. */
  readonly numerator: number;
}

export interface Combined extends AreaAggregate {
  readonly value: number;
}

/** Thrown when areas are to be put together that cannot be; `reason` says why. */
export class CannotCombine extends Error {
  readonly reason: CombineRefusal;

  constructor(reason: CombineRefusal) {
    super(`areas cannot be put together: ${reason}`);
    this.name = 'CannotCombine';
    this.reason = reason;
  }
}

/**
 * The value of several areas together, from their aggregates alone:
 *
 *   sum:    value = sum of numerators
 *   ratio:  value = per x sum of numerators / sum of denominators
 *
 * which for a mean is the mean weighted by n, and for a share the share among all. The mean of the areas' own values is neither and is never
 * taken. Medians, quantiles and their ratios, standardised rates and values drawn towards others do not follow from the areas' aggregates
 * and are refused.
 *
 * An area without records (n = 0) adds nothing. An area with records but without a numerator makes the value NaN: what is not
 * known cannot be left out silently. No areas: n 0, and the value of a ratio NaN.
 */
export function combineAreas(combination: Combination, areas: readonly AreaAggregate[]): Combined {
  if (combination.kind === 'refused') throw new CannotCombine(combination.reason);
  let n = 0;
  let numerator = 0;
  for (const area of areas) {
    if (area.n === 0) continue;
    n += area.n;
    numerator += area.numerator;
  }
  if (combination.kind === 'sum') return { n, numerator, value: numerator };
  return { n, numerator, value: n === 0 ? Number.NaN : (combination.per * numerator) / n };
}

/**
 * The mean of areas' means, weighted by what each is the mean of: sum of w x / sum of w. For files that hold only values and weights. A value that is missing
 * where the weight is above 0 makes the result NaN; a weight of 0, or a missing one, leaves the area out.
 */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  if (values.length !== weights.length) throw new RangeError('weightedMean: as many weights as values');
  let sum = 0;
  let weight = 0;
  for (const [i, value] of values.entries()) {
    const w = weights[i] as number;
    if (!(w > 0)) continue;
    sum += w * value;
    weight += w;
  }
  return weight === 0 ? Number.NaN : sum / weight;
}
