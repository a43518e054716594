import type { Aggregation, IndexMethod } from '../../schemas/method.ts';
import { MethodError } from './methodError.ts';

/** One node of the tree: a group with children, or an indicator with a column. */
export interface WeightNode {
  readonly id: string;
  /** Position of the parent in `nodes`; -1 for the root. */
  readonly parent: number;
  /** Positions of the children in `nodes`, in the order of METHOD.json (groups first, then indicators). */
  readonly children: readonly number[];
  /** Position in `indicators` of METHOD.json; -1 for a group. */
  readonly indicator: number;
  /** How the children become one value. */
  readonly aggregation: Aggregation;
  /** Weight as written, before division by the sum over siblings. */
  readonly weight: number;
}

/** `nodes` stand with every child before its parent; the root is the last. */
export interface WeightTree {
  readonly nodes: readonly WeightNode[];
}

const ARITHMETIC: Aggregation = { kind: 'arithmetic' };

interface Draft {
  id: string;
  parentId: string | null;
  weight: number;
  indicator: number;
  aggregation: Aggregation;
  children: Draft[];
  path: readonly (string | number)[];
}

function drafts(method: IndexMethod): Draft[] {
  const common = method.aggregation ?? ARITHMETIC;
  const root: Draft[] = [];
  const groups = method.groups ?? [];
  // Without groups the index itself is the one root above all indicators.
  if (groups.length === 0)
    root.push({ id: '', parentId: null, weight: 1, indicator: -1, aggregation: common, children: [], path: [] });
  const above = groups.length === 0 ? '' : undefined;
  return [
    ...root,
    ...groups.map((group, i) => ({
      id: group.id,
      parentId: group.parent,
      weight: group.weight ?? 1,
      indicator: -1,
      aggregation: group.aggregation ?? common,
      children: [],
      path: ['groups', i],
    })),
    ...method.indicators.map((indicator, i) => {
      if (above !== undefined && indicator.parent !== undefined)
        throw new MethodError({ path: ['indicators', i, 'parent'] }, 'assess.unknownParent', { id: indicator.id });
      const parentId = above ?? indicator.parent;
      if (parentId === undefined)
        throw new MethodError({ path: ['indicators', i] }, 'assess.noParent', { id: indicator.id });
      return {
        id: indicator.id,
        parentId,
        weight: indicator.weight,
        indicator: i,
        aggregation: common,
        children: [],
        path: ['indicators', i],
      };
    }),
  ];
}

/**
 * The weight tree of a method: any depth, exactly one root (a group with parent null, or none at all when there are no
 * groups). Refuses a doubled id, an unknown parent, no root or two, a group without children, a circle, and siblings
 * whose weights are all zero.
 */
export function buildWeightTree(method: IndexMethod): WeightTree {
  const all = drafts(method);
  const byId = new Map<string, Draft>();
  for (const draft of all) {
    if (byId.has(draft.id))
      throw new MethodError({ path: [...draft.path, 'id'] }, 'assess.doubledId', { id: draft.id });
    byId.set(draft.id, draft);
  }
  const roots = all.filter((draft) => draft.parentId === null);
  const [root, second] = roots;
  if (root === undefined) throw new MethodError({ path: ['groups'] }, 'assess.noRoot');
  if (second !== undefined)
    throw new MethodError({ path: [...second.path, 'parent'] }, 'assess.twoRoots', { id: root.id, second: second.id });
  for (const draft of all) {
    if (draft.parentId === null) continue;
    const parent = byId.get(draft.parentId);
    if (parent === undefined || parent.indicator >= 0)
      throw new MethodError({ path: [...draft.path, 'parent'] }, 'assess.unknownParent', { id: draft.id });
    parent.children.push(draft);
  }
  for (const draft of all) {
    if (draft.indicator >= 0) continue;
    if (draft.children.length === 0) throw new MethodError({ path: draft.path }, 'assess.emptyGroup', { id: draft.id });
    if (draft.children.every((child) => child.weight === 0))
      throw new MethodError({ path: draft.children[0]?.path ?? [] }, 'assess.allWeightsZero', {
        // The root of a method without groups has no name of its own.
        id: draft.id === '' ? 'indicators' : draft.id,
      });
  }
  const nodes = inPostOrder(root);
  const lost = all.find((draft) => !nodes.some((node) => node.id === draft.id));
  if (lost !== undefined) throw new MethodError({ path: [...lost.path, 'parent'] }, 'assess.circle', { id: lost.id });
  return { nodes };
}

function inPostOrder(root: Draft): WeightNode[] {
  const order: Draft[] = [];
  const visit = (draft: Draft): void => {
    for (const child of draft.children) visit(child);
    order.push(draft);
  };
  visit(root);
  const position = new Map(order.map((draft, i) => [draft, i]));
  const parentOf = new Map(order.flatMap((draft) => draft.children.map((child) => [child, draft] as const)));
  return order.map((draft) => {
    const parent = parentOf.get(draft);
    return {
      id: draft.id,
      parent: parent === undefined ? -1 : (position.get(parent) ?? -1),
      children: draft.children.map((child) => position.get(child) ?? -1),
      indicator: draft.indicator,
      aggregation: draft.aggregation,
      weight: draft.weight,
    };
  });
}

/** Weights as written, one per node of the tree. */
export const writtenWeights = (tree: WeightTree): Float64Array => Float64Array.from(tree.nodes, (node) => node.weight);

/**
 * Divides each node's weight by the sum over its siblings, in the order of `children`; the root gets 1. `shares` is
 * filled in place. False, and nothing changed, when some siblings are all zero.
 */
export function shareAmongSiblings(tree: WeightTree, weights: Float64Array, shares: Float64Array): boolean {
  for (const node of tree.nodes) {
    if (node.indicator >= 0) continue;
    let sum = 0;
    for (const child of node.children) sum += weights[child] as number;
    if (!(sum > 0)) return false;
  }
  for (const node of tree.nodes) {
    if (node.indicator >= 0) continue;
    let sum = 0;
    for (const child of node.children) sum += weights[child] as number;
    for (const child of node.children) shares[child] = (weights[child] as number) / sum;
  }
  shares[tree.nodes.length - 1] = 1;
  return true;
}

/**
 * Effective weight of each indicator: the product of the shares from it up to the root; they sum to 1. `effective` has
 * one place per indicator of the method and is filled in place.
 */
export function effectiveWeights(tree: WeightTree, shares: Float64Array, effective: Float64Array): void {
  for (let position = 0; position < tree.nodes.length; position += 1) {
    const leaf = tree.nodes[position] as WeightNode;
    if (leaf.indicator < 0) continue;
    let product = shares[position] as number;
    for (let above = leaf.parent; above >= 0; above = (tree.nodes[above] as WeightNode).parent)
      product *= shares[above] as number;
    effective[leaf.indicator] = product;
  }
}
