/** One hierarchy over the nodes of a dimension. Nodes that it does not have stand alone: no parent, no children. */
export interface Tree {
  /** Position of each node's parent; -1 for the top, and for what this tree does not have. */
  readonly parents: readonly number[];
  /** Positions of each node's children, in order. Empty for a leaf. */
  readonly children: readonly (readonly number[])[];
}

/**
 * One dimension of a table: its nodes (leaves, inner nodes, one top node), parents before children. A flat dimension
 * is a hierarchy of one level. Nodes are known by their position in `codes`; position 0 is the top. A dimension may have
 * several hierarchies over the same leaves (municipalities in counties, and in labour market regions): the first is
 * its own `parents` and `children`, the others are `further`; see `hierarchies.ts`.
 */
export interface Dimension extends Tree {
  readonly column: string;
  readonly codes: readonly string[];
  readonly further?: readonly Tree[];
  readonly labels?: readonly string[];
}

export interface ChildParent {
  readonly child: string;
  readonly parent: string;
}

/** What is wrong with a hierarchy; `index` is the position of the pair in the list, for telling the place. */
export type HierarchyFault =
  | { readonly fault: 'twoParents' | 'duplicate' | 'cycle' | 'totalHasParent'; readonly index: number }
  | { readonly fault: 'notUnderTotal'; readonly index: number }
  | { readonly fault: 'empty' };

/** Order of codes everywhere: by UTF-16 code unit, which is the same on every machine. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function fromChildren(column: string, top: string, childrenOf: ReadonlyMap<string, readonly string[]>): Dimension {
  const codes: string[] = [];
  const parents: number[] = [];
  const children: number[][] = [];
  const pending: { code: string; parent: number }[] = [{ code: top, parent: -1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const position = codes.length;
    codes.push(next.code);
    parents.push(next.parent);
    children.push([]);
    children[next.parent]?.push(position);
    const below = childrenOf.get(next.code) ?? [];
    for (let i = below.length - 1; i >= 0; i -= 1) pending.push({ code: below[i] as string, parent: position });
  }
  return { column, codes, parents, children };
}

/** A dimension of one level: the total and its categories, in the order given. Each code stands once. */
export function flatDimension(column: string, categories: readonly string[], total: string): Dimension {
  if (new Set([total, ...categories]).size !== categories.length + 1)
    throw new RangeError('the total and the categories must have different codes');
  return fromChildren(column, total, new Map([[total, categories]]));
}

/**
 * A dimension from pairs of child and parent, of any depth; depth first, children by code, so that the order of the
 * pairs does not matter. Each child has one parent, and everything hangs under `total`.
 */
export function hierarchicalDimension(
  column: string,
  pairs: readonly ChildParent[],
  total: string,
): { readonly ok: true; readonly dimension: Dimension } | { readonly ok: false; readonly faults: HierarchyFault[] } {
  const faults: HierarchyFault[] = [];
  const parentOf = new Map<string, { parent: string; index: number }>();
  for (const [index, { child, parent }] of pairs.entries()) {
    const known = parentOf.get(child);
    if (child === total) faults.push({ fault: 'totalHasParent', index });
    else if (known !== undefined) faults.push({ fault: known.parent === parent ? 'duplicate' : 'twoParents', index });
    else parentOf.set(child, { parent, index });
  }
  if (pairs.length === 0) faults.push({ fault: 'empty' });
  const sound = new Set<string>([total]);
  for (const [child, { index }] of parentOf) {
    const path: string[] = [];
    const seen = new Set<string>();
    let code = child;
    while (!sound.has(code) && !seen.has(code)) {
      seen.add(code);
      path.push(code);
      const above = parentOf.get(code);
      if (above === undefined) break;
      code = above.parent;
    }
    if (sound.has(code)) for (const step of path) sound.add(step);
    else faults.push({ fault: seen.has(code) && parentOf.has(code) ? 'cycle' : 'notUnderTotal', index });
  }
  if (faults.length > 0) return { ok: false, faults };
  const childrenOf = new Map<string, string[]>();
  for (const [child, { parent }] of parentOf) {
    const siblings = childrenOf.get(parent);
    if (siblings === undefined) childrenOf.set(parent, [child]);
    else siblings.push(child);
  }
  for (const siblings of childrenOf.values()) siblings.sort(byCode);
  return { ok: true, dimension: fromChildren(column, total, childrenOf) };
}

/** Every hierarchy of the dimension, its own first. */
export const treesOf = (dimension: Dimension): readonly Tree[] => [dimension, ...(dimension.further ?? [])];

/** True for a node that is no sum of others in any hierarchy. */
export const isLeaf = (dimension: Dimension, node: number): boolean =>
  treesOf(dimension).every(({ children }) => children[node]?.length === 0);

/** Levels below the top in the deepest hierarchy: 0 for a lone top, 1 for a flat dimension, more for a hierarchy. */
export function depthOf(dimension: Dimension): number {
  let most = 0;
  for (const { parents } of treesOf(dimension)) {
    const depth: number[] = [];
    for (const parent of parents) depth.push(parent < 0 ? 0 : (depth[parent] as number) + 1);
    for (const own of depth) most = Math.max(most, own);
  }
  return most;
}

export const isHierarchical = (dimension: Dimension): boolean =>
  depthOf(dimension) > 1 || (dimension.further?.length ?? 0) > 0;

/** Every sum of the dimension: a node and its children, in each hierarchy, each sum once. */
export function sumsOf(dimension: Dimension): { readonly total: number; readonly parts: readonly number[] }[] {
  const known = new Set<string>();
  return treesOf(dimension).flatMap(({ children }) =>
    [...children.entries()].flatMap(([total, parts]) => {
      if (parts.length === 0) return [];
      const name = `${String(total)}=${[...parts].sort((a, b) => a - b).join('+')}`;
      if (known.has(name)) return [];
      known.add(name);
      return [{ total, parts }];
    }),
  );
}

/** The node itself and every node above it, in any hierarchy, in the order of the codes. */
export function nodesOver(dimension: Dimension): (readonly number[])[] {
  const trees = treesOf(dimension);
  const over: number[][] = [];
  for (let node = 0; node < dimension.codes.length; node += 1) {
    const found = new Set([node]);
    for (const { parents } of trees) {
      const parent = parents[node] as number;
      if (parent >= 0) for (const above of over[parent] as number[]) found.add(above);
    }
    over.push([...found].sort((a, b) => a - b));
  }
  return over;
}
