import { byCode, type Dimension, type Tree } from './dimension.ts';

export type CombinedHierarchies =
  | { readonly ok: true; readonly dimension: Dimension }
  /** `tree` is the position of the hierarchy in the list; `code` a node that does not fit. */
  | { readonly ok: false; readonly fault: 'cycle' | 'otherLeaves'; readonly tree: number; readonly code: string };

/**
 * One dimension of several hierarchies with the same top: its nodes are those of all of them, parents before children in each.
 * A node that is a sum in two hierarchies must be the sum of the same leaves in both, since it is one and the same
 * cell; a leaf of one may be an inner node of another (labour market regions over municipalities, which hold areas).
 */
export function combineHierarchies(column: string, single: readonly Dimension[]): CombinedHierarchies {
  const [first] = single;
  if (first === undefined) throw new RangeError('at least one hierarchy is needed');
  if (single.length === 1) return { ok: true, dimension: first };
  const ordered = inOrder(single);
  if (!ordered.ok) return ordered;
  const position = new Map(ordered.codes.map((code, i) => [code, i]));
  const trees = single.map((dimension): Tree => {
    const parents = ordered.codes.map(() => -1);
    const children = ordered.codes.map((): number[] => []);
    for (const [node, code] of dimension.codes.entries()) {
      const own = position.get(code) as number;
      const above = dimension.parents[node] as number;
      if (above >= 0) parents[own] = position.get(dimension.codes[above] as string) as number;
      children[own] = (dimension.children[node] as readonly number[]).map(
        (child) => position.get(dimension.codes[child] as string) as number,
      );
    }
    return { parents, children };
  });
  const wrong = differentLeaves(trees, ordered.codes.length);
  if (wrong !== null)
    return { ok: false, fault: 'otherLeaves', tree: wrong.tree, code: ordered.codes[wrong.node] ?? '' };
  const [main, ...further] = trees as [Tree, ...Tree[]];
  const labels = single.some((dimension) => dimension.labels !== undefined)
    ? ordered.codes.map((code) => {
        for (const { codes, labels: own } of single) {
          const label = own?.[codes.indexOf(code)];
          if (label !== undefined) return label;
        }
        return code;
      })
    : undefined;
  return {
    ok: true,
    dimension: { column, codes: ordered.codes, ...main, further, ...(labels === undefined ? {} : { labels }) },
  };
}

/** All codes, each after everything above it in every hierarchy: the first hierarchy's order as far as possible, else by code. */
function inOrder(
  single: readonly Dimension[],
): { readonly ok: true; readonly codes: string[] } | Extract<CombinedHierarchies, { ok: false }> {
  const above = new Map<string, Set<string>>();
  for (const { codes, parents } of single)
    for (const [node, code] of codes.entries()) {
      const own = above.get(code) ?? new Set<string>();
      const parent = parents[node] as number;
      if (parent >= 0) own.add(codes[parent] as string);
      above.set(code, own);
    }
  const rank = new Map<string, number>();
  for (const { codes } of single) for (const code of codes) if (!rank.has(code)) rank.set(code, rank.size);
  const order = [...above.keys()].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || byCode(a, b));
  const codes: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const place = (code: string): string | null => {
    if (state.get(code) === 'done') return null;
    if (state.get(code) === 'open') return code;
    state.set(code, 'open');
    for (const parent of [...(above.get(code) ?? [])].sort(byCode)) {
      const circle = place(parent);
      if (circle !== null) return circle;
    }
    state.set(code, 'done');
    codes.push(code);
    return null;
  };
  for (const code of order) {
    const circle = place(code);
    if (circle !== null) {
      const tree = single.findIndex((dimension, i) => i > 0 && dimension.codes.includes(circle));
      return { ok: false, fault: 'cycle', tree: Math.max(tree, 0), code: circle };
    }
  }
  return { ok: true, codes };
}

/** The first node that is a sum of other leaves in one hierarchy than in another. */
function differentLeaves(
  trees: readonly Tree[],
  nodes: number,
): { readonly tree: number; readonly node: number } | null {
  const leaves: (readonly number[] | undefined)[] = [];
  for (let node = nodes - 1; node >= 0; node -= 1)
    for (const [tree, { children }] of trees.entries()) {
      const below = children[node] as readonly number[];
      if (below.length === 0) continue;
      const own = below.flatMap((child) => leaves[child] ?? [child]).sort((a, b) => a - b);
      const known = leaves[node];
      if (known === undefined) leaves[node] = own;
      else if (own.length !== known.length || own.some((leaf, i) => leaf !== known[i])) return { tree, node };
    }
  return null;
}
