import { mean } from './moments.ts';
import { ascendingRanks } from './ranks.ts';

/** The values of the pairs of which both are there. */
function wholePairs(a: Float64Array, b: Float64Array): readonly [Float64Array, Float64Array] {
  const whole = (_value: number, i: number): boolean => !Number.isNaN(a[i]) && !Number.isNaN(b[i]);
  return [a.filter(whole), b.filter(whole)];
}

/**
 * Product-moment correlation (K. Pearson, 1895) over the pairs of which both values are there, in two passes. NaN for fewer
 * than two pairs or a column without spread. Cut to [-1, 1], which rounding may leave in the last bit.
 */
export function pearson(a: Float64Array, b: Float64Array): number {
  const [x, y] = wholePairs(a, b);
  const middleX = mean(x);
  const middleY = mean(y);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  x.forEach((value, i) => {
    const dx = value - middleX;
    const dy = (y[i] as number) - middleY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  if (!(xx > 0 && yy > 0) || flat(x) || flat(y)) return Number.NaN;
  return Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)));
}

const flat = (values: Float64Array): boolean => values.every((value) => value === values[0]);

/** Rank correlation (C. Spearman, 1904): Pearson's of the ranks, ties at their average. Missing as in `pearson`. */
export function spearman(a: Float64Array, b: Float64Array): number {
  const [x, y] = wholePairs(a, b);
  return pearson(ascendingRanks(x, 'average'), ascendingRanks(y, 'average'));
}

/**
 * Kendall's tau-b: (concordant - discordant) / sqrt((pairs - tied in a)(pairs - tied in b)), by sorting and counting swaps
 * (W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data", 1966), in n log n steps.
 * Missing as in `pearson`; NaN when all values of one are equal.
 */
export function kendallTauB(a: Float64Array, b: Float64Array): number {
  const [x, y] = wholePairs(a, b);
  const n = x.length;
  const order = Uint32Array.from(x, (_value, i) => i).sort(
    (i, j) => (x[i] as number) - (x[j] as number) || (y[i] as number) - (y[j] as number),
  );
  const sorted = Float64Array.from(order, (i) => y[i] as number);
  const first = Float64Array.from(order, (i) => x[i] as number);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(first, () => true);
  const tiedBoth = tiedPairs(first, (i) => sorted[i] === sorted[i - 1]);
  const swaps = countSwaps(sorted);
  const tiedY = tiedPairs(sorted, () => true);
  const root = Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  if (!(root > 0)) return Number.NaN;
  return (pairs - tiedX - tiedY + tiedBoth - 2 * swaps) / root;
}

/** Pairs within runs of equal values in a sorted column; `joins` may break a run. */
function tiedPairs(sorted: Float64Array, joins: (i: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  sorted.forEach((value, i) => {
    run = i > 0 && value === sorted[i - 1] && joins(i) ? run + 1 : 0;
    pairs += run;
  });
  return pairs;
}

/** Sorts in place by merging, and counts how many pairs stood the wrong way round. */
function countSwaps(values: Float64Array): number {
  const n = values.length;
  const merged = new Float64Array(n);
  let swaps = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let i = start;
      let j = middle;
      for (let at = start; at < end; at += 1)
        if (i < middle && (j >= end || (values[i] as number) <= (values[j] as number))) {
          merged[at] = values[i] as number;
          i += 1;
        } else {
          merged[at] = values[j] as number;
          j += 1;
          swaps += middle - i;
        }
    }
    values.set(merged);
  }
  return swaps;
}
