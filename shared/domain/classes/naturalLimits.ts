/**
 * Natural limits: the classes whose sums of squared deviations from their own means are least in all, the optimum that Jenks (1967) looked
 * for, by Fisher's dynamic programming (1958) as in Ckmeans.1d.dp (Wang and Song 2011). Equal values are never parted. A limit stands
 * midway between the last value of one class and the first of the next. Where fewer different values than classes exist, each is a class.
 * The best first value of a last class never falls as values are added, so each row of the table is filled by halving: O(k n log n).
 * @param values NaN and infinity are left out; none gives no limits
 * @param classes at least 1
 */
export function naturalLimits(values: Float64Array, classes: number): number[] {
  const sorted = values.filter((x) => Number.isFinite(x)).sort();
  const starts: number[] = [];
  for (let i = 0; i < sorted.length; i += 1) if (i === 0 || sorted[i] !== sorted[i - 1]) starts.push(i);
  const m = starts.length;
  const k = Math.min(classes, m);
  if (k < 2) return [];
  const sums = prefixSums(sorted, starts);
  const firsts = Array.from({ length: k }, () => new Int32Array(m));
  let before = Float64Array.from({ length: m }, (_none, last) => sums(0, last));
  for (let c = 1; c < k; c += 1) {
    const now = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
    fillRow(
      { from: c, to: m - 1, least: c, most: m - 1 },
      { before, now, first: firsts[c] as Int32Array, within: sums },
    );
    before = now;
  }
  const limits: number[] = [];
  let last = m - 1;
  for (let c = k - 1; c > 0; c -= 1) {
    const first = (firsts[c] as Int32Array)[last] as number;
    const at = starts[first] as number;
    limits.push(((sorted[at - 1] as number) + (sorted[at] as number)) / 2);
    last = first - 1;
  }
  return limits.reverse();
}

/** Sum of squared deviations within the different values `first`..`last`, each as often as it occurs. */
function prefixSums(sorted: Float64Array, starts: readonly number[]): (first: number, last: number) => number {
  const m = starts.length;
  const counts = new Float64Array(m + 1);
  const totals = new Float64Array(m + 1);
  const squares = new Float64Array(m + 1);
  // Centred, so that large values with small differences keep their digits.
  const centre = sorted[sorted.length >> 1] as number;
  for (let v = 0; v < m; v += 1) {
    const times = (starts[v + 1] ?? sorted.length) - (starts[v] as number);
    const x = (sorted[starts[v] as number] as number) - centre;
    counts[v + 1] = (counts[v] as number) + times;
    totals[v + 1] = (totals[v] as number) + times * x;
    squares[v + 1] = (squares[v] as number) + times * x * x;
  }
  return (first, last) => {
    const total = (totals[last + 1] as number) - (totals[first] as number);
    const count = (counts[last + 1] as number) - (counts[first] as number);
    return Math.max(0, (squares[last + 1] as number) - (squares[first] as number) - (total * total) / count);
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** Bounds of the first value of the last class. */
  readonly least: number;
  readonly most: number;
}

interface Row {
  readonly before: Float64Array;
  readonly now: Float64Array;
  readonly first: Int32Array;
  readonly within: (first: number, last: number) => number;
}

function fillRow({ from, to, least, most }: Span, row: Row): void {
  if (from > to) return;
  const middle = (from + to) >> 1;
  let best = Number.POSITIVE_INFINITY;
  let at = least;
  for (let first = least; first <= Math.min(middle, most); first += 1) {
    const cost = (row.before[first - 1] as number) + row.within(first, middle);
    if (cost < best) {
      best = cost;
      at = first;
    }
  }
  row.now[middle] = best;
  row.first[middle] = at;
  fillRow({ from, to: middle - 1, least, most: at }, row);
  fillRow({ from: middle + 1, to, least: at, most }, row);
}
