import type { WeightNode } from '../weightTree.ts';
import { scaleThroughout, type ValuedTree } from './valuedTree.ts';

/** One weight that, changed alone, moves the area over the line or back under it. */
export interface WeightChange {
  /** Indicator or group. */
  readonly id: string;
  /** Weight as it is, before division among siblings. */
  readonly weight: number;
  /** The limit: just beyond it the area has crossed the line. The weight itself where the area is tied at the line. */
  readonly to: number;
  /** How much of the whole index changes hands: |share after - share now| times the weight of all that lies above. */
  readonly moved: number;
}

/** An area's index as a function of one weight w: base + lead (sum + w own) / (others + w), on the scale of the mean. */
interface Curve {
  readonly base: number;
  readonly lead: number;
  /** Weighted sum of the siblings, and their weights' sum. */
  readonly sum: number;
  readonly others: number;
  readonly own: number;
}

/**
 * For every indicator and group the smallest change of its weight alone that moves the area over the line of the best `top`
 * ranks, or under it; those that can, least moved first. Closed form: with one scale throughout, two areas change places
 * where their curves meet, a root of a polynomial of the first degree, or of the second where one of them lacks some value. The
 * roots in each direction are walked through in order until the area's rank has crossed the line.
 * @param weights as written, one per node
 * @returns undefined for a tree of several kinds of mean or one that compares: there is no closed form
 */
export function nearestWeightChanges(
  valued: ValuedTree,
  weights: Float64Array,
  top: number,
  area: number,
): readonly WeightChange[] | undefined {
  const scale = scaleThroughout(valued.tree);
  if (scale === undefined) return undefined;
  const { nodes } = valued.tree;
  const sign = scale.forward(2) > scale.forward(1) ? 1 : -1;
  const scaled = nodes.map((_node, position) => {
    const values = valued.valuesOf(position);
    return scale.identity ? values : values.map((value) => scale.forward(value));
  });
  const found = nodes.flatMap((node, position): WeightChange[] => {
    if (node.parent < 0) return [];
    const curveOf = curves(valued, weights, scaled, position);
    const weight = weights[position] as number;
    const mine = curveOf(area);
    const others: Curve[] = [];
    for (let other = 0; other < valued.scores.length; other += 1)
      if (other !== area && !Number.isNaN(valued.scores[other])) others.push(curveOf(other));
    // A weight of zero that some area's group hangs on alone would make that area's value appear from nothing.
    const own = scaled[position] as Float64Array;
    const above = scaled[node.parent] as Float64Array;
    if (weight === 0 && own.some((value, i) => !Number.isNaN(value) && Number.isNaN(above[i]))) return [];
    const to = [
      crossing(mine, others, weight, top, sign, 'up'),
      crossing(mine, others, weight, top, sign, 'down'),
    ].filter((one) => one !== undefined);
    return to.map((limit) => ({
      id: node.id,
      weight,
      to: limit,
      moved:
        pathWeight(valued, node) *
        Math.abs(shareAt(valued, weights, node, position, limit) - (valued.shares[position] as number)),
    }));
  });
  return found.sort((a, b) => a.moved - b.moved || (a.id < b.id ? -1 : 1));
}

/** The weight that all that lies above a node has in the whole. */
function pathWeight({ tree, shares }: ValuedTree, node: WeightNode): number {
  let product = 1;
  for (let above = node.parent; above >= 0; above = tree.nodes[above]?.parent ?? -1) product *= shares[above] as number;
  return product;
}

function shareAt(
  { tree }: ValuedTree,
  weights: Float64Array,
  node: WeightNode,
  position: number,
  weight: number,
): number {
  const siblings = tree.nodes[node.parent]?.children ?? [];
  const others = siblings.reduce((sum, one) => (one === position ? sum : sum + (weights[one] as number)), 0);
  return weight / (others + weight);
}

