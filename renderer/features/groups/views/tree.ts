import type { Dendrogram } from '../../../../shared/domain/groups/ward/dendrogram.ts';

export interface TreeNode {
  readonly height: number;
  /** Where it stands from left to right, in leaves of the picture. */
  readonly place: number;
  readonly areas: number;
  /** Any one leaf below it. */
  readonly firstLeaf: number;
  readonly children: readonly [TreeNode, TreeNode] | null;
}

export interface TreeTop {
  readonly root: TreeNode;
  readonly leaves: number;
  /** A height that cuts the tree into k. */
  readonly cutAt: (k: number) => number;
  /** The height of the highest merge that is kept when the tree is cut into k. */
  readonly cutBelow: (k: number) => number;
}

/** The upper part of a tree: at most so many branches, each standing for all that hangs below it. Null for fewer than two points. */
export function topOfTree({ n, left, right, heights, sizes }: Dendrogram, most: number): TreeTop | null {
  const merges = heights.length;
  if (merges === 0) return null;
  const leaves = Math.min(most, n);
  /** Merges from here up are drawn as such. */
  const from = merges - (leaves - 1);
  let next = 0;
  const firstLeaf = (node: number): number => {
    let at = node;
    while (at >= n) at = left[at - n] ?? 0;
    return at;
  };
  const build = (node: number): TreeNode => {
    const merge = node - n;
    const height = merge >= 0 ? (heights[merge] ?? 0) : 0;
    const areas = merge >= 0 ? (sizes[merge] ?? 1) : 1;
    if (merge < from) {
      const place = next;
      next += 1;
      return { height, place, areas, firstLeaf: firstLeaf(node), children: null };
    }
    const a = build(left[merge] ?? 0);
    const b = build(right[merge] ?? 0);
    return { height, place: (a.place + b.place) / 2, areas, firstLeaf: a.firstLeaf, children: [a, b] };
  };
  const root = build(n + merges - 1);
  const cutBelow = (k: number): number => heights[merges - k] ?? 0;
  return { root, leaves, cutBelow, cutAt: (k) => ((heights[merges - k + 1] ?? root.height) + cutBelow(k)) / 2 };
}
