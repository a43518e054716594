import type { WeightTree } from './weightTree.ts';

/**
 * One area's own effective weight per indicator: at every group the children's shares are divided by their sum over the
 * children that are there, and a group without any is itself missing. 0 where missing; they sum to 1, or are all 0 when
 * nothing with a weight is there.
 * @param shares weight of every node among its siblings (`shareAmongSiblings`)
 * @param isThere whether the area has a value for indicator j
 */
export function ownWeights(
  tree: WeightTree,
  shares: Float64Array,
  indicatorCount: number,
  isThere: (indicator: number) => boolean,
): Float64Array {
  const there = new Uint8Array(tree.nodes.length);
  const own = new Float64Array(tree.nodes.length);
  tree.nodes.forEach((node, position) => {
    if (node.indicator >= 0) {
      there[position] = isThere(node.indicator) ? 1 : 0;
      return;
    }
    let weightThere = 0;
    let whole = true;
    for (const child of node.children)
      if (there[child] === 1) weightThere += shares[child] as number;
      else whole = false;
    there[position] = whole || weightThere > 0 ? 1 : 0;
    for (const child of node.children) {
      const share = shares[child] as number;
      // Where all are there, the shares sum to one and are not divided again, so that nothing is lost to rounding.
      own[child] = there[child] === 0 || !(weightThere > 0) ? 0 : whole ? share : share / weightThere;
    }
  });
  const weights = new Float64Array(indicatorCount);
  const root = tree.nodes.length - 1;
  if (there[root] === 0) return weights;
  own[root] = 1;
  for (let position = root - 1; position >= 0; position -= 1) {
    const node = tree.nodes[position];
    if (node === undefined) continue;
    own[position] = (own[position] as number) * (own[node.parent] as number);
    if (node.indicator >= 0) weights[node.indicator] = own[position] as number;
  }
  return weights;
}
