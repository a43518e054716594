/** One indicator's part of an area's index in a year: own weight x normalised value. Both NaN where the area lacks the value. */
export interface WeightedPart {
  readonly weight: number;
  readonly normalised: number;
}

/** What a change of the index came from. The parts of all indicators, `borders` and `rest` sum to the change. */
export interface ChangeSplit {
  readonly change: number;
  /** Per indicator: that its value moved on the scale it is weighed on. */
  readonly values: Float64Array;
  /** Per indicator: that its weight is another. */
  readonly weights: Float64Array;
  /** That the area is another piece of ground than before. */
  readonly borders: number;
  /** What an aggregation that is no sum adds or takes away beyond the parts. */
  readonly rest: number;
}

const part = ({ weight, normalised }: WeightedPart): number =>
  Number.isNaN(normalised) || weight === 0 || Number.isNaN(weight) ? 0 : weight * normalised;

/**
 * The change of one weighted value, w1 x1 - w0 x0, as what the value and what the weight brought:
 *
 *   value part = (w0 + w1) / 2 (x1 - x0),    weight part = (x0 + x1) / 2 (w1 - w0)
 *
 * which sum to the change and depend on no order (the Shapley value of two factors; Marshall and Edgeworth's midpoint form of a
 * difference of products). A value that came or went is the value's part whole; an indicator that has weight in one year only is
 * the weight's part whole, since it was on no scale in the other.
 */
export function splitWeighted(
  before: WeightedPart,
  after: WeightedPart,
): { readonly value: number; readonly weight: number } {
  const [c0, c1] = [part(before), part(after)];
  if (Number.isNaN(before.normalised) !== Number.isNaN(after.normalised)) return { value: c1 - c0, weight: 0 };
  if (Number.isNaN(before.normalised)) return { value: 0, weight: 0 };
  if (before.weight === 0 || after.weight === 0) return { value: 0, weight: c1 - c0 };
  return {
    value: ((before.weight + after.weight) / 2) * (after.normalised - before.normalised),
    weight: ((before.normalised + after.normalised) / 2) * (after.weight - before.weight),
  };
}

export interface SidesOfChange {
  readonly scores: readonly [before: number, after: number];
  /** Per indicator of either year's method; the same order on both sides. */
  readonly parts: readonly [before: readonly WeightedPart[], after: readonly WeightedPart[]];
  /**
   * The same for ground that is one and the same in both years, where the area's borders moved: the smallest set of areas that covers
   * it. Undefined for an area whose borders stand.
   */
  readonly ground?: readonly [before: readonly WeightedPart[], after: readonly WeightedPart[]] | undefined;
}

const total = (parts: readonly WeightedPart[]): number => parts.reduce((sum, one) => sum + part(one), 0);

/**
 * Splits the change of an area's index exactly into what its indicators, their weights and its borders brought. Where the borders
 * moved, indicators and weights are compared on the ground that both years share, and
 *
 *   borders = (area after - ground after) - (area before - ground before),
 *
 * how much more the area differs from that ground than before; 0 where the borders stand. `rest` is 0 for arithmetic trees.
 */
export function splitChange({ scores, parts, ground }: SidesOfChange): ChangeSplit {
  const [before, after] = ground ?? parts;
  const values = new Float64Array(after.length);
  const weights = new Float64Array(after.length);
  for (const [j, now] of after.entries()) {
    const then = before[j] ?? { weight: 0, normalised: Number.NaN };
    const { value, weight } = splitWeighted(then, now);
    values[j] = value;
    weights[j] = weight;
  }
  const borders = ground === undefined ? 0 : total(parts[1]) - total(ground[1]) - (total(parts[0]) - total(ground[0]));
  const change = scores[1] - scores[0];
  const rest = scores[1] - total(parts[1]) - (scores[0] - total(parts[0]));
  // A sum that is no more than rounding is none.
  const negligible = 1e-9 * Math.max(1, Math.abs(scores[0]), Math.abs(scores[1]));
  return { change, values, weights, borders, rest: Math.abs(rest) <= negligible ? 0 : rest };
}
