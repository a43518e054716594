import { isMean, type Scale, scaleOf } from '../aggregation.ts';
import type { WeightTree } from '../weightTree.ts';

/** An index as it stands: the tree, its shares and the values of its nodes. */
export interface ValuedTree {
  readonly tree: WeightTree;
  /** Of each node among its siblings (`shareAmongSiblings`). */
  readonly shares: Float64Array;
  /** Normalised, one column per indicator, NaN where missing. */
  readonly normalised: readonly Float64Array[];
  /** The value of a node for every area, NaN where it has none (`TreeValues.valuesOf`). */
  readonly valuesOf: (position: number) => Float64Array;
  /** NaN = no score. */
  readonly scores: Float64Array;
}

/** The scale on which every group takes its mean, when they all take the same; undefined when they differ or compare. */
export function scaleThroughout(tree: WeightTree): Scale | undefined {
  const groups = tree.nodes.filter((node) => node.indicator < 0).map((node) => node.aggregation);
  const [first] = groups;
  if (first === undefined || !groups.every(isMean)) return undefined;
  const one = JSON.stringify(first);
  const scale = scaleOf(first);
  return groups.every((other) => JSON.stringify(other) === one || (scale.identity && scaleOf(other).identity))
    ? scale
    : undefined;
}

/** Mean of f(x) over the areas that have a score and a value. */
export function meanOf(column: Float64Array, scores: Float64Array, f: (value: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const value = column[i] as number;
    if (Number.isNaN(value) || Number.isNaN(scores[i])) continue;
    sum += f(value);
    count += 1;
  }
  return sum / count;
}
