import type { ProblemCountMethod } from '../../schemas/method.ts';
import { enoughPresent, TOLERANCE } from './presence.ts';
import { type Factor, factorsOf, markFactor, markProblems } from './problemRules.ts';
import { quantile } from '../statistics/quantile.ts';

/** What the thresholds are to reproduce. */
export type CalibrationTarget =
  /** Which areas are flagged, c >= k: 1 flagged, 0 not. */
  | { readonly kind: 'list'; readonly flagged: Uint8Array }
  /** How many areas have c >= from. */
  | { readonly kind: 'counts'; readonly counts: readonly { readonly from: number; readonly areas: number }[] };

export interface Calibrated {
  /** One per indicator, in its own unit: the number of fewest decimals that parts the areas so. */
  readonly thresholds: Float64Array;
  /** 1 - Jaccard for a list; sum of ((areas - wanted) / wanted)² for counts. 0 = reproduced. */
  readonly loss: number;
  /** c per area with these thresholds. */
  readonly counts: Float64Array;
  /** 1 = enough known to be flagged at all. */
  readonly judged: Uint8Array;
}

/** Common percentiles that a search may start from; the best of them are searched on. */
const STARTS = Array.from({ length: 50 }, (_none, i) => 50 + i);
const SEARCHED = 6;
const MOST_SWEEPS = 40;
const JUMPS = [60, 75, 85, 90, 95, 98];
/** Towards counts every indicator stays in play: at least this share of the areas is a problem by it, and at most that. */
const IN_PLAY = [0.01, 0.5] as const;
const JUMP_SWEEPS = 3;

/**
 * Absolute thresholds that best reproduce a list of areas, or counts of areas, of a base year. From the thresholds as written and from the best
 * common percentiles: one indicator at a time, every possible threshold is tried at once (areas come over it one by one as it is
 * lowered) and the best taken, of equally good ones the nearest to the present one; again and again until none gets better. Then the
 * same from where one indicator alone has been put at another percentile. Nothing is drawn by chance. A local optimum: counts in
 * particular can be reproduced by many sets of thresholds, of which this is one; towards counts no indicator is put out of play.
 * @param columns one per indicator of the method, in its own unit, NaN where missing
 * @param start thresholds as written, resolved
 */
export function calibrateThresholds(
  method: ProblemCountMethod,
  columns: readonly Float64Array[],
  start: Float64Array,
  target: CalibrationTarget,
): Calibrated {
  const search = new Search(method, columns, target);
  const common = STARTS.map((percentile) =>
    Float64Array.from(columns, (column, j) => {
      const turned = method.indicators[j]?.direction === -1 ? 100 - percentile : percentile;
      return quantile(column, turned / 100);
    }),
  );
  const starts = [start, ...common].map((thresholds, at) => ({ thresholds, at, loss: search.lossAt(thresholds) }));
  starts.sort((a, b) => a.loss - b.loss || a.at - b.at);
  let best: { thresholds: Float64Array; loss: number } | undefined;
  for (const { thresholds } of starts.slice(0, SEARCHED)) {
    const found = search.descend(thresholds);
    if (best === undefined || found.loss < best.loss - TOLERANCE) best = found;
    if (best.loss === 0) break;
  }
  const { thresholds: found, loss } = search.jump(best ?? { thresholds: start, loss: search.lossAt(start) });
  const thresholds = found.map((threshold, j) => search.rounded(j, threshold));
  search.lossAt(thresholds);
  return { thresholds, loss, counts: search.counts.slice(), judged: search.judged };
}

/** The problem count as the thresholds stand, and what a change of one of them would make of the loss. */
class Search {
  readonly counts: Float64Array;
  readonly judged: Uint8Array;
  readonly #directions: readonly (1 | -1)[];
  readonly #factors: readonly Factor[];
  readonly #factorOf: readonly number[];
  readonly #columns: readonly Float64Array[];
  readonly #target: CalibrationTarget;
  readonly #k: number;
  readonly #problems: readonly Uint8Array[];
  readonly #factorProblems: readonly Uint8Array[];
  /** Areas with a value, the worst first. */
  readonly #worstFirst: readonly (readonly number[])[];