function curves(
  valued: ValuedTree,
  weights: Float64Array,
  scaled: readonly Float64Array[],
  position: number,
): (area: number) => Curve {
  const { nodes } = valued.tree;
  const root = nodes.length - 1;
  const parent = nodes[position]?.parent ?? root;
  const shareIn = (child: number, area: number): number => {
    const siblings = nodes[nodes[child]?.parent ?? root]?.children ?? [];
    let present = 0;
    for (const one of siblings)
      if (!Number.isNaN((scaled[one] as Float64Array)[area])) present += weights[one] as number;
    return present > 0 ? (weights[child] as number) / present : 0;
  };
  return (area) => {
    const whole = (scaled[root] as Float64Array)[area] as number;
    const own = (scaled[position] as Float64Array)[area] as number;
    const parentValue = (scaled[parent] as Float64Array)[area] as number;
    let lead = 1;
    for (let at = parent; at !== root; at = nodes[at]?.parent ?? root) lead *= shareIn(at, area);
    if (Number.isNaN(own) || Number.isNaN(parentValue) || lead === 0)
      return { base: whole, lead: 0, sum: 0, others: 1, own: 0 };
    let sum = 0;
    let others = 0;
    for (const sibling of nodes[parent]?.children ?? []) {
      const value = (scaled[sibling] as Float64Array)[area] as number;
      if (sibling === position || Number.isNaN(value)) continue;
      sum += (weights[sibling] as number) * value;
      others += weights[sibling] as number;
    }
    return { base: whole - lead * parentValue, lead, sum, others, own };
  };
}

/** The sum of the terms, or exactly 0 when they cancel but for rounding. */
function cancelled(...terms: readonly number[]): number {
  let sum = 0;
  let size = 0;
  for (const term of terms) {
    sum += term;
    size += Math.abs(term);
  }
  return Math.abs(sum) <= 1e-12 * size ? 0 : sum;
}

/** Coefficients of a polynomial in w with the sign of (theirs - mine), both denominators being positive. */
function difference(mine: Curve, theirs: Curve): readonly [number, number, number] {
  const { base, lead, sum, others: s, own } = mine;
  const { others: t } = theirs;
  if (s === t || lead === 0 || theirs.lead === 0) {
    const common = lead === 0 ? t : s;
    return [
      0,
      cancelled(theirs.base, -base, theirs.lead * theirs.own, -lead * own),
      cancelled(theirs.base * common, -base * common, theirs.lead * theirs.sum, -lead * sum),
    ];
  }
  const gap = cancelled(theirs.base, -base);
  return [
    cancelled(theirs.base, -base, theirs.lead * theirs.own, -lead * own),
    cancelled(gap * s, gap * t, theirs.lead * theirs.sum, theirs.lead * s * theirs.own, -lead * sum, -lead * t * own),
    cancelled(gap * s * t, theirs.lead * theirs.sum * s, -lead * sum * t),
  ];
}

function rootsOf([a, b, c]: readonly [number, number, number]): number[] {
  if (a === 0) return b === 0 ? [] : [-c / b];
  const inner = b * b - 4 * a * c;
  if (!(inner > 0)) return [];
  // The root that does not cancel first, the other from their product.
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(inner)) / 2;
  return q === 0 ? [0] : [q / a, c / q];
}

/** The first weight beyond `from` at which the rank has crossed the line; undefined when there is none. */
function crossing(
  mine: Curve,
  others: readonly Curve[],
  from: number,
  top: number,
  sign: 1 | -1,
  towards: 'up' | 'down',
): number | undefined {
  const events: { at: number; change: number }[] = [];
  let above = 0;
  let aboveNow = 0;
  for (const theirs of others) {
    const polynomial = difference(mine, theirs);
    const [a, b, c] = polynomial;
    if (sign * cancelled(a * from * from, b * from, c) > 0) aboveNow += 1;
    const near = 1e-9 * (1 + from);
    const roots = rootsOf(polynomial)
      .filter((root) => (towards === 'up' ? root > from + near : root < from - near && root > near))
      .sort((one, other) => (towards === 'up' ? one - other : other - one));
    // Who is ahead right beside the present weight in this direction, so that ties now are resolved.
    const beside = probe(from, roots[0], towards);
    let ahead = sign * (a * beside * beside + b * beside + c) > 0;
    if (ahead) above += 1;
    for (const at of roots) {
      ahead = !ahead;
      events.push({ at, change: ahead ? 1 : -1 });
    }
  }
  const over = aboveNow < top;
  // Tied at the line: the least change in this direction is enough.
  if (above < top !== over) return from;
  events.sort((one, other) => (towards === 'up' ? one.at - other.at : other.at - one.at));
  for (const { at, change } of events) {
    above += change;
    if (above < top !== over) return at;
  }
  return undefined;
}

/** A weight between the present one and the first root. */
function probe(from: number, first: number | undefined, towards: 'up' | 'down'): number {
  if (first !== undefined) return (from + first) / 2;
  return towards === 'up' ? 2 * from + 1 : from / 2;
}
