import type { IndexMethod } from '../../schemas/method.ts';
import { requirePositive } from './aggregation.ts';
import { Baseline } from './baseline.ts';
import type { ValuedTree } from './why/valuedTree.ts';
import { type AreaExplanation, explainArea } from './why/waterfall.ts';
import { normaliseAll } from './normalise.ts';
import { enoughPresent } from './presence.ts';
import { RadixRanking } from './radixRanking.ts';
import { codeOrder } from './ranking.ts';
import { TreeValues } from './treeValues.ts';
import { resolveWeights, type Weighted } from './weighting/resolveWeights.ts';
import {
  buildWeightTree,
  effectiveWeights,
  shareAmongSiblings,
  type WeightTree,
  writtenWeights,
} from './weightTree.ts';

/**
 * A weighted index that is recomputed while a person drags a weight: prepared once per set of columns, then
 *
 *     const live = new LiveIndex({ areas, method, columns });
 *     live.takeBaseline();                 // compare with the weights as they are now
 *     live.setWeight('crime', 3);          // any indicator or group id, as often as input events come
 *     live.compute();                      // once per frame: fills scores, ranks, order, effectiveWeights, baseline
 *
 * `compute` allocates nothing. Every array below is the same object for the life of the index, so it can be handed to
 * the map and the list once. Scores and ranks are bit for bit those of `assessIndex` with the same weights.
 */
export class LiveIndex {
  /** Area codes; position i of every array is area i. */
  readonly areas: readonly string[];
  /** Indicator ids in the order of the method. */
  readonly ids: readonly string[];
  /** Normalised columns, one per indicator: high = more exclusion, NaN where missing. */
  readonly normalised: readonly Float64Array[];
  /** NaN = no score. */
  readonly scores: Float64Array<ArrayBuffer>;
  /** The method with its weights as numbers, and what a rule made of each group. */
  readonly weighted: Weighted;
  /** One per indicator, summing to 1. */
  readonly effectiveWeights: Float64Array;
  /** What has moved since `takeBaseline`. */
  readonly baseline: Baseline;
  readonly #tree: WeightTree;
  readonly #position: ReadonlyMap<string, number>;
  readonly #weights: Float64Array;
  readonly #shares: Float64Array;
  readonly #values: TreeValues;
  readonly #enough: Uint8Array;
  readonly #ranking: RadixRanking;

  /** @throws MethodError when the method cannot be carried out on these columns (see `assessIndex`) */
  constructor(input: {
    /** Area codes. */
    readonly areas: readonly string[];
    readonly method: IndexMethod;
    /** One column per indicator of the method, aligned with `areas`, in the indicator's own unit, NaN where missing. */
    readonly columns: readonly Float64Array[];
  }) {
    const { areas, columns } = input;
    this.weighted = resolveWeights(input.method, areas, columns);
    const { method } = this.weighted;
    const n = areas.length;
    this.areas = areas;
    this.ids = method.indicators.map(({ id }) => id);
    this.#tree = buildWeightTree(method);
    const { nodes } = this.#tree;
    this.#position = new Map(nodes.map((node, position) => [node.id, position]));
    this.#weights = writtenWeights(this.#tree);
    this.#shares = new Float64Array(nodes.length);
    this.effectiveWeights = new Float64Array(this.ids.length);
    this.normalised = normaliseAll(method, areas, columns).map(({ values }) => values);
    requirePositive(this.#tree, this.ids, this.normalised);
    this.#enough = enoughPresent(this.normalised, n, method.missing?.leastShare ?? 0);
    this.#values = new TreeValues(this.#tree, this.normalised, n);
    this.scores = this.#values.scores;
    this.#ranking = new RadixRanking(this.scores, codeOrder(areas));
    this.baseline = new Baseline(n);
    this.compute();
  }

  /** 1 = highest score, ties the lowest rank, 0 = none. */
  get ranks(): Int32Array {
    return this.#ranking.ranks;
  }

  /** Positions of the areas by rank, ties by area code; only the first `ranked` are valid. */
  get order(): Uint32Array {
    return this.#ranking.order;
  }

  /** How many areas have a score. */
  get ranked(): number {
    return this.#ranking.ranked;
  }

  /** The weight of an indicator or a group as last set, before division among siblings. */
  weightOf(id: string): number {
    const position = this.#position.get(id);
    return position === undefined ? Number.NaN : (this.#weights[position] as number);
  }

  /**
   * Sets the weight (>= 0) of an indicator or a group; `compute` brings it into effect. False, and nothing changed, for
   * an unknown id, a weight that is no weight, or one that would leave all siblings at zero.
   */
  setWeight(id: string, weight: number): boolean {
    const position = this.#position.get(id);
    if (position === undefined || !(weight >= 0 && weight < Infinity)) return false;
    const before = this.#weights[position] as number;
    this.#weights[position] = weight;
    if (this.#siblingsWeighNothing(position)) {
      this.#weights[position] = before;
      return false;
    }
    return true;
  }

  /** Sets several weights at once, for undo or a loaded scenario. False, and nothing changed, as for `setWeight`. */
  setWeights(weights: Iterable<readonly [id: string, weight: number]>): boolean {
    const before = this.#weights.slice();
    const touched: number[] = [];
    let good = true;
    for (const [id, weight] of weights) {
      const position = this.#position.get(id);
      if (position === undefined || !(weight >= 0 && weight < Infinity)) {
        good = false;
        break;
      }
      this.#weights[position] = weight;
      touched.push(position);
    }
    if (good && !touched.some((position) => this.#siblingsWeighNothing(position))) return true;
    this.#weights.set(before);
    return false;
  }

  /** Scores, ranks, order, effective weights and changes against the baseline, from the weights as they are now. */
  compute(): void {
    shareAmongSiblings(this.#tree, this.#weights, this.#shares);
    effectiveWeights(this.#tree, this.#shares, this.effectiveWeights);
    this.#values.compute(this.#shares);
    const scores = this.scores;
    const enough = this.#enough;
    for (let area = 0; area < scores.length; area += 1) if (enough[area] === 0) scores[area] = Number.NaN;
    this.#ranking.rank(scores);
    this.baseline.compare(this.ranks);
  }

  /** From now on `baseline` compares with the ranks as they are now, or with those given (a saved scenario). */
  takeBaseline(ranks: Int32Array = this.ranks): void {
    this.baseline.take(ranks);
    this.baseline.compare(this.ranks);
  }

  /** Why the area at this position stands where it stands; undefined without score. */
  explain(area: number): AreaExplanation | undefined {
    return explainArea(this.valued, area);
  }

  /** The tree with its values as they are now, for everything that explains. */
  get valued(): ValuedTree {
    return {
      tree: this.#tree,
      shares: this.#shares,
      normalised: this.normalised,
      valuesOf: (position) => this.#values.valuesOf(position),
      scores: this.scores,
    };
  }

  #siblingsWeighNothing(position: number): boolean {
    const parent = this.#tree.nodes[this.#tree.nodes[position]?.parent ?? -1];
    return parent?.children.every((sibling) => this.#weights[sibling] === 0) === true;
  }
}
