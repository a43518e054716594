import type { IndexMethod, Method, ProblemCountMethod, SeiMethod } from '../../schemas/method.ts';
import { type AlkireFosterMeasures, kCurve } from '../assess/alkireFoster.ts';
import { Baseline } from '../assess/baseline.ts';
import { LiveIndex } from '../assess/live.ts';
import { LiveProblemCount } from '../assess/liveProblems.ts';
import type { Weighted } from '../assess/weighting/resolveWeights.ts';
import { thresholdsOf, withThresholds } from '../assess/problemRules.ts';
import { type SocioEconomicIndex, socioEconomicIndex } from '../assess/sei.ts';
import type { TakingPart } from '../assess/takingPart.ts';
import { baseColumns, type Elsewhere, everyArea, pickedOf, takenFrom } from './elsewhere.ts';
import { topCount } from './mapClasses.ts';
import { methodOf, type Settings } from './settings.ts';
import { type Spread, spreadFor, spreadOut, type Standing } from './spread.ts';
import { weightsOf } from './weights.ts';

/** The areas and their indicator columns: what a method is carried out on. */
export interface AssessedColumns {
  readonly codes: readonly string[];
  /** One per indicator id, in the indicator's own unit, NaN where missing. */
  readonly byId: ReadonlyMap<string, Float64Array>;
  /** What rules for missing values and base years take from elsewhere; nothing where it is left out. */
  readonly elsewhere?: Elsewhere;
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
  /** What the method on screen is carried out on: its areas, with gaps filled. */
  taking: TakingPart;
  /** 1 where the area is over the line of its method: highest 5 %, lowest level reached, area type 1 or 2. */
  readonly flagged: Uint8Array;
  readonly flaggedBefore: Uint8Array;
  kind: Settings['kind'] = 'index';
  scores: Float64Array;
  ranks: Int32Array;
  order: Uint32Array;
  ranked = 0;
  #index: Kept<IndexMethod, LiveIndex> | null = null;
  #count: Kept<ProblemCountMethod, LiveProblemCount> | null = null;
  #sei: SeiKept | null = null;
  #spread: Spread | null = null;

