import type { Generator } from '../../../shared/domain/random/generator.ts';

/*
 * How many of what: fixed for every seed, and shaped like the real division (3 363 areas in 290 municipalities in 21
 * counties; five municipalities with 147, 127, 91, 61 and 50 areas; the commonest number 4-9).
 */
export const AREAS = 3363;
/** DeSO of the 2018 division. */
export const DESO = 5984;
export const MUNICIPALITIES = 290;
export const FIRST_COUNTY = 60;
/** Municipalities per county from south to north; the island, which is one municipality and one county, stands apart. */
export const MAINLAND_COUNTIES: readonly number[] = [
  31, 6, 12, 8, 44, 13, 12, 11, 16, 27, 9, 13, 9, 11, 15, 10, 8, 8, 13, 13,
];
/** The five largest municipalities, each with the county where it lies (place in MAINLAND_COUNTIES). */
const LARGEST: readonly (readonly [number, number])[] = [
  [147, 4],
  [127, 9],
  [91, 0],
  [61, 12],
  [50, 7],
];
const ISLAND_AREAS = 21;

/** Sizes of the other municipalities, largest first: quantiles of a log-logistic distribution, 2 to 45 areas. */
function otherSizes(): number[] {
  const count = MUNICIPALITIES - LARGEST.length;
  const wanted = AREAS - LARGEST.reduce((sum, [size]) => sum + size, 0);
  const sizes = Array.from({ length: count }, (_, i) => {
    const u = (i + 0.5) / count;
    return Math.max(2, Math.min(45, Math.round(2 + 5.6 * ((1 - u) / u) ** 0.5)));
  });
  let rest = wanted - sizes.reduce((sum, size) => sum + size, 0);
  // The rounding's remainder goes to the middle sizes, one each.
  for (let i = 20; rest !== 0; i = i + 1 < 220 ? i + 1 : 20) {
    sizes[i]! += Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return sizes;
}

/** Areas per municipality for every county: the mainland's from south to north, then the island. */
export function municipalitySizes(random: Generator): number[][] {
  const others = otherSizes();
  const nearest = others.reduce(
    (best, size, i) => (Math.abs(size - ISLAND_AREAS) < Math.abs(others[best]! - ISLAND_AREAS) ? i : best),
    0,
  );
  const [island] = others.splice(nearest, 1);
  random.shuffle(others);
  const counties = MAINLAND_COUNTIES.map((count, county) => {
    const large = LARGEST.filter(([, home]) => home === county).map(([size]) => size);
    const sizes = [...large, ...others.splice(0, count - large.length)];
    return random.shuffle(sizes);
  });
  return [...counties, [island!]];
}

/** Inverse of the standard normal distribution (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  const tail = (q: number): number =>
    (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}

/** Standard normal scores of the ranks of `values` (ties by position): whatever the values, the result has the same spread. */
export function normalScores(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const scores = new Float64Array(values.length);
  order.forEach((at, rank) => {
    scores[at] = normalQuantile((rank + 0.5) / values.length);
  });
  return scores;
}

/** Population at full size of an area at normal score z: 680 to 23 000, median 2 500. */
export const fullPopulation = (z: number): number =>
  Math.round(Math.max(680, Math.min(23_000, 2500 * Math.exp(z * (z < 0 ? 0.43 : 0.64)))));

/** Whole numbers in proportion to `weights` that sum to `total`, each at least `least` (largest remainder). */
export function apportion(weights: Float64Array, total: number, least: number): Int32Array {
  const sum = weights.reduce((all, w) => all + w, 0);
  const free = total - least * weights.length;
  const exact = weights.map((w) => (free * w) / sum);
  const whole = Int32Array.from(exact, (value) => least + Math.floor(value));
  let rest = total - whole.reduce((all, n) => all + n, 0);
  const order = Array.from(exact.keys()).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b);
  for (const at of order) {
    if (rest === 0) break;
    whole[at]! += 1;
    rest -= 1;
  }
  return whole;
}
