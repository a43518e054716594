/** What a table of noise is made from. All are whole numbers but the variance. */
export interface NoiseSettings {
  /** Greatest noise in either direction, D >= 1. */
  readonly most: number;
  /** Variance of the noise, V > 0. */
  readonly variance: number;
  /** No count becomes 1..smallest (j_s >= 0): such a result would point at small counts. */
  readonly smallest: number;
}

/** How one true count is perturbed: `noise` ascending, with the probability of each. */
export interface NoiseRow {
  readonly noise: readonly number[];
  readonly probability: readonly number[];
  /** What the row reaches: V, or less where so small a count cannot spread as far. */
  readonly variance: number;
}

/** Why no table of noise can be made. `count` is the first count that cannot be perturbed as asked. */
export class NoNoiseTable extends RangeError {
  readonly count: number;

  constructor(count: number) {
    super(`no unbiased noise of this variance exists for the count ${String(count)}`);
    this.name = 'NoNoiseTable';
    this.count = count;
  }
}

/** First count that every noise -D..D may meet; greater counts are perturbed as this one is. */
export const lastRow = ({ most, smallest }: NoiseSettings): number => (smallest === 0 ? most : most + smallest + 1);

/**
 * Distribution of the noise for each true count 0, 1, …, `lastRow`: the one of greatest entropy with
 *
 *     sum p_v = 1,  sum v p_v = 0,  sum v^2 p_v = V,  |v| <= D,  count + v = 0 or count + v > j_s,
 *
 * that is p_v proportional to exp(a v + b v^2) over the noise that is allowed (Giessing 2016, "Computational issues in the
 * design of transition probabilities and disclosure risk estimation for additive noise"; Marley and Leaver 2011). A zero
 * stays zero. A count so small that variance V cannot be reached gets the greatest that can, less one hundredth.
 * Throws NoNoiseTable where even the least variance of an unbiased row is above V (j_s too great for V).
 */
export function noiseTable(settings: NoiseSettings): readonly NoiseRow[] {
  const { most, variance, smallest } = settings;
  if (!Number.isInteger(most) || most < 1)
    throw new RangeError('the greatest noise must be a whole number of at least 1');
  if (!(variance > 0)) throw new RangeError('the variance must be above 0');
  if (!Number.isInteger(smallest) || smallest < 0) throw new RangeError('the smallest count must be a whole number');
  const rows: NoiseRow[] = [{ noise: [0], probability: [1], variance: 0 }];
  for (let count = 1; count <= lastRow(settings); count += 1) rows.push(noiseRow(count, settings));
  return rows;
}

function noiseRow(count: number, { most, variance, smallest }: NoiseSettings): NoiseRow {
  const noise: number[] = [];
  for (let v = -most; v <= most; v += 1) if (count + v === 0 || count + v > smallest) noise.push(v);
  const { least, greatest } = reachable(noise, count);
  // At either end the distribution stands on two points and no exponential reaches it.
  const wanted = Math.min(variance, greatest * 0.99);
  if (wanted < least || (wanted === least && least > 0 && !noise.includes(0))) throw new NoNoiseTable(count);
  return { noise, probability: exponential(noise, wanted, count), variance: wanted };
}

/** Least and greatest variance of any distribution on `noise` with mean 0: two neighbours of 0, and the two ends. */
function reachable(noise: readonly number[], count: number): { readonly least: number; readonly greatest: number } {
  const below = noise.filter((v) => v < 0);
  const above = noise.filter((v) => v > 0);
  if (below.length === 0 || above.length === 0) throw new NoNoiseTable(count);
  const least = noise.includes(0) ? 0 : -(below.at(-1) as number) * (above[0] as number);
  return { least, greatest: -(below[0] as number) * (above.at(-1) as number) };
}

/**
 * p_v = exp(a v + b v^2) / sum with mean 0 and the given variance: the minimum of the convex function
 * ln sum exp(a v + b (v^2 - variance)) in a and b, by Newton's method with halved steps.
 */
function exponential(noise: readonly number[], variance: number, count: number): number[] {
  let [a, b] = [0, 0];
  let current = moments(noise, variance, a, b);
  for (let round = 0; round < 500; round += 1) {
    const { first, second, firstFirst, firstSecond, secondSecond } = current;
    if (Math.abs(first) < 1e-13 && Math.abs(second) < 1e-12) return current.probability;
    const determinant = firstFirst * secondSecond - firstSecond * firstSecond;
    const stepA = (secondSecond * first - firstSecond * second) / determinant;
    const stepB = (firstFirst * second - firstSecond * first) / determinant;
    let share = 1;
    let next = moments(noise, variance, a - stepA, b - stepB);
    while (next.logSum > current.logSum && share > 1e-12) {
      share /= 2;
      next = moments(noise, variance, a - share * stepA, b - share * stepB);
    }
    if (share <= 1e-12 && Math.abs(first) < 1e-9 && Math.abs(second) < 1e-8) return current.probability;
    a -= share * stepA;
    b -= share * stepB;
    current = next;
  }
  throw new NoNoiseTable(count);
}

function moments(noise: readonly number[], variance: number, a: number, b: number) {
  const exponents = noise.map((v) => a * v + b * (v * v - variance));
  const top = Math.max(...exponents);
  const weights = exponents.map((exponent) => Math.exp(exponent - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const probability = weights.map((weight) => weight / sum);
  let [first, second, firstFirst, firstSecond, secondSecond] = [0, 0, 0, 0, 0];
  for (const [i, v] of noise.entries()) {
    const p = probability[i] as number;
    const square = v * v - variance;
    first += p * v;
    second += p * square;
    firstFirst += p * v * v;
    firstSecond += p * v * square;
    secondSecond += p * square * square;
  }
  return {
    probability,
    logSum: top + Math.log(sum),
    first,
    second,
    firstFirst: firstFirst - first * first,
    firstSecond: firstSecond - first * second,
    secondSecond: secondSecond - second * second,
  };
}
