import type { ProblemCountMethod } from '../../schemas/method.ts';
import { Baseline } from './baseline.ts';
import { enoughPresent } from './presence.ts';
import {
  type Factor,
  factorsOf,
  levelOf,
  levelsOf,
  markFactor,
  markProblems,
  type ProblemLevel,
  thresholdsOf,
} from './problemRules.ts';
import { RadixRanking } from './radixRanking.ts';
import { codeOrder } from './ranking.ts';

/**
 * A problem count that is recomputed while a person drags a threshold:
 *
 *     const live = new LiveProblemCount({ areas, method, columns });
 *     live.takeBaseline();
 *     live.setThreshold('crowding', 27.5);   // in the indicator's own unit
 *     live.compute();                        // once per frame
 *
 * `compute` allocates nothing; the arrays are the same objects for the life of the count. Counts, ranks and levels are
 * bit for bit those of `countProblems`. For the k-curve hand it to `kCurve` of alkireFoster.ts.
 */
export class LiveProblemCount {
  /** Area codes; position i of every array is area i. */
  readonly areas: readonly string[];
  /** Indicator ids in the order of the method. */
  readonly ids: readonly string[];
  readonly factors: readonly Factor[];
  readonly levels: readonly ProblemLevel[];
  /** One per indicator, in its own unit, as last set (percentiles are resolved when the count is made). */
  readonly thresholds: Float64Array;
  /** c per area; NaN when it has no value at all. */
  readonly scores: Float64Array<ArrayBuffer>;
  /** Position in `levels`, -1 = none reached or too little known. */
  readonly levelOf: Int32Array;
  /** How many areas each level holds. */
  readonly levelCounts: Int32Array;
  /** 1 = enough known for a level. */
  readonly judged: Uint8Array;
  /** One column per indicator: 1 = problem. */
  readonly problems: readonly Uint8Array[];
  /** One column per factor: 1 = problem. */
  readonly factorProblems: readonly Uint8Array[];
  /** How many areas have each indicator as a problem. */
  readonly problemCounts: Int32Array;
  readonly baseline: Baseline;
  readonly #columns: readonly Float64Array[];
  readonly #directions: readonly (1 | -1)[];
  readonly #something: Uint8Array;
  /** 1 = the threshold has changed since the marks were made. */
  readonly #stale: Uint8Array;
  readonly #ranking: RadixRanking;

  /** @throws MethodError when the method cannot be carried out on these columns */
  constructor(input: {
    readonly areas: readonly string[];
    readonly method: ProblemCountMethod;
    /** One column per indicator of the method, aligned with `areas`, in the indicator's own unit, NaN where missing. */
    readonly columns: readonly Float64Array[];
  }) {
    const { areas, method, columns } = input;
    const n = areas.length;
    this.areas = areas;
    this.ids = method.indicators.map(({ id }) => id);
    this.factors = factorsOf(method);
    this.levels = levelsOf(method);
    this.thresholds = thresholdsOf(method, columns);
    this.#columns = columns;
    this.#directions = method.indicators.map(({ direction }) => direction);
    this.problems = columns.map(() => new Uint8Array(n));
    this.factorProblems = this.factors.map(() => new Uint8Array(n));
    this.problemCounts = new Int32Array(columns.length);
    this.#stale = new Uint8Array(columns.length).fill(1);
    this.#something = enoughPresent(columns, n, 0);
    this.judged = enoughPresent(columns, n, method.missing?.leastShare ?? 0);
    this.scores = new Float64Array(n);
    this.levelOf = new Int32Array(n);
    this.levelCounts = new Int32Array(this.levels.length);
    this.#ranking = new RadixRanking(this.scores, codeOrder(areas));
    this.baseline = new Baseline(n);
    this.compute();
  }

  /** 1 = highest count, ties the lowest rank, 0 = none. */
  get ranks(): Int32Array {
    return this.#ranking.ranks;
  }

  /** Positions of the areas by rank, ties by area code; only the first `ranked` are valid. */
  get order(): Uint32Array {
    return this.#ranking.order;
  }

  get ranked(): number {
    return this.#ranking.ranked;
  }

  /** Sets a threshold in the indicator's own unit. False, and nothing changed, for an unknown id or no number. */
  setThreshold(id: string, threshold: number): boolean {
    const position = this.ids.indexOf(id);
    if (position < 0 || !Number.isFinite(threshold)) return false;
    if (this.thresholds[position] !== threshold) {
      this.thresholds[position] = threshold;
      this.#stale[position] = 1;
    }
    return true;
  }

  compute(): void {
    this.#mark();
    const { scores, factors, factorProblems } = this;
    scores.fill(0);
    for (let f = 0; f < factors.length; f += 1) {
      const { weight } = factors[f] as Factor;
      const marks = factorProblems[f] as Uint8Array;
      for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] as number) + weight * (marks[i] as number);
    }
    const { levels, judged, levelCounts } = this;
    const reached = this.levelOf;
    const something = this.#something;
    levelCounts.fill(0);
    for (let i = 0; i < scores.length; i += 1) {
      const level = judged[i] === 1 ? levelOf(levels, scores[i] as number) : -1;
      reached[i] = level;
      if (level >= 0) levelCounts[level] = (levelCounts[level] as number) + 1;
      if (something[i] === 0) scores[i] = Number.NaN;
    }
    this.#ranking.rank(scores);
    this.baseline.compare(this.ranks);
  }

  /** From now on `baseline` compares with the ranks as they are now, or with those given. */
  takeBaseline(ranks: Int32Array = this.ranks): void {
    this.baseline.take(ranks);
    this.baseline.compare(this.ranks);
  }

  #mark(): void {
    for (let j = 0; j < this.problems.length; j += 1) {
      if (this.#stale[j] === 0) continue;
      const marks = this.problems[j] as Uint8Array;
      markProblems(this.#columns[j] as Float64Array, this.#directions[j] ?? 1, this.thresholds[j] as number, marks);
      let count = 0;
      for (let i = 0; i < marks.length; i += 1) count += marks[i] as number;
      this.problemCounts[j] = count;
    }
    for (let f = 0; f < this.factors.length; f += 1) {
      const factor = this.factors[f] as Factor;
      if (factor.indicators.some((j) => this.#stale[j] === 1))
        markFactor(factor, this.problems, this.factorProblems[f] as Uint8Array);
    }
    this.#stale.fill(0);
  }
}
