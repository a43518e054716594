import { RadixRanking } from '../assess/radixRanking.ts';

/** Buckets per area: the more, the fewer scores share one. */
const PER_AREA = 2;
/** More scores in one bucket than this are sorted by their bits instead. */
const MOST_IN_ONE = 64;

/**
 * Ranks alone (1 = highest score, ties the lowest rank, 0 = no score), exactly those of `RadixRanking`: scores fall into buckets of
 * equal width between the highest and the lowest, and are put in order within them. That takes one look where sorting by bits takes
 * six, as long as scores are spread; where a few lie far from all others, or all are alike, the bits are sorted.
 */
export class BucketRanking {
  readonly #buckets: Int32Array;
  readonly #starts: Int32Array;
  readonly #areas: Int32Array;
  readonly #sorted: Float64Array;
  readonly #scores: Float64Array<ArrayBuffer>;
  readonly #radix: RadixRanking;

  constructor(n: number) {
    this.#buckets = new Int32Array(n);
    this.#starts = new Int32Array(PER_AREA * n + 1);
    this.#areas = new Int32Array(n);
    this.#sorted = new Float64Array(n);
    this.#scores = new Float64Array(n);
    this.#radix = new RadixRanking(
      this.#scores,
      Uint32Array.from({ length: n }, (_none, i) => i),
    );
  }

  /** @param ranks filled from `at` on */
  rank(scores: Float64Array, ranks: Int32Array, at: number): void {
    const ranked = this.#fillBuckets(scores);
    if (ranked < 0) {
      this.#scores.set(scores);
      this.#radix.rank(this.#scores);
      ranks.set(this.#radix.ranks, at);
      return;
    }
    this.#sortWithin(ranked);
    const areas = this.#areas;
    const sorted = this.#sorted;
    if (ranked < scores.length) ranks.fill(0, at, at + scores.length);
    let rank = 0;
    let before = Number.NaN;
    for (let place = 0; place < ranked; place += 1) {
      const score = sorted[place] as number;
      if (score !== before) rank = place + 1;
      ranks[at + (areas[place] as number)] = rank;
      before = score;
    }
  }

  /** Puts areas and scores by bucket, and says how many there are; -1 = not this way. */
  #fillBuckets(scores: Float64Array): number {
    const n = scores.length;
    let most = -Infinity;
    let least = Infinity;
    for (let i = 0; i < n; i += 1) {
      const score = scores[i] as number;
      if (score > most) most = score;
      if (score < least) least = score;
    }
    const last = PER_AREA * n - 1;
    const perBucket = last / (most - least);
    if (!(perBucket > 0 && perBucket < Infinity)) return -1;
    const buckets = this.#buckets;
    const starts = this.#starts.fill(0);
    for (let i = 0; i < n; i += 1) {
      const score = scores[i] as number;
      // No score becomes no number, and so the first bucket: it is passed over below.
      const bucket = ((most - score) * perBucket) | 0;
      buckets[i] = bucket;
      if (score === score) starts[bucket] = (starts[bucket] as number) + 1;
    }
    let start = 0;
    for (let bucket = 0; bucket <= last; bucket += 1) {
      const count = starts[bucket] as number;
      if (count > MOST_IN_ONE) return -1;
      starts[bucket] = start;
      start += count;
    }
    for (let i = 0; i < n; i += 1) {
      const score = scores[i] as number;
      if (score !== score) continue;
      const bucket = buckets[i] as number;
      const place = starts[bucket] as number;
      starts[bucket] = place + 1;
      this.#areas[place] = i;
      this.#sorted[place] = score;
    }
    return start;
  }

  /** Buckets stand in order, so a score is never moved further than to the start of its own. */
  #sortWithin(ranked: number): void {
    const areas = this.#areas;
    const sorted = this.#sorted;
    for (let place = 1; place < ranked; place += 1) {
      const score = sorted[place] as number;
      if ((sorted[place - 1] as number) >= score) continue;
      const area = areas[place] as number;
      let to = place;
      for (; to > 0 && (sorted[to - 1] as number) < score; to -= 1) {
        sorted[to] = sorted[to - 1] as number;
        areas[to] = areas[to - 1] as number;
      }
      sorted[to] = score;
      areas[to] = area;
    }
  }
}
