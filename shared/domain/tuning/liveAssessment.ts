import type { IndexMethod, ProblemCountMethod, SeiMethod } from '../../schemas/method.ts';
import { type AlkireFosterMeasures, kCurve } from '../assess/alkireFoster.ts';
import { Baseline } from '../assess/baseline.ts';
import { LiveIndex } from '../assess/live.ts';
import { LiveProblemCount } from '../assess/liveProblems.ts';
import { type SocioEconomicIndex, socioEconomicIndex } from '../assess/sei.ts';
import { topCount } from './mapClasses.ts';
import type { Settings } from './settings.ts';
import { weightsOf } from './weights.ts';

/** The areas and their indicator columns: what a method is carried out on. */
export interface AssessedColumns {
  readonly codes: readonly string[];
  /** One per indicator id, in the indicator's own unit, NaN where missing. */
  readonly byId: ReadonlyMap<string, Float64Array>;
}

/** Parts that lead from one number to another and add up exactly. */
export interface Explanation {
  /** The mean over the areas, or 0 for a count. */
  readonly from: number;
  readonly to: number;
  /** By indicator, or for a count by factor; NaN where the area has no value. */
  readonly parts: readonly { readonly id: string; readonly value: number }[];
  /** What is left because values are missing. */
  readonly missing: number;
  /** What no single indicator brings about, in an index that is not a plain mean throughout. */
  readonly rest: number;
}

/** The share of the areas that an index singles out. */
export const TOP_SHARE = 0.05;
/** Area types 1 and 2 are those with socio-economic challenges. */
const CHALLENGED_TYPES = 2;

/**
 * The assessment on screen, whichever of the three methods it is, brought up to date with `show` as often as settings
 * change. Weights and thresholds cost a pass over the areas; anything else prepares the method anew. The arrays are
 * written over by the next `show`.
 */
export class LiveAssessment {
  readonly columns: AssessedColumns;
  readonly baseline: Baseline;
  /** 1 where the area is over the line of its method: highest 5 %, lowest level reached, area type 1 or 2. */
  readonly flagged: Uint8Array;
  readonly flaggedBefore: Uint8Array;
  kind: Settings['kind'] = 'index';
  scores: Float64Array;
  ranks: Int32Array;
  order: Uint32Array;
  ranked = 0;
  #index: { readonly method: IndexMethod; readonly live: LiveIndex } | null = null;
  #count: { readonly method: ProblemCountMethod; readonly live: LiveProblemCount } | null = null;
  #sei: { readonly method: SeiMethod; readonly result: SocioEconomicIndex; readonly parts: LiveIndex } | null = null;

  constructor(columns: AssessedColumns) {
    const n = columns.codes.length;
    this.columns = columns;
    this.baseline = new Baseline(n);
    this.flagged = new Uint8Array(n);
    this.flaggedBefore = new Uint8Array(n);
    this.scores = new Float64Array(n);
    this.ranks = new Int32Array(n);
    this.order = new Uint32Array(n);
  }

  /** @throws MethodError when the method cannot be carried out on these columns; what was shown stays */
  show(settings: Settings): void {
    switch (settings.kind) {
      case 'index':
        this.#showIndex(settings.index);
        break;
      case 'problem-count':
        this.#showCount(settings.problemCount);
        break;
      case 'sei':
        this.#showSei(settings.sei);
        break;
    }
    this.kind = settings.kind;
    this.baseline.compare(this.ranks);
  }

  /** Compares from now on with another assessment of the same areas. */
  compareWith(other: { readonly ranks: Int32Array; readonly flagged: Uint8Array }): void {
    this.baseline.take(other.ranks);
    this.flaggedBefore.set(other.flagged);
    this.baseline.compare(this.ranks);
  }

  /** Effective weights by position in the index's `indicators`; they sum to 1. Undefined for the other methods. */
  get effectiveWeights(): Float64Array | undefined {
    return this.kind === 'index' ? this.#index?.live.effectiveWeights : undefined;
  }

  /** The problem count on screen, if that is what is shown. */
  get problems(): LiveProblemCount | undefined {
    return this.kind === 'problem-count' ? this.#count?.live : undefined;
  }

  /** The socio-economic index on screen, if that is what is shown. */
  get sei(): SocioEconomicIndex | undefined {
    return this.kind === 'sei' ? this.#sei?.result : undefined;
  }

  /** Every cut-off of the problem count at once; empty for the other methods. */
  kCurve(people?: Float64Array): readonly AlkireFosterMeasures[] {
    return this.problems === undefined ? [] : kCurve(this.problems, people);
  }