  constructor(method: ProblemCountMethod, columns: readonly Float64Array[], target: CalibrationTarget) {
    const n = columns[0]?.length ?? 0;
    this.#directions = method.indicators.map(({ direction }) => direction);
    this.#factors = factorsOf(method);
    this.#factorOf = columns.map((_column, j) => this.#factors.findIndex(({ indicators }) => indicators.includes(j)));
    this.#columns = columns;
    this.#target = target;
    this.#k = method.k;
    this.#problems = columns.map(() => new Uint8Array(n));
    this.#factorProblems = this.#factors.map(() => new Uint8Array(n));
    this.counts = new Float64Array(n);
    this.judged = enoughPresent(columns, n, method.missing?.leastShare ?? 0);
    this.#worstFirst = columns.map((column, j) => {
      const turn = this.#directions[j] ?? 1;
      return Array.from(column.keys())
        .filter((i) => !Number.isNaN(column[i]))
        .sort((a, b) => turn * ((column[b] as number) - (column[a] as number)) || a - b);
    });
  }

  lossAt(thresholds: Float64Array): number {
    this.#problems.forEach((marks, j) =>
      markProblems(this.#columns[j] as Float64Array, this.#directions[j] ?? 1, thresholds[j] as number, marks),
    );
    this.#factors.forEach((factor, f) => markFactor(factor, this.#problems, this.#factorProblems[f] as Uint8Array));
    this.counts.fill(0);
    this.#factors.forEach(({ weight }, f) =>
      this.#factorProblems[f]?.forEach((isProblem, i) => {
        this.counts[i] = (this.counts[i] as number) + weight * isProblem;
      }),
    );
    const score = new Score(this.#target, this.#k);
    this.counts.forEach((count, i) => {
      if (this.judged[i] === 1) score.add(i, count);
      else score.leaveOut(i);
    });
    return score.loss();
  }

  descend(from: Float64Array, most = MOST_SWEEPS): { thresholds: Float64Array; loss: number } {
    const thresholds = from.slice();
    let loss = this.lossAt(thresholds);
    for (let sweep = 0, improved = true; improved && sweep < most; sweep += 1) {
      improved = false;
      for (let j = 0; j < thresholds.length; j += 1) {
        const found = this.#bestFor(j, thresholds[j] as number, loss);
        if (found === undefined) continue;
        thresholds[j] = found;
        const after = this.lossAt(thresholds);
        improved = true;
        loss = after;
      }
    }
    return { thresholds, loss };
  }

  /** Puts one indicator at a time somewhere else and searches on from there, as long as that leads to something better. */
  jump(from: { thresholds: Float64Array; loss: number }): { thresholds: Float64Array; loss: number } {
    let best = from;
    for (let j = 0; j < from.thresholds.length; j += 1)
      for (const percentile of JUMPS) {
        if (best.loss <= TOLERANCE) return best;
        const turned = this.#directions[j] === -1 ? 100 - percentile : percentile;
        const moved = best.thresholds.with(j, quantile(this.#columns[j] as Float64Array, turned / 100));
        const found = this.descend(moved, JUMP_SWEEPS);
        if (found.loss < best.loss - TOLERANCE) best = found;
      }
    return best;
  }

  /** The threshold of fewest decimals that makes the same areas a problem. */
  rounded(j: number, threshold: number): number {
    const turn = this.#directions[j] ?? 1;
    const column = this.#columns[j] as Float64Array;
    let better = turn * -Infinity;
    let worse = turn * Infinity;
    for (const value of column) {
      if (turn * value > turn * threshold && turn * value < turn * worse) worse = value;
      if (turn * value <= turn * threshold && turn * value > turn * better) better = value;
    }
    return Number.isFinite(better) ? roundest(better, worse, turn) : threshold;
  }

  /** The best threshold of one indicator, the others standing still; undefined when none is better than now. */
  #bestFor(j: number, now: number, lossNow: number): number | undefined {
    const factor = this.#factors[this.#factorOf[j] ?? 0] as Factor;
    const marks = this.#factorProblems[this.#factorOf[j] ?? 0] as Uint8Array;
    const column = this.#columns[j] as Float64Array;
    const order = this.#worstFirst[j] as readonly number[];
    const there = (i: number): number =>
      factor.indicators.reduce((sum, one) => sum + (one === j ? 0 : (this.#problems[one]?.[i] ?? 0)), 0);
    const without = Float64Array.from(this.counts, (count, i) => {
      const rest = count - factor.weight * (marks[i] as number);
      return rest + (there(i) >= factor.needed ? factor.weight : 0);
    });
    const score = new Score(this.#target, this.#k);
    without.forEach((count, i) => {
      if (this.judged[i] === 1) score.add(i, count);
      else score.leaveOut(i);
    });
    const turn = this.#directions[j] ?? 1;
    let best: { threshold: number; loss: number; far: number } | undefined;
    const towardsList = this.#target.kind === 'list';
    const least = towardsList ? 0 : IN_PLAY[0] * order.length;
    const most = towardsList ? order.length : IN_PLAY[1] * order.length;
    for (let place = 0; place < order.length;) {
      const value = column[order[place] as number] as number;
      // A threshold at this value: everything worse is a problem, nothing as bad.
      const threshold = roundest(
        value,
        place === 0 ? turn * Infinity : (column[order[place - 1] as number] as number),
        turn,
      );
      const loss = score.loss();
      const far = Math.abs(threshold - now);
      const inPlay = place >= least && place <= most;
      if (
        inPlay &&
        (best === undefined || loss < best.loss - TOLERANCE || (loss < best.loss + TOLERANCE && far < best.far))
      )
        best = { threshold, loss, far };
      for (; place < order.length && column[order[place] as number] === value; place += 1) {
        const i = order[place] as number;
        if (this.judged[i] === 0 || there(i) !== factor.needed - 1) continue;
        const count = without[i] as number;
        score.move(i, count, count + factor.weight);
      }
    }
    return best !== undefined && best.loss < lossNow - TOLERANCE ? best.threshold : undefined;
  }
}

/** How far a set of counts is from the target, kept up to date area by area. */
class Score {
  readonly #target: CalibrationTarget;
  readonly #limits: readonly number[];
  readonly #reached: number[];
  #hits = 0;
  #wrong = 0;
  #wanted = 0;

  constructor(target: CalibrationTarget, k: number) {
    this.#target = target;
    this.#limits = target.kind === 'list' ? [k] : target.counts.map(({ from }) => from);
    this.#reached = this.#limits.map(() => 0);
  }

  add(area: number, count: number): void {
    if (this.#target.kind === 'list') this.#wanted += this.#target.flagged[area] ?? 0;
    this.move(area, -1, count);
  }

  /** An area that cannot be judged: never flagged, but missed where it is wanted. */
  leaveOut(area: number): void {
    if (this.#target.kind === 'list') this.#wanted += this.#target.flagged[area] ?? 0;
  }

  move(area: number, before: number, after: number): void {
    for (let at = 0; at < this.#limits.length; at += 1) {
      const limit = (this.#limits[at] as number) - TOLERANCE;
      if (before >= limit || after < limit) continue;
      this.#reached[at] = (this.#reached[at] as number) + 1;
      if (this.#target.kind === 'counts') continue;
      if (this.#target.flagged[area] === 1) this.#hits += 1;
      else this.#wrong += 1;
    }
  }

  loss(): number {
    if (this.#target.kind === 'counts')
      return this.#target.counts.reduce(
        (sum, { areas }, at) => sum + (((this.#reached[at] as number) - areas) / Math.max(1, areas)) ** 2,
        0,
      );
    const either = this.#wanted + this.#wrong;
    return either === 0 ? 0 : 1 - this.#hits / either;
  }
}

/**
 * The number of fewest decimals z with problem = turn x > turn z that parts two neighbouring values: at the better one or beyond it, short
 * of the worse. Without a worse one, at or beyond the value.
 */
export function roundest(better: number, worse: number, turn: 1 | -1): number {
  for (let decimals = 0; decimals < 15; decimals += 1) {
    const scale = 10 ** decimals;
    const z = turn === 1 ? Math.ceil(better * scale) / scale : Math.floor(better * scale) / scale;
    if (turn * z >= turn * better && turn * z < turn * worse) return z + 0;
  }
  return better;
}
