const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const DIGIT = BUCKETS - 1;

/**
 * Ranks the same way as `rankScores`, many times a second and without allocating: a least-significant-digit radix sort
 * (Knuth, TAOCP 3, 5.2.5) on the bit pattern of the scores, whose time does not depend on how they are spread. The sort
 * is stable and starts in the order of the area codes, so ties come out by code.
 */
export class RadixRanking {
  /** 1 = highest score, ties the lowest rank, 0 = no score. */
  readonly ranks: Int32Array;
  /** Positions of the ranked areas, best first; only the first `ranked` are valid. */
  readonly order: Uint32Array;
  /** How many areas have a score. */
  ranked = 0;
  readonly #byCode: Uint32Array;
  readonly #other: Uint32Array;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  readonly #counts = new Uint32Array(6 * BUCKETS);
  readonly #words: Uint32Array;
  readonly #lowWord: number;

  /**
   * @param scores the array that will be ranked each time; it is read, never changed
   * @param byCode positions of the areas sorted by area code (`codeOrder`)
   */
  constructor(scores: Float64Array<ArrayBuffer>, byCode: Uint32Array) {
    const n = scores.length;
    this.ranks = new Int32Array(n);
    this.order = new Uint32Array(n);
    this.#byCode = byCode;
    this.#other = new Uint32Array(n);
    this.#high = new Uint32Array(n);
    this.#low = new Uint32Array(n);
    this.#words = new Uint32Array(scores.buffer, scores.byteOffset, 2 * n);
    // Which half of a double comes first depends on the processor: 1 has an empty low word.
    this.#lowWord = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 0 : 1;
  }

  rank(scores: Float64Array): void {
    const n = scores.length;
    const ranked = this.#keys(scores, n);
    this.#offsets(ranked);
    // Three digits of each word, least significant first; six passes end where they began, in `order`.
    this.#pass(this.order, this.#other, this.#low, 0, 0, ranked);
    this.#pass(this.#other, this.order, this.#low, DIGIT_BITS, 1, ranked);
    this.#pass(this.order, this.#other, this.#low, 2 * DIGIT_BITS, 2, ranked);
    this.#pass(this.#other, this.order, this.#high, 0, 3, ranked);
    this.#pass(this.order, this.#other, this.#high, DIGIT_BITS, 4, ranked);
    this.#pass(this.#other, this.order, this.#high, 2 * DIGIT_BITS, 5, ranked);
    let rank = 0;
    let before = Number.NaN;
    for (let place = 0; place < ranked; place += 1) {
      const area = this.order[place] as number;
      const score = scores[area] as number;
      if (score !== before) rank = place + 1;
      this.ranks[area] = rank;
      before = score;
    }
    this.ranked = ranked;
  }

  /** Fills the keys, whose unsigned order is falling score, and counts every digit; areas without score get rank 0. */
  #keys(scores: Float64Array, n: number): number {
    const counts = this.#counts.fill(0);
    const high = this.#high;
    const low = this.#low;
    const words = this.#words;
    const lowWord = this.#lowWord;
    let ranked = 0;
    for (let place = 0; place < n; place += 1) {
      const area = this.#byCode[place] as number;
      const score = scores[area] as number;
      if (score !== score) {
        this.ranks[area] = 0;
        continue;
      }
      this.order[ranked] = area;
      ranked += 1;
      let h = words[2 * area + 1 - lowWord] as number;
      let l = words[2 * area + lowWord] as number;
      if (score === 0) {
        // Minus zero and zero are the same score.
        h = 0x7fffffff;
        l = 0xffffffff;
      } else if (h < 0x80000000) {
        h = ~h & 0x7fffffff;
        l = ~l >>> 0;
      }
      high[area] = h;
      low[area] = l;
      countDigit(counts, 0, l & DIGIT);
      countDigit(counts, 1, (l >>> DIGIT_BITS) & DIGIT);
      countDigit(counts, 2, l >>> (2 * DIGIT_BITS));
      countDigit(counts, 3, h & DIGIT);
      countDigit(counts, 4, (h >>> DIGIT_BITS) & DIGIT);
      countDigit(counts, 5, h >>> (2 * DIGIT_BITS));
    }
    return ranked;
  }

  #offsets(ranked: number): void {
    const counts = this.#counts;
    for (let digit = 0; digit < 6; digit += 1) {
      let start = 0;
      for (let bucket = digit * BUCKETS; start < ranked; bucket += 1) {
        const count = counts[bucket] as number;
        counts[bucket] = start;
        start += count;
      }
    }
  }

  #pass(from: Uint32Array, to: Uint32Array, keys: Uint32Array, shift: number, digit: number, ranked: number): void {
    const counts = this.#counts;
    const base = digit * BUCKETS;
    for (let place = 0; place < ranked; place += 1) {
      const area = from[place] as number;
      const bucket = base + (((keys[area] as number) >>> shift) & DIGIT);
      const target = counts[bucket] as number;
      counts[bucket] = target + 1;
      to[target] = area;
    }
  }
}

function countDigit(counts: Uint32Array, digit: number, value: number): void {
  const bucket = digit * BUCKETS + value;
  counts[bucket] = (counts[bucket] as number) + 1;
}
