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
  const { draws, seed, k } = options;
  const sum = new StabilitySum(k, points.n);
  for (let draw = 0; draw < draws; draw += 1) {
    const chosen = drawnPoints(points.n, seed, draw);
    sum.add(heldAgainst(labels, k, chosen, divide(rowsOf(points, chosen)), points.n));
    report(draw + 1, draws);
  }
  return sum.result();
}

/** How one draw's groups agree with the groups of all areas. */
export interface DrawnAnew {
  /** Jaccard's similarity per group; NaN for a group without an area in the draw. */
  readonly jaccards: Float64Array;
  /** Per point: 0 not drawn, 1 drawn but in another group than most of its own, 2 still together with them. */
  readonly kept: Uint8Array;
}

/** Holds one draw's division (`anew`, 0.. per chosen point) against the labels of all points. */
export function heldAgainst(
  labels: Int32Array,
  k: number,
  chosen: Uint32Array,
  anew: Int32Array,
  n: number,
): DrawnAnew {
  const own = Int32Array.from(chosen, (i) => (labels[i] as number) + 1);
  const crossed = contingency(
    own,
    anew.map((label) => label + 1),
  );
  const jaccards = new Float64Array(k).fill(Number.NaN);
  const found = bestJaccards(crossed);
  for (const group of own) jaccards[group - 1] = found[group - 1] as number;
  const heir = heirs(crossed.counts, crossed.rows, crossed.columns);
  const kept = new Uint8Array(n);
  chosen.forEach((i, at) => {
    kept[i] = heir[(own[at] as number) - 1] === anew[at] ? 2 : 1;
  });
  return { jaccards, kept };
}

/** Draws gathered one after another; the order of adding is the order of the sum. */
export class StabilitySum {
  readonly #sums: Float64Array;
  readonly #times: Float64Array;
  readonly #stayed: Float64Array;
  readonly #drawn: Float64Array;

  constructor(k: number, n: number) {
    this.#sums = new Float64Array(k);
    this.#times = new Float64Array(k);
    this.#stayed = new Float64Array(n);
    this.#drawn = new Float64Array(n);
  }

  add({ jaccards, kept }: DrawnAnew): void {
    jaccards.forEach((jaccard, group) => {
      if (Number.isNaN(jaccard)) return;
      this.#sums[group] = (this.#sums[group] as number) + jaccard;
      this.#times[group] = (this.#times[group] as number) + 1;
    });
    kept.forEach((state, i) => {
      if (state > 0) this.#drawn[i] = (this.#drawn[i] as number) + 1;
      if (state === 2) this.#stayed[i] = (this.#stayed[i] as number) + 1;
    });
  }

  result(): Stability {
    const jaccard = this.#sums.map((sum, group) => sum / (this.#times[group] as number));
    return {
      jaccard,
      standing: Array.from(jaccard, standingOf),
      kept: this.#stayed.map((times, i) => times / (this.#drawn[i] as number)),
    };
  }
}

export const standingOf = (jaccard: number): Standing => {
  if (jaccard >= 0.75) return 'stable';
  if (jaccard >= 0.6) return 'uncertain';
  return jaccard > 0.5 ? 'do-not-trust' : 'dissolved';
};

/** The points of a draw with replacement, each once, in their order. */
export function drawnPoints(n: number, seed: number, draw: number): Uint32Array {
  const random = generator(seed, `stability/${draw}`);
  const inside = new Uint8Array(n);
  for (let i = 0; i < n; i += 1) inside[random.integer(n)] = 1;
  return Uint32Array.from(inside.keys()).filter((i) => inside[i] === 1);
}

export const rowsOf = ({ p, values }: Points, chosen: Uint32Array): Points => ({
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
