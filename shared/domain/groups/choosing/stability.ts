import { generator } from '../../random/generator.ts';
import { bestJaccards, contingency } from '../agreement/contingency.ts';
import type { Report } from '../distances.ts';
import type { Points } from '../points.ts';

/** How a group stands when the areas are drawn anew (C. Hennig, 2007). */
export type Standing = 'stable' | 'uncertain' | 'do-not-trust' | 'dissolved';

export interface Stability {
  /** Mean of Jaccard's similarity with the most similar group over the draws, per group; NaN when never drawn. */
  readonly jaccard: Float64Array;
  readonly standing: readonly Standing[];
  /** Share of the draws with the area in them in which it was in the group most like its own; NaN when never drawn. */
  readonly kept: Float64Array;
}

/**
 * Stability of a division under resampling (C. Hennig, "Cluster-wise assessment of cluster stability", 2007): draw n areas
 * with replacement, group the different ones among them anew by the same algorithm, and see how much of each group is found
 * again. At least .75 stable, under .6 not to be trusted, at most .5 dissolved.
 * @param labels 0..k-1 per point
 * @param divide the same algorithm on the areas drawn; 0..k-1 per point
 */
export function stability(
  points: Points,
  labels: Int32Array,
  options: { readonly draws: number; readonly seed: number; readonly k: number },
  divide: (drawn: Points) => Int32Array,
  report: Report = () => undefined,
): Stability {
  const { n } = points;
  const { draws, seed, k } = options;
  const sums = new Float64Array(k);
  const times = new Float64Array(k);
  const stayed = new Float64Array(n);
  const drawnTimes = new Float64Array(n);
  for (let draw = 0; draw < draws; draw += 1) {
    const chosen = differentOnes(n, seed, draw);
    const own = Int32Array.from(chosen, (i) => (labels[i] as number) + 1);
    const anew = divide(rowsOf(points, chosen)).map((label) => label + 1);
    const crossed = contingency(own, anew);
    const jaccards = bestJaccards(crossed);
    const sizes = new Float64Array(k);
    own.forEach((group) => {
      sizes[group - 1] = (sizes[group - 1] as number) + 1;
    });
    jaccards.forEach((jaccard, group) => {
      if (sizes[group] === 0) return;
      sums[group] = (sums[group] as number) + jaccard;
      times[group] = (times[group] as number) + 1;
    });
    const heir = heirs(crossed.counts, crossed.rows, crossed.columns);
    chosen.forEach((i, at) => {
      drawnTimes[i] = (drawnTimes[i] as number) + 1;
      if (heir[(own[at] as number) - 1] === (anew[at] as number) - 1) stayed[i] = (stayed[i] as number) + 1;
    });
    report(draw + 1, draws);
  }
  const jaccard = sums.map((sum, group) => sum / (times[group] as number));
  return {
    jaccard,
    standing: Array.from(jaccard, standingOf),
    kept: stayed.map((times_, i) => times_ / (drawnTimes[i] as number)),
  };
}

const standingOf = (jaccard: number): Standing => {
  if (jaccard >= 0.75) return 'stable';
  if (jaccard >= 0.6) return 'uncertain';
  return jaccard > 0.5 ? 'do-not-trust' : 'dissolved';
};

/** The points of a draw with replacement, each once, in their order. */
function differentOnes(n: number, seed: number, draw: number): Uint32Array {
  const random = generator(seed, `stability/${draw}`);
  const inside = new Uint8Array(n);
  for (let i = 0; i < n; i += 1) inside[random.integer(n)] = 1;
  return Uint32Array.from(inside.keys()).filter((i) => inside[i] === 1);
}

const rowsOf = ({ p, values }: Points, chosen: Uint32Array): Points => ({
  n: chosen.length,
  p,
  values: Float64Array.from({ length: chosen.length * p }, (_none, at) => {
    return values[(chosen[Math.floor(at / p)] as number) * p + (at % p)] as number;
  }),
});

/** The column that shares the most with each row; ties to the first. */
function heirs(counts: Float64Array, rows: number, columns: number): Int32Array {
  return Int32Array.from({ length: rows }, (_none, row) => {
    let best = 0;
    for (let column = 1; column < columns; column += 1)
      if ((counts[row * columns + column] as number) > (counts[row * columns + best] as number)) best = column;
    return best;
  });
}
