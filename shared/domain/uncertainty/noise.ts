/**
 * Noise of an indicator on the scale it is weighed on. The scale itself stays as the observed values set it (limits, means
 * and ranks are not estimated anew), so a value off by one standard error moves by half of what separates x + se from
 * x - se on the observed scale:  s_i = |g(x_i + se_i) - g(x_i - se_i)| / 2,
 * g the observed mapping from raw to normalised values, linear between neighbouring observations and level outside them. For a
 * linear normalisation this is se times its slope but for the outermost areas.
 * @param raw as observed, @param normalised what each became, @param errors standard errors in the indicator's own unit; all of one
 *   length, NaN where missing. A missing error counts as none.
 * @returns standard deviation on the normalised scale; 0 where a value or an error is missing
 */
export function noiseOnScale(raw: Float64Array, normalised: Float64Array, errors: Float64Array): Float64Array {
  const { xs, ys } = brokenLine(raw, normalised);
  return raw.map((value, i) => {
    const error = errors[i] as number;
    if (Number.isNaN(value) || Number.isNaN(normalised[i]) || !(error > 0)) return 0;
    return Math.abs(between(xs, ys, value + error) - between(xs, ys, value - error)) / 2;
  });
}

/** The observed mapping from raw to normalised values: one point per different raw value, rising; equal raw values are equal on every scale. */
export function brokenLine(
  raw: Float64Array,
  normalised: Float64Array,
): { readonly xs: Float64Array; readonly ys: Float64Array } {
  const order = Array.from(raw.keys())
    .filter((i) => !Number.isNaN(raw[i]) && !Number.isNaN(normalised[i]))
    .sort((a, b) => (raw[a] as number) - (raw[b] as number) || a - b);
  const at = order.filter((i, place) => place === 0 || raw[i] !== raw[order[place - 1] as number]);
  return {
    xs: Float64Array.from(at, (i) => raw[i] as number),
    ys: Float64Array.from(at, (i) => normalised[i] as number),
  };
}

/** Value at x of the broken line through the points, level outside them. */
export function between(xs: Float64Array, ys: Float64Array, x: number): number {
  const last = xs.length - 1;
  if (x <= (xs[0] as number)) return ys[0] as number;
  if (x >= (xs[last] as number)) return ys[last] as number;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) <= x) low = middle;
    else high = middle;
  }
  const part = (x - (xs[low] as number)) / ((xs[high] as number) - (xs[low] as number));
  return (ys[low] as number) + part * ((ys[high] as number) - (ys[low] as number));
}
