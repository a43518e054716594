import { scaleOf } from './aggregation.ts';
import type { WeightTree } from './weightTree.ts';

/** One area's index, worked out from the indicators up to the root. */
export interface AreaIndex {
  /** NaN when no indicator with weight is there. */
  readonly score: number;
  /** The area's own effective weight per indicator: renormalised over what is there, 0 where missing; sums to 1. */
  readonly weights: Float64Array;
}

/**
 * The index of one area: at every node f^-1(sum w f(x)) over the children that have a value, the weights divided by
 * their sum when some child is missing. A group without any such child is itself missing.
 * @param shares weight of every node among its siblings (`shareAmongSiblings`)
 * @param valueOf normalised value of indicator j, NaN where missing
 */
export function areaIndex(
  tree: WeightTree,
  shares: Float64Array,
  indicatorCount: number,
  valueOf: (indicator: number) => number,
): AreaIndex {
  const values = new Float64Array(tree.nodes.length);
  const own = new Float64Array(tree.nodes.length);
  tree.nodes.forEach((node, position) => {
    if (node.indicator >= 0) {
      values[position] = valueOf(node.indicator);
      return;
    }
    const { forward, backward } = scaleOf(node.aggregation);
    let sum = 0;
    let weightThere = 0;
    let whole = true;
    for (const child of node.children) {
      const value = values[child] as number;
      if (Number.isNaN(value)) {
        whole = false;
        continue;
      }
      const share = shares[child] as number;
      sum += share * forward(value);
      weightThere += share;
    }
    for (const child of node.children) {
      const share = shares[child] as number;
      own[child] = Number.isNaN(values[child]) || !(weightThere > 0) ? 0 : whole ? share : share / weightThere;
    }
    // Where all are there, the shares sum to one and are not divided again, so that nothing is lost to rounding.
    values[position] = whole ? backward(sum) : weightThere > 0 ? backward(sum / weightThere) : Number.NaN;
  });
  const weights = new Float64Array(indicatorCount);
  const root = tree.nodes.length - 1;
  const score = values[root] as number;
  if (Number.isNaN(score)) return { score, weights };
  own[root] = 1;
  for (let position = root - 1; position >= 0; position -= 1) {
    const node = tree.nodes[position];
    if (node === undefined) continue;
    own[position] = (own[position] as number) * (own[node.parent] as number);
    if (node.indicator >= 0) weights[node.indicator] = own[position] as number;
  }
  // Adding zero turns minus zero into zero, which is what gets printed.
  return { score: score + 0, weights };
}