  /** Why the area stands where it stands; undefined without a score or when nothing additive exists. */
  explain(area: number): Explanation | undefined {
    const score = this.scores[area] ?? Number.NaN;
    if (Number.isNaN(score)) return undefined;
    const counted = this.problems;
    if (counted !== undefined) {
      const parts = counted.factors.map(({ id, weight }, f) => ({
        id,
        value: weight * (counted.factorProblems[f]?.[area] ?? 0),
      }));
      return { from: 0, to: score, parts, missing: 0, rest: 0 };
    }
    const live = this.kind === 'index' ? this.#index?.live : this.#sei?.parts;
    const found = live?.explain(area);
    if (live === undefined || found === undefined) return undefined;
    return {
      from: found.mean,
      to: found.score,
      parts: live.ids.map((id, j) => ({ id, value: found.parts[j] ?? Number.NaN })),
      missing: found.missing,
      rest: found.rest,
    };
  }

  #column(id: string): Float64Array {
    return this.columns.byId.get(id) ?? new Float64Array(this.columns.codes.length).fill(Number.NaN);
  }

  #showIndex(method: IndexMethod): void {
    const kept = this.#index;
    let live: LiveIndex;
    if (kept !== null && (kept.method === method || differInWeightsOnly(kept.method, method))) {
      live = kept.live;
      live.setWeights(weightsOf(method));
      live.compute();
    } else {
      live = new LiveIndex({
        areas: this.columns.codes,
        method,
        columns: method.indicators.map(({ id }) => this.#column(id)),
      });
    }
    this.#index = { method, live };
    this.#take(live);
    const last = topCount(TOP_SHARE, live.ranked);
    const { ranks, flagged } = this;
    for (let i = 0; i < flagged.length; i += 1) {
      const rank = ranks[i] as number;
      flagged[i] = rank > 0 && rank <= last ? 1 : 0;
    }
  }

  #showCount(method: ProblemCountMethod): void {
    const kept = this.#count;
    let live: LiveProblemCount;
    if (kept !== null && (kept.method === method || differInThresholdsOnly(kept.method, method))) {
      live = kept.live;
      for (const { id, threshold } of method.indicators) {
        if (typeof threshold === 'number') live.setThreshold(id, threshold);
      }
      live.compute();
    } else {
      live = new LiveProblemCount({
        areas: this.columns.codes,
        method,
        columns: method.indicators.map(({ id }) => this.#column(id)),
      });
    }
    this.#count = { method, live };
    this.#take(live);
    for (let i = 0; i < this.flagged.length; i += 1) this.flagged[i] = (live.levelOf[i] as number) >= 0 ? 1 : 0;
  }

  #showSei(method: SeiMethod): void {
    if (this.#sei === null || this.#sei.method.indicators.join() !== method.indicators.join()) {
      const columns = method.indicators.map((id) => this.#column(id));
      const areas = this.columns.codes;
      const result = socioEconomicIndex(method, areas, columns);
      // The same number as a plain mean of the three parts, which knows how to explain itself.
      const parts = new LiveIndex({
        areas,
        columns,
        method: {
          version: 1,
          kind: 'index',
          indicators: method.indicators.map((id) => ({ id, direction: 1, weight: 1 })),
          normalisation: { kind: 'none' },
          missing: { leastShare: 1 },
        },
      });
      this.#sei = { method, result, parts };
    }
    const { result } = this.#sei;
    this.#take({ ...result, ranked: result.order.length });
    for (let i = 0; i < this.flagged.length; i += 1) {
      const type = result.types[i] as number;
      this.flagged[i] = type > 0 && type <= CHALLENGED_TYPES ? 1 : 0;
    }
  }

  #take(from: {
    readonly scores: Float64Array;
    readonly ranks: Int32Array;
    readonly order: Uint32Array;
    readonly ranked: number;
  }): void {
    this.scores = from.scores;
    this.ranks = from.ranks;
    this.order = from.order;
    this.ranked = from.ranked;
  }
}

function differInWeightsOnly(a: IndexMethod, b: IndexMethod): boolean {
  return (
    a.weights === undefined &&
    b.weights === undefined &&
    a.normalisation === b.normalisation &&
    a.treatment === b.treatment &&
    a.aggregation === b.aggregation &&
    a.missing === b.missing &&
    a.indicators.length === b.indicators.length &&
    (a.groups?.length ?? 0) === (b.groups?.length ?? 0) &&
    a.indicators.every((one, i) => {
      const other = b.indicators[i];
      return one.id === other?.id && one.direction === other.direction && one.parent === other.parent;
    }) &&
    (a.groups ?? []).every((one, i) => {
      const other = b.groups?.[i];
      return one.id === other?.id && one.parent === other.parent && one.aggregation === other.aggregation;
    })
  );
}

function differInThresholdsOnly(a: ProblemCountMethod, b: ProblemCountMethod): boolean {
  return (
    a.k === b.k &&
    a.levels === b.levels &&
    a.factorRule === b.factorRule &&
    a.missing === b.missing &&
    a.indicators.length === b.indicators.length &&
    a.indicators.every((one, i) => {
      const other = b.indicators[i];
      return (
        one.id === other?.id &&
        one.direction === other.direction &&
        one.factor === other.factor &&
        one.weight === other.weight &&
        typeof other.threshold === 'number'
      );
    })
  );
}
