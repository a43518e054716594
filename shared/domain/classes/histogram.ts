export interface Histogram {
  /** Left edge of the first bin and right edge of the last. */
  readonly from: number;
  readonly to: number;
  readonly counts: Uint32Array;
}

/**
 * Counts in equal bins between the least and the greatest value that is present; the greatest belongs to the last bin.
 * A constant column is one full bin in the middle of a range of 1; nothing present gives empty bins over 0..1.
 */
export function histogram(values: Float64Array, bins: number): Histogram {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const x of values) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  const counts = new Uint32Array(bins);
  if (!(most >= least)) return { from: 0, to: 1, counts };
  const from = most > least ? least : least - 0.5;
  const to = most > least ? most : least + 0.5;
  const perUnit = bins / (to - from);
  for (const x of values) {
    if (Number.isNaN(x)) continue;
    const bin = Math.min(bins - 1, Math.floor((x - from) * perUnit));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { from, to, counts };
}