  constructor(columns: AssessedColumns) {
    const n = columns.codes.length;
    this.columns = columns;
    this.baseline = new Baseline(n);
    this.flagged = new Uint8Array(n);
    this.flaggedBefore = new Uint8Array(n);
    this.scores = new Float64Array(n);
    this.ranks = new Int32Array(n);
    this.order = new Uint32Array(n);
    this.taking = everyArea(columns);
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

  /** The method of settings that are shown, with every threshold as the number that it is. */
  methodShown(settings: Settings): Method {
    const counted = this.problems;
    return counted === undefined ? methodOf(settings) : withThresholds(settings.problemCount, counted.thresholds);
  }

  /** Normalised columns of the index, one per indicator, over the areas that take part. Undefined for the other methods. */
  get normalised(): readonly Float64Array[] | undefined {
    return this.kind === 'index' ? this.#index?.live.normalised : undefined;
  }

  /** Effective weights by position in the index's `indicators`; they sum to 1. Undefined for the other methods. */
  get effectiveWeights(): Float64Array | undefined {
    return this.kind === 'index' ? this.#index?.live.effectiveWeights : undefined;
  }

  /** What a rule made of the index's weights; undefined for the other methods, and without a rule. */
  get weighted(): Weighted | undefined {
    const kept = this.kind === 'index' ? this.#index : null;
    return kept?.method.weights === undefined ? undefined : kept.live.weighted;
  }

  /** The problem count on screen, if that is what is shown. */
  get problems(): LiveProblemCount | undefined {
    return this.kind === 'problem-count' ? this.#count?.live : undefined;
  }

  /** The socio-economic index on screen, if that is what is shown; its types stand by all areas, the rest by those that take part. */
  get sei(): SocioEconomicIndex | undefined {
    return this.kind === 'sei' ? this.#sei?.live.result : undefined;
  }

  /** Every cut-off of the problem count at once; empty for the other methods. @param people of all areas */
  kCurve(people?: Float64Array): readonly AlkireFosterMeasures[] {
    if (this.problems === undefined) return [];
    return kCurve(this.problems, people === undefined ? undefined : pickedOf(this.taking, people));
  }

  /** Why the area stands where it stands; undefined without a score or when nothing additive exists. */
  explain(area: number): Explanation | undefined {
    const score = this.scores[area] ?? Number.NaN;
    if (Number.isNaN(score)) return undefined;
    const own = this.#spread === null ? area : (this.#spread.placeOf[area] as number);
    const counted = this.problems;
    if (counted !== undefined) {
      const parts = counted.factors.map(({ id, weight }, f) => ({
        id,
        value: weight * (counted.factorProblems[f]?.[own] ?? 0),
      }));
      return { from: 0, to: score, parts, missing: 0, rest: 0 };
    }
    const live = this.kind === 'index' ? this.#index?.live : this.#sei?.live.parts;
    const found = live?.explain(own);
    if (live === undefined || found === undefined) return undefined;
    return {
      from: found.mean,
      to: found.score,
      parts: live.ids.map((id, j) => ({ id, value: found.parts[j] ?? Number.NaN })),
      missing: found.missing,
      rest: found.rest,
    };
  }

  #showIndex(method: IndexMethod): void {
    const kept = this.#index;
    // Weights that a rule has made are not the written ones, and stand as they are.
    if (kept !== null && differInWeightsOnly(kept.method, method)) {
      kept.live.setWeights(weightsOf(method));
      kept.live.compute();
      this.#index = { ...kept, method };
    } else if (kept !== null && differInShowingOnly(kept.method, method)) {
      this.#index = { ...kept, method };
    } else if (kept?.method !== method) {
      const taking = takenFrom(this.columns, method);
      this.#index = {
        method,
        taking,
        live: new LiveIndex({ areas: taking.areas, method, columns: taking.columns }),
      };
    }
    const { live, taking } = this.#index as Kept<IndexMethod, LiveIndex>;
    this.#take(live, taking);
    const last = topCount(TOP_SHARE, live.ranked);
    const { ranks, flagged } = this;
    for (let i = 0; i < flagged.length; i += 1) {
      const rank = ranks[i] as number;
      flagged[i] = rank > 0 && rank <= last ? 1 : 0;
    }
  }

  #showCount(method: ProblemCountMethod): void {
    const kept = this.#count;
    if (kept !== null && (kept.method === method || differInThresholdsOnly(kept.method, method))) {
      for (const { id, threshold } of method.indicators) {
        if (typeof threshold === 'number') kept.live.setThreshold(id, threshold);
      }
      kept.live.compute();
      this.#count = { ...kept, method };
    } else {
      const taking = takenFrom(this.columns, method);
      const resolved = withThresholds(method, thresholdsOf(method, taking.columns, baseColumns(this.columns, method)));
      this.#count = {
        method,
        taking,
        live: new LiveProblemCount({ areas: taking.areas, method: resolved, columns: taking.columns }),
      };
    }
    const { live, taking } = this.#count;
    this.#take(live, taking);
    this.flagged.fill(0);
    const { positions } = taking;
    for (let i = 0; i < positions.length; i += 1)
      this.flagged[positions[i] as number] = (live.levelOf[i] as number) >= 0 ? 1 : 0;
  }

  #showSei(method: SeiMethod): void {
    const kept = this.#sei;
    if (
      kept === null ||
      kept.method.indicators.join() !== method.indicators.join() ||
      kept.method.exclude !== method.exclude
    ) {
      const taking = takenFrom(this.columns, method);
      const { areas, columns } = taking;
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
      const types = new Uint8Array(this.flagged.length);
      taking.positions.forEach((area, i) => {
        types[area] = result.types[i] as number;
      });
      this.#sei = { method, taking, live: { result: { ...result, types }, parts } };
    }
    const { live, taking } = this.#sei as SeiKept;
    this.#take({ ...live.result, ranked: live.result.order.length }, taking);
    for (let i = 0; i < this.flagged.length; i += 1) {
      const type = live.result.types[i] as number;
      this.flagged[i] = type > 0 && type <= CHALLENGED_TYPES ? 1 : 0;
    }
  }

  /** What was worked out for the areas that take part, put where they stand among all. */
  #take(from: Standing, taking: TakingPart): void {
    this.taking = taking;
    this.#spread = taking.some ? spreadFor(this.#spread, taking, this.columns.codes.length) : null;
    const put = this.#spread === null ? from : spreadOut(from, taking, this.#spread);
    this.scores = put.scores;
    this.ranks = put.ranks;
    this.order = put.order;
    this.ranked = from.ranked;
  }
}

interface Kept<M, L> {
  readonly method: M;
  readonly taking: TakingPart;
  readonly live: L;
}

type SeiKept = Kept<SeiMethod, { readonly result: SocioEconomicIndex; readonly parts: LiveIndex }>;

function differInWeightsOnly(a: IndexMethod, b: IndexMethod): boolean {
  return (
    a.weights === undefined &&
    b.weights === undefined &&
    a.normalisation === b.normalisation &&
    a.treatment === b.treatment &&
    a.aggregation === b.aggregation &&
    a.missing === b.missing &&
    a.exclude === b.exclude &&
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

/** The same index but for its classes and its note. */
export function differInShowingOnly(a: IndexMethod, b: IndexMethod): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => {
    const part = key as keyof IndexMethod;
    return part === 'classes' || part === 'note' || a[part] === b[part];
  });
}

function differInThresholdsOnly(a: ProblemCountMethod, b: ProblemCountMethod): boolean {
  return (
    a.k === b.k &&
    a.levels === b.levels &&
    a.factorRule === b.factorRule &&
    a.baseYear === b.baseYear &&
    a.missing === b.missing &&
    a.exclude === b.exclude &&
    a.indicators.length === b.indicators.length &&
    a.indicators.every((one, i) => {
      const other = b.indicators[i];
      return (
        one.id === other?.id &&
        one.direction === other.direction &&
        one.factor === other.factor &&
        one.weight === other.weight &&
        (typeof other.threshold === 'number' || one.threshold === other.threshold)
      );
    })
  );
}
