/** Where values stand among all areas, made once per indicator and year. */
export interface Standing {
  /** Ascending, without NaN. */
  readonly sorted: Float64Array;
}

export const standing = (values: Float64Array): Standing => ({
  sorted: values.filter((value) => !Number.isNaN(value)).sort(),
});

/**
 * Place from the top: 1 for the largest value; areas with equal values share the best place. NaN for a missing value.
 */
export function place({ sorted }: Standing, value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low + 1;
}

/** The values that a strip or bar spans: from the least of all to the largest. */
export const span = ({ sorted }: Standing): readonly [number, number] => [sorted[0] ?? 0, sorted.at(-1) ?? 0];
