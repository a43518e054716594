import { generator } from '../../random/generator.ts';
import type { Report } from '../distances.ts';
import type { Points } from '../points.ts';

export interface Gap {
  readonly k: number;
  /** Mean of ln W over the reference sets minus ln W of the data. */
  readonly gap: number;
  /** sd (n in the denominator) of ln W over the reference sets times sqrt(1 + 1/B). */
  readonly standardError: number;
}

/**
 * Gap statistic (R. Tibshirani, G. Walther and T. Hastie, "Estimating the number of clusters in a data set via the gap
 * statistic", 2001): how much tighter the groups are than those found in data without groups, uniform over the range of
 * each column (their method a). The advice is the least k with gap(k) >= gap(k + 1) - standardError(k + 1).
 * @param inertias sum of squares within groups of the data for each k; 0 gives a gap of Infinity
 * @param inertiaOf the same algorithm on a reference set
 */
export function gaps(
  points: Points,
  inertias: readonly { readonly k: number; readonly inertia: number }[],
  options: { readonly references: number; readonly seed: number },
  inertiaOf: (reference: Points, k: number) => number,
  report: Report = () => undefined,
): Gap[] {
  const { references, seed } = options;
  const logs = inertias.map(() => new Float64Array(references));
  for (let b = 0; b < references; b += 1) {
    const reference = referenceLike(points, seed, b);
    inertias.forEach(({ k }, at) => {
      (logs[at] as Float64Array)[b] = Math.log(inertiaOf(reference, k));
      report(b * inertias.length + at + 1, references * inertias.length);
    });
  }
  return inertias.map(({ k, inertia }, at) => gapOf(k, inertia, logs[at] as Float64Array));
}

/** One k's gap from ln W of every reference set; a NaN among them (no such division was found) makes it NaN. */
export function gapOf(k: number, inertia: number, logs: Float64Array): Gap {
  const references = logs.length;
  const middle = logs.reduce((sum, value) => sum + value, 0) / references;
  const variance = logs.reduce((sum, value) => sum + (value - middle) ** 2, 0) / references;
  return { k, gap: middle - Math.log(inertia), standardError: Math.sqrt(variance * (1 + 1 / references)) };
}

/** The least k whose gap no larger k beats by more than its standard error; undefined when none does. `of` by rising k. */
export function gapAdvice(of: readonly Gap[]): number | undefined {
  return of.find(({ gap }, at) => {
    const next = of[at + 1];
    return next !== undefined && gap >= next.gap - next.standardError;
  })?.k;
}

/** Reference set number b: as many points, uniform over the range of each column. */
export function referenceLike({ n, p, values }: Points, seed: number, b: number): Points {
  const low = new Float64Array(p).fill(Infinity);
  const high = new Float64Array(p).fill(-Infinity);
  values.forEach((value, at) => {
    const j = at % p;
    low[j] = Math.min(low[j] as number, value);
    high[j] = Math.max(high[j] as number, value);
  });
  const random = generator(seed, `gap/${b}`);
  return {
    n,
    p,
    values: Float64Array.from({ length: n * p }, (_none, at) => {
      const j = at % p;
      return (low[j] as number) + random.uniform() * ((high[j] as number) - (low[j] as number));
    }),
  };
}
