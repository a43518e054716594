/**
 * The k-th smallest value (k from 0), reordering `values` in place so that it stands at position k with nothing greater
 * before it and nothing less after it. Quickselect with the median of three as pivot (Hoare 1961). No NaN allowed.
 * `from` and `to`: between which positions, both with, the value is known to lie, since whatever stands before is not
 * greater and whatever stands after is not less.
 */
export function select(values: Float64Array, k: number, from = 0, to = values.length - 1): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const a = values[low] as number;
    const b = values[middle] as number;
    const c = values[high] as number;
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] as number) < pivot) i += 1;
      while ((values[j] as number) > pivot) j -= 1;
      if (i <= j) {
        const held = values[i] as number;
        values[i] = values[j] as number;
        values[j] = held;
        i += 1;
        j -= 1;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return values[k] as number;
  }
  return values[k] as number;
}

/**
 * Quantile of type 7 (Hyndman and Fan 1996; the default of R and NumPy): with h = (n-1)p and x sorted from 0,
 * Q = x[floor h] + (h - floor h)(x[floor h + 1] - x[floor h]). For p = 0.5 the median: the middle value, or the mean of
 * the two middle ones. Exact, not interpolated from classes. `values` must hold no NaN and is reordered.
 * Empty: NaN. One value, or all equal: that value.
 */
export function quantileOf(values: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('quantileOf: p must lie in 0..1');
  const n = values.length;
  if (n === 0) return Number.NaN;
  const h = (n - 1) * p;
  const k = Math.floor(h);
  const lower = select(values, k);
  const part = h - k;
  if (part === 0 || k + 1 >= n) return lower;
  let next = Number.POSITIVE_INFINITY;
  for (let i = k + 1; i < n; i += 1) if ((values[i] as number) < next) next = values[i] as number;
  return lower + part * (next - lower);
}
