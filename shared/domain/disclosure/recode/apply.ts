import { type Dimension, flatDimension, hierarchicalDimension, isLeaf } from '../../tables/dimension.ts';
import { cellCount, strides, withMargins } from '../../tables/table.ts';
import type { MergeSuggestion } from './suggest.ts';

/** Code of a joined category. */
export const joinedCode = (codes: readonly string[]): string => codes.join('+');

/** The dimension with the suggested categories joined; a group of all siblings becomes their parent. Of the first hierarchy only. */
export function mergedDimension(dimension: Dimension, groups: MergeSuggestion['groups']): Dimension {
  const nameOf = new Map(groups.flatMap((codes) => codes.map((code) => [code, joinedCode(codes)] as const)));
  const total = dimension.codes[0] as string;
  const pairs = new Map<string, string>();
  for (const [node, code] of dimension.codes.entries()) {
    const parent = dimension.parents[node] as number;
    const siblings = dimension.children[parent] ?? [];
    const name = nameOf.get(code) ?? code;
    const isParent = siblings.every((other) => nameOf.get(dimension.codes[other] as string) === name);
    if (parent >= 0 && !(isParent && siblings.length > 1)) pairs.set(name, dimension.codes[parent] as string);
  }
  if ([...pairs.values()].every((parent) => parent === total))
    return flatDimension(dimension.column, [...pairs.keys()], total);
  const built = hierarchicalDimension(
    dimension.column,
    [...pairs].map(([child, parent]) => ({ child, parent })),
    total,
  );
  if (!built.ok) throw new Error('a joined hierarchy does not hang together');
  return built.dimension;
}

/** Counts over the product in which one dimension is replaced by a coarser one that `mergedDimension` made. */
export function mergedCounts(
  dimensions: readonly Dimension[],
  at: number,
  merged: Dimension,
  groups: MergeSuggestion['groups'],
  values: ArrayLike<number>,
): Float64Array {
  const coarse = dimensions.map((dimension, d) => (d === at ? merged : dimension));
  const [from, to] = [strides(dimensions), strides(coarse)];
  const fine = dimensions[at] as Dimension;
  const place = new Map(merged.codes.map((code, node) => [code, node]));
  const nameOf = new Map(groups.flatMap((codes) => codes.map((code) => [code, joinedCode(codes)] as const)));
  const nodes = fine.codes.map((code, node) => {
    const parent = fine.codes[fine.parents[node] as number];
    return place.get(nameOf.get(code) ?? code) ?? place.get(parent ?? '') ?? 0;
  });
  const inner = new Float64Array(cellCount(coarse));
  for (let cell = 0; cell < values.length; cell += 1) {
    let target = 0;
    let leaf = true;
    for (const [d, dimension] of dimensions.entries()) {
      const node = Math.floor(cell / (from[d] as number)) % dimension.codes.length;
      leaf &&= isLeaf(dimension, node);
      target += (d === at ? (nodes[node] as number) : node) * (to[d] as number);
    }
    if (leaf) inner[target] = (inner[target] as number) + (values[cell] as number);
  }
  return withMargins(coarse, inner);
}
