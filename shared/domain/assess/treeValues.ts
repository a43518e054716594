import { isMean, scaleOf } from './aggregation.ts';
import { aggregateByComparing } from './comparing.ts';
import { weightedSum } from './weightedSum.ts';
import type { WeightTree } from './weightTree.ts';

/**
 * The values of every group of a weight tree for all areas, computed again and again with other weights. At a group that
 * takes a mean: f^-1(sum w f(x)) over the children that have a value, the weights divided by their sum when some is
 * missing; a group without any is itself missing. Nothing is allocated then; the comparing aggregations do allocate.
 */
export class TreeValues {
  /** The root's value per area, NaN = none; the same array for the life of the object. */
  readonly scores: Float64Array<ArrayBuffer>;
  readonly #tree: WeightTree;
  /** Value of every node. */
  readonly #values: Float64Array[];
  /** The same on the scale on which the parent takes its mean. */
  readonly #scaled: Float64Array[];

  /** @param leaves normalised, one per indicator, NaN where missing */
  constructor(tree: WeightTree, leaves: readonly Float64Array[], areaCount: number) {
    const { nodes } = tree;
    this.#tree = tree;
    this.#values = nodes.map((node) => leaves[node.indicator] ?? new Float64Array(areaCount));
    this.scores = new Float64Array(areaCount);
    this.#values[nodes.length - 1] = this.scores;
    this.#scaled = nodes.map((node, position) => {
      const parent = nodes[node.parent];
      if (parent === undefined || scaleOf(parent.aggregation).identity) return this.#values[position] as Float64Array;
      return new Float64Array(areaCount);
    });
    this.leavesChanged();
  }

  /** A node's value per area, NaN = none; the same array for the life of the object. */
  valuesOf(position: number): Float64Array {
    return this.#values[position] as Float64Array;
  }

  /** To be called when the columns given have been written to. */
  leavesChanged(): void {
    this.#tree.nodes.forEach((node, position) => {
      if (node.indicator >= 0) this.#rescale(position);
    });
  }

  /** @param shares of each node among its siblings (`shareAmongSiblings`) */
  compute(shares: Float64Array): void {
    const { nodes } = this.#tree;
    for (let position = 0; position < nodes.length; position += 1) this.#computeNode(position, shares);
  }

  #computeNode(position: number, shares: Float64Array): void {
    const node = this.#tree.nodes[position];
    if (node === undefined || node.indicator >= 0) return;
    const target = this.#values[position] as Float64Array;
    if (isMean(node.aggregation)) {
      const { backward, identity } = scaleOf(node.aggregation);
      weightedSum(target, node.children, this.#scaled, shares);
      const n = target.length;
      for (let area = 0; area < n; area += 1) {
        const sum = target[area] as number;
        // A missing child has made the sum NaN: take the mean over the others. Adding zero turns minus zero into zero.
        if (Number.isNaN(sum)) target[area] = backward(meanOfPresent(node.children, this.#scaled, shares, area)) + 0;
        else target[area] = (identity ? sum : backward(sum)) + 0;
      }
    } else
      target.set(
        aggregateByComparing(node.aggregation, {
          id: node.id,
          columns: node.children.map((child) => this.#values[child] as Float64Array),
          shares: node.children.map((child) => shares[child] as number),
        }),
      );
    this.#rescale(position);
  }

  #rescale(position: number): void {
    const node = this.#tree.nodes[position];
    const parent = this.#tree.nodes[node?.parent ?? -1];
    if (parent === undefined) return;
    const { forward, identity } = scaleOf(parent.aggregation);
    if (identity) return;
    const values = this.#values[position] as Float64Array;
    const scaled = this.#scaled[position] as Float64Array;
    for (let area = 0; area < values.length; area += 1) scaled[area] = forward(values[area] as number);
  }
}

/** Mean over the children that have a value, NaN when they weigh nothing together. */
function meanOfPresent(
  children: readonly number[],
  columns: readonly Float64Array[],
  shares: Float64Array,
  area: number,
): number {
  let sum = 0;
  let weight = 0;
  for (const child of children) {
    const value = (columns[child] as Float64Array)[area] as number;
    if (Number.isNaN(value)) continue;
    const share = shares[child] as number;
    sum += share * value;
    weight += share;
  }
  return weight > 0 ? sum / weight : Number.NaN;
}
