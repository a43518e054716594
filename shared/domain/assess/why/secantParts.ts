import { mean, standardDeviation } from '../../statistics/moments.ts';
import { isMean, scaleOf } from '../aggregation.ts';
import { orderWeightsFor } from '../comparing.ts';
import type { WeightNode } from '../weightTree.ts';
import { meanOf, type ValuedTree } from './valuedTree.ts';

/** What one node's children bring to its difference from the reference, before it is handed further down. */
interface Handed {
  /** The node's value with every indicator at its mean. */
  readonly reference: number;
  readonly children: readonly { readonly position: number; readonly amount: number }[];
}

/**
 * Parts of I_i - I(reference) for a tree of any aggregations, the reference having every indicator at its mean over the areas
 * with a score. A node hands its difference down: a mean f^-1(sum w f(x)) gives child c the share w_c (f(x_c) - f(r_c)) of
 * f(value) - f(reference), times the slope of the secant between them; Mazziotta-Pareto the weighted z, ordered weights the order
 * weight that its value took; Copeland shares each area won or lost evenly by weight among the children that decided it. So the
 * parts are exact and depend on no order of the indicators (the rescale rule of A. Shrikumar and others, "Learning important
 * features through propagating activation differences", 2017).
 * @returns one part per indicator, NaN where the area has no value; what no child accounts for is left out
 */
export function secantParts(valued: ValuedTree, area: number): { readonly parts: Float64Array } {
  const { tree, normalised, valuesOf, scores } = valued;
  const handed: Handed[] = [];
  const valueAt = (position: number): number => valuesOf(position)[area] as number;
  for (const [position, node] of tree.nodes.entries())
    handed.push(
      node.indicator >= 0
        ? { reference: meanOf(valuesOf(position), scores, (value) => value), children: [] }
        : handedDown(valued, node, area, valueAt, (child) => handed[child]?.reference ?? Number.NaN),
    );
  const parts = Float64Array.from(normalised, (column) => (Number.isNaN(column[area]) ? Number.NaN : 0));
  const handDown = (position: number, amount: number): void => {
    const node = tree.nodes[position] as WeightNode;
    if (node.indicator >= 0) {
      parts[node.indicator] = (parts[node.indicator] as number) + amount;
      return;
    }
    const { reference, children } = handed[position] as Handed;
    const difference = valueAt(position) - reference;
    // No difference to hand down: nothing can be said of the parts of an amount that is not the node's own.
    if (Math.abs(difference) <= 1e-12 * (Math.abs(reference) + 1)) return;
    for (const child of children) handDown(child.position, (child.amount * amount) / difference);
  };
  const root = tree.nodes.length - 1;
  handDown(root, valueAt(root) - (handed[root] as Handed).reference);
  return { parts };
}

function handedDown(
  valued: ValuedTree,
  node: WeightNode,
  area: number,
  valueAt: (position: number) => number,
  referenceOf: (position: number) => number,
): Handed {
  const there = node.children.filter((child) => !Number.isNaN(valueAt(child)));
  const total = there.reduce((sum, child) => sum + (valued.shares[child] as number), 0);
  const share = (child: number): number => (total > 0 ? (valued.shares[child] as number) / total : 0);
  const how = node.aggregation;
  if (there.length === 0) return { reference: Number.NaN, children: [] };
  if (isMean(how)) {
    const { forward, backward } = scaleOf(how);
    const own = backward(there.reduce((sum, child) => sum + share(child) * forward(valueAt(child)), 0));
    const reference = backward(there.reduce((sum, child) => sum + share(child) * forward(referenceOf(child)), 0));
    const rise = forward(own) - forward(reference);
    const slope = rise === 0 ? 0 : (own - reference) / rise;
    return {
      reference,
      children: there.map((position) => ({
        position,
        amount: slope * share(position) * (forward(valueAt(position)) - forward(referenceOf(position))),
      })),
    };
  }
  if (how.kind === 'mpi') {
    const scaled = there.map((child) => {
      const column = valued.valuesOf(child);
      const middle = mean(column);
      const sd = standardDeviation(column, 0);
      return {
        child,
        own: (10 * (valueAt(child) - middle)) / sd,
        reference: (10 * (referenceOf(child) - middle)) / sd,
      };
    });
    const level = 100 + scaled.reduce((sum, one) => sum + share(one.child) * one.reference, 0);
    const spread = scaled.reduce((sum, one) => sum + share(one.child) * (100 + one.reference - level) ** 2, 0);
    return {
      reference: level + spread / level,
      children: scaled.map((one) => ({ position: one.child, amount: share(one.child) * (one.own - one.reference) })),
    };
  }
  if (how.kind === 'owa') {
    const weights = orderWeightsFor(how.weights, node.children.length, there.length);
    const byValue = there.toSorted((a, b) => valueAt(b) - valueAt(a) || a - b);
    const references = there.map(referenceOf).sort((a, b) => b - a);
    return {
      reference: references.reduce((sum, value, at) => sum + (weights[at] as number) * value, 0),
      children: byValue.map((position, at) => ({
        position,
        amount: (weights[at] as number) * (valueAt(position) - referenceOf(position)),
      })),
    };
  }
  return { reference: 0, children: decidedBy(valued, node, area) };
}

/** Copeland: every area beaten, or beaten by, shared by weight among the children in which the winner is higher. */
function decidedBy(valued: ValuedTree, node: WeightNode, area: number): { position: number; amount: number }[] {
  const columns = node.children.map((child) => valued.valuesOf(child));
  const weights = node.children.map((child) => valued.shares[child] as number);
  const amounts = new Float64Array(columns.length);
  for (let other = 0; other < valued.scores.length; other += 1) {
    let ahead = 0;
    let behind = 0;
    for (const [c, column] of columns.entries()) {
      const own = column[area] as number;
      const theirs = column[other] as number;
      if (own > theirs) ahead += weights[c] as number;
      else if (own < theirs) behind += weights[c] as number;
    }
    const sign = Math.abs(ahead - behind) < 1e-12 ? 0 : Math.sign(ahead - behind);
    if (sign === 0) continue;
    const deciding = sign > 0 ? ahead : behind;
    for (const [c, column] of columns.entries())
      if (sign * ((column[area] as number) - (column[other] as number)) > 0)
        amounts[c] = (amounts[c] as number) + (sign * (weights[c] as number)) / deciding;
  }
  return node.children.map((position, c) => ({ position, amount: amounts[c] as number }));
}
