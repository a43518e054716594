export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Counts in bins of equal width between the first and last percentile; what lies outside is counted in the outermost
 * bins, so that a few extreme areas do not squeeze the rest together. NaN is left out; a constant column gives one bin.
 */
export function histogram(values: Float64Array, wanted: number): readonly Bin[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return [];
  const from = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const to = sorted[Math.ceil(0.99 * (sorted.length - 1))] ?? 0;
  if (to <= from) return [{ from, to, count: sorted.length }];
  const width = (to - from) / wanted;
  const counts = Array.from({ length: wanted }, () => 0);
  for (const value of sorted) {
    const bin = Math.max(0, Math.min(wanted - 1, Math.floor((value - from) / width)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({ from: from + bin * width, to: from + (bin + 1) * width, count }));
}
