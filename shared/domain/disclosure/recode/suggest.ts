import { type Dimension, isLeaf, treesOf } from '../../tables/dimension.ts';
import type { Block, CellSystem } from '../../tables/system.ts';
import { cellCount, strides } from '../../tables/table.ts';
import type { DisclosureRules } from '../rules.ts';
import { greedyGroups, orderedGroups, type Siblings } from './groups.ts';
import { joiner } from './joined.ts';

export interface MergeWishes {
  /** Columns whose categories have an order: only what stands side by side is joined. */
  readonly ordered: ReadonlySet<string>;
  /** Columns that stay as they are. */
  readonly fixed: ReadonlySet<string>;
  /** By column: codes that may be joined, as areas that share a border; every pair of siblings where a column is not named. */
  readonly neighbours: ReadonlyMap<string, readonly (readonly [string, string])[]>;
}

/** A coarser dimension that leaves fewer cells unsafe. */
export interface MergeSuggestion {
  readonly column: string;
  /** Codes that become one category, each list in the dimension's order; what is not named stays. */
  readonly groups: readonly (readonly string[])[];
  readonly unsafe: { readonly before: number; readonly after: number };
  readonly cells: { readonly before: number; readonly after: number };
  /** What the search made least: 2 for each unsafe cell, and what readers lose in the safe ones that are joined. */
  readonly loss: { readonly before: number; readonly after: number };
}

/** An unsafe cell is hidden, and takes about one more with it. */
const UNSAFE_LOSS = 2;

/**
 * For each dimension of a block the joining of its categories that loses least, best first; dimensions where nothing is won are left
 * out. Siblings are joined with siblings only: leaves with the same parent in every hierarchy, so that no margin changes. The loss of a
 * group is 2 for each unsafe cell of its joined row and what its safe cells were worth beyond the joined ones. For ordered categories
 * the least loss is found exactly (dynamic programming over the runs of siblings); otherwise pairs are joined as long as
 * that lessens the loss, the greatest gain first, ties by order. A group of all siblings is their parent, and has no row of its own.
 */
export function suggestMerges(
  system: CellSystem,
  block: Block,
  rules: DisclosureRules,
  wishes: MergeWishes,
): MergeSuggestion[] {
  const { dimensions } = block;
  const join = joiner(system, block, rules);
  const steps = strides(dimensions);
  const cells = cellCount(dimensions);
  let unsafeBefore = 0;
  for (let cell = 0; cell < cells; cell += 1) if (join([cell]).unsafe) unsafeBefore += 1;
  const suggestions = dimensions.flatMap((dimension, d): MergeSuggestion[] => {
    if (wishes.fixed.has(dimension.column)) return [];
    const step = steps[d] as number;
    const width = dimension.codes.length;
    const offsets: number[] = [];
    for (let cell = 0; cell < cells; cell += 1) if (Math.floor(cell / step) % width === 0) offsets.push(cell);
    const lossOf = (nodes: readonly number[], all: boolean): { readonly unsafe: number; readonly loss: number } => {
      let [unsafe, loss] = [0, 0];
      for (const offset of offsets) {
        const own = nodes.map((node) => offset + node * step);
        const joined = join(own);
        if (joined.unsafe && !all) unsafe += 1;
        const worth = nodes.length === 1 ? joined.worth : own.reduce((sum, cell) => sum + join([cell]).worth, 0);
        loss += (joined.unsafe && !all ? UNSAFE_LOSS : 0) + Math.max(0, worth - (all ? 0 : joined.worth));
      }
      return { unsafe, loss };
    };
    const groups: string[][] = [];
    let [unsafeAfter, before, after, joinedRows] = [unsafeBefore, 0, 0, 0];
    for (const siblings of siblingsOf(dimension, wishes)) {
      const { nodes } = siblings;
      const cost = (members: readonly number[]): number => lossOf(members, members.length === nodes.length).loss;
      const found = wishes.ordered.has(dimension.column) ? orderedGroups(siblings, cost) : greedyGroups(siblings, cost);
      for (const node of nodes) before += lossOf([node], false).loss;
      for (const members of found) {
        const all = members.length === nodes.length && members.length > 1;
        after += lossOf(members, all).loss;
        if (members.length === 1) continue;
        groups.push(members.map((node) => dimension.codes[node] as string));
        unsafeAfter += lossOf(members, all).unsafe;
        for (const node of members) unsafeAfter -= lossOf([node], false).unsafe;
        joinedRows += members.length - (all ? 0 : 1);
      }
    }
    if (groups.length === 0) return [];
    return [
      {
        column: dimension.column,
        groups,
        unsafe: { before: unsafeBefore, after: unsafeAfter },
        cells: { before: cells, after: cells - joinedRows * offsets.length },
        loss: { before, after },
      },
    ];
  });
  const gain = ({ loss }: MergeSuggestion): number => loss.before - loss.after;
  return suggestions.sort((a, b) => gain(b) - gain(a));
}

/** Leaves that have the same parent in every hierarchy, at least two, and which of them may be joined. */
function siblingsOf(dimension: Dimension, { neighbours }: MergeWishes): Siblings[] {
  const trees = treesOf(dimension);
  const families = new Map<string, number[]>();
  for (const node of dimension.codes.keys()) {
    if (node === 0 || !isLeaf(dimension, node)) continue;
    const parents = trees.map(({ parents: own }) => own[node]).join('|');
    families.set(parents, [...(families.get(parents) ?? []), node]);
  }
  const named = neighbours.get(dimension.column);
  const place = new Map(dimension.codes.map((code, node) => [code, node]));
  const beside = new Map<number, Set<number>>();
  for (const [one, other] of named ?? [])
    for (const [from, to] of [
      [place.get(one), place.get(other)],
      [place.get(other), place.get(one)],
    ])
      if (from !== undefined && to !== undefined) beside.set(from, (beside.get(from) ?? new Set()).add(to));
  const mayJoin =
    named === undefined ? null : (one: number, other: number): boolean => beside.get(one)?.has(other) === true;
  return [...families.values()].filter((nodes) => nodes.length > 1).map((nodes) => ({ nodes, mayJoin }));
}
