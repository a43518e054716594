/** Rates of all areas after shrinkage, in the order of the areas; NaN where the area has no denominator. */
export interface Stabilised {
  /** Numerator / denominator as drawn together; not yet times 100 or 1 000. */
  readonly rate: Float64Array;
  /** On the same scale as `rate`. */
  readonly standardError: Float64Array;
  /** How much of the area's own rate is left: 1 all of it, 0 nothing. */
  readonly ownWeight: Float64Array;
}

export const emptyStabilised = (areas: number): Stabilised => ({
  rate: new Float64Array(areas).fill(Number.NaN),
  standardError: new Float64Array(areas).fill(Number.NaN),
  ownWeight: new Float64Array(areas).fill(Number.NaN),
});

/** An area takes part when it has a denominator above 0 and a numerator of 0 or more. */
export const takesPart = (numerator: Float64Array, denominator: Float64Array, area: number): boolean =>
  (denominator[area] as number) > 0 && (numerator[area] as number) >= 0;

export function checkLengths(numerator: Float64Array, denominator: Float64Array): void {
  if (numerator.length !== denominator.length)
    throw new RangeError('numerators and denominators must stand for the same areas');
}
