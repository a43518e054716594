/** The values of one indicator for all areas of a level, in the order of the areas. */
export interface LevelValues {
  /** NaN where there is nothing to compute from. */
  readonly value: Float64Array;
  /** The denominator: records, or the denominator's sum for a ratio or where records are weighted. */
  readonly n: Float64Array;
  /** NaN where the measure has none. */
  readonly numerator: Float64Array;
  /** Records behind the value. */
  readonly contributors: Float64Array;
  /** The two largest contributions to a sum or mean as absolute amounts; NaN where that has no meaning. */
  readonly largest: Float64Array;
  readonly second: Float64Array;
  /** How many equal contributions would weigh as much as those to the numerator do (Kish); of a quantile its records. */
  readonly effective: Float64Array;
  /** In the unit of the value; NaN where the formula has nothing to go by. */
  readonly standardError: Float64Array;
}

export const nothing = (areas: number): Float64Array => new Float64Array(areas).fill(Number.NaN);

export const divided = (numerator: Float64Array, n: Float64Array, per: number): Float64Array =>
  numerator.map((sum, i) => (n[i] === 0 ? Number.NaN : (per * sum) / (n[i] as number)));

/** Takes the value of areas with fewer contributors than `least`; what it rests on stays. */
export function withLeast(values: LevelValues, least: number | undefined): LevelValues {
  if (least === undefined) return values;
  const few = (area: number): boolean => (values.contributors[area] as number) < least;
  return {
    ...values,
    value: values.value.map((value, area) => (few(area) ? Number.NaN : value)),
    standardError: values.standardError.map((error, area) => (few(area) ? Number.NaN : error)),
  };
}
