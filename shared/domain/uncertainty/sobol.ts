import { generator } from '../random/generator.ts';

/** Outcomes of the model at sample A, at B, and at A with column i from B, for each of d factors; N values each. */
export interface SobolOutcomes {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly ab: readonly Float64Array[];
}

export interface SobolIndices {
  /** Share of the variance that the factor explains alone. */
  readonly first: Float64Array;
  /** Share that the factor explains alone and together with others. */
  readonly total: Float64Array;
  /** Variance of the outcomes at A and B together (n - 1). */
  readonly variance: number;
}

/**
 * First and total order indices (A. Saltelli and others, "Variance based sensitivity analysis of model output", 2010; total
 * order by M. J. W. Jansen, 1999):
 *   S_i = mean(y_B (y_ABi - y_A)) / V, ST_i = mean((y_A - y_ABi)²) / (2 V),
 * with the outcomes centred at the mean of A and B first: not centred, the first order is far off at small N whenever the mean
 * is large beside the spread. All NaN when nothing varies.
 */
export function sobolIndices({ a, b, ab }: SobolOutcomes): SobolIndices {
  const n = a.length;
  const middle = (a.reduce((sum, y) => sum + y, 0) + b.reduce((sum, y) => sum + y, 0)) / (2 * n);
  const squares = (ys: Float64Array): number => ys.reduce((sum, y) => sum + (y - middle) ** 2, 0);
  const variance = (squares(a) + squares(b)) / (2 * n - 1);
  const over = (sum: number): number => (variance > 0 ? sum / n / variance : Number.NaN);
  return {
    first: Float64Array.from(ab, (ys) =>
      over(ys.reduce((sum, y, j) => sum + ((b[j] as number) - middle) * (y - (a[j] as number)), 0)),
    ),
    total: Float64Array.from(ab, (ys) => over(ys.reduce((sum, y, j) => sum + (y - (a[j] as number)) ** 2, 0) / 2)),
    variance,
  };
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Percentile intervals of both indices by drawing the N rows anew with replacement (G. E. B. Archer and others, 1997).
 * @param share e.g. .95
 */
export function sobolIntervals(
  outcomes: SobolOutcomes,
  options: { readonly draws: number; readonly seed: number; readonly share: number },
): { readonly first: readonly Interval[]; readonly total: readonly Interval[] } {
  const n = outcomes.a.length;
  const { draws, seed, share } = options;
  const firsts = outcomes.ab.map(() => new Float64Array(draws));
  const totals = outcomes.ab.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw += 1) {
    const random = generator(seed, `sobol/${draw}`);
    const rows = Uint32Array.from({ length: n }, () => random.integer(n));
    const take = (ys: Float64Array): Float64Array => Float64Array.from(rows, (row) => ys[row] as number);
    const { first, total } = sobolIndices({ a: take(outcomes.a), b: take(outcomes.b), ab: outcomes.ab.map(take) });
    first.forEach((value, i) => {
      (firsts[i] as Float64Array)[draw] = value;
    });
    total.forEach((value, i) => {
      (totals[i] as Float64Array)[draw] = value;
    });
  }
  const interval = (values: Float64Array): Interval => {
    const sorted = values.slice().sort();
    const at = (p: number): number =>
      sorted[Math.min(draws - 1, Math.max(0, Math.round(p * (draws - 1))))] ?? Number.NaN;
    return { low: at((1 - share) / 2), high: at((1 + share) / 2) };
  };
  return { first: firsts.map(interval), total: totals.map(interval) };
}
