import { ascendingRanks } from '../../statistics/ranks.ts';

/** Areas per class that are wanted, and the most classes. */
const PER_CLASS = 20;
const MOST_CLASSES = 20;
const NONE = 255;
/** Fewer areas than this say nothing of importance. */
export const LEAST_AREAS = 30;

interface Classes {
  /** Class of each area, 255 = no value. */
  readonly of: Uint8Array;
  readonly count: number;
}

/** As many areas in each class as can be, by rising value; equal values share a class. */
function classesOf(column: Float64Array): Classes {
  const ranks = ascendingRanks(column, 'average');
  const there = ranks.reduce((count, rank) => (Number.isNaN(rank) ? count : count + 1), 0);
  const count = Math.min(MOST_CLASSES, Math.max(2, Math.floor(there / PER_CLASS)));
  return {
    of: Uint8Array.from(ranks, (rank) => (Number.isNaN(rank) ? NONE : Math.floor(((rank - 0.5) / there) * count))),
    count,
  };
}

/**
 * How much each indicator determines an index, which its weight alone does not say (P. Paruolo, M. Saisana and A. Saltelli, "Ratings and
 * rankings: voodoo or science?", 2013): the correlation ratio V(E[I | x]) / V(I), estimated over classes of x of equally many
 * areas and freed of the bias of their number, 1 - (within / (n - classes)) / (all / (n - 1)), at least 0 (T. L. Kelley's epsilon
 * squared, 1935). Made once per set of columns, then computed as often as the index changes: a pass over the areas each.
 */
export class Importance {
  /** One per column: the share of the index's variance that goes with it; NaN for fewer than 30 areas or no spread. */
  readonly ratios: Float64Array;
  /** The same divided by their sum, to set beside the weights; NaN without any. */
  readonly shares: Float64Array;
  readonly #classes: readonly Classes[];
  readonly #sums = new Float64Array(MOST_CLASSES);
  readonly #counts = new Float64Array(MOST_CLASSES);

  /** @param columns normalised or not: only their order matters; NaN where missing */
  constructor(columns: readonly Float64Array[]) {
    this.#classes = columns.map(classesOf);
    this.ratios = new Float64Array(columns.length);
    this.shares = new Float64Array(columns.length);
  }

  /** @param scores of the index, NaN = none */
  compute(scores: Float64Array): void {
    let sum = 0;
    for (let j = 0; j < this.#classes.length; j += 1) {
      const ratio = this.#ratio(this.#classes[j] as Classes, scores);
      this.ratios[j] = ratio;
      if (!Number.isNaN(ratio)) sum += ratio;
    }
    for (let j = 0; j < this.ratios.length; j += 1)
      this.shares[j] = sum > 0 ? (this.ratios[j] as number) / sum : Number.NaN;
  }

  #ratio({ of, count }: Classes, scores: Float64Array): number {
    const sums = this.#sums.fill(0);
    const counts = this.#counts.fill(0);
    let n = 0;
    let total = 0;
    let squares = 0;
    // Centred at some score, so that the squares do not cancel.
    const centre = scores.find((score) => !Number.isNaN(score)) ?? 0;
    for (let i = 0; i < scores.length; i += 1) {
      const score = (scores[i] as number) - centre;
      const own = of[i] as number;
      if (own === NONE || Number.isNaN(score)) continue;
      sums[own] = (sums[own] as number) + score;
      counts[own] = (counts[own] as number) + 1;
      n += 1;
      total += score;
      squares += score * score;
    }
    const all = squares - (total * total) / n;
    if (n < LEAST_AREAS || !(all > 1e-12 * squares)) return Number.NaN;
    let between = 0;
    let used = 0;
    for (let c = 0; c < count; c += 1) {
      if (counts[c] === 0) continue;
      used += 1;
      between += (sums[c] as number) ** 2 / (counts[c] as number);
    }
    const within = Math.max(0, squares - between);
    return Math.max(0, 1 - within / (n - used) / (all / (n - 1)));
  }
}

/**
 * True when weight and importance say different things: the one at least twice the other, and apart by at least half of an even
 * weight.
 * @param share of the importance; @param weight effective; @param count how many indicators have a weight
 */
export const disagrees = (share: number, weight: number, count: number): boolean =>
  (share > 2 * weight || weight > 2 * share) && Math.abs(share - weight) >= 0.5 / count;
