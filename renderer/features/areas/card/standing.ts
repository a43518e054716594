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

/** What 99 areas of 100 do not exceed, so that one extreme area does not make all other bars short. */
export const ordinaryMost = ({ sorted }: Standing): number => sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
