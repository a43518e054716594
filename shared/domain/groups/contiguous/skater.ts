import type { Report } from '../distances.ts';
import { type Points, squaredDistance } from '../points.ts';

/** Pairs of neighbouring points, each pair once or more, in either order. */
export interface Contiguity {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** What becomes of areas, or clusters of areas, that the contiguity does not connect with the rest. */
export type Islands = 'nearest' | 'alone';

export interface ContiguousGroups {
  /** Group of each point, 0..k-1. */
  readonly labels: Int32Array;
  /** Sum of squares within each group, about its mean. */
  readonly withinSums: Float64Array;
  /** Parts that the contiguity left apart, by the points of each; one entry when all hangs together. */
  readonly parts: readonly (readonly number[])[];
  /** Links added between parts (`nearest`): pairs of points. */
  readonly bridges: readonly (readonly [number, number])[];
}

/**
 * SKATER (R. M. Assunção, M. C. Neves, G. Câmara and C. da Costa Freitas, "Efficient regionalization techniques for
 * socio-economic geographical units using minimum spanning trees", 2006): the minimum spanning tree of the contiguity graph,
 * each link as long as the distance between its ends; then k - 1 times the link whose cutting lowers the sum of squares
 * within groups the most. Every cut is weighed exactly, by sums over subtrees, in n p steps. Ties: the link between the
 * first points.
 *
 * Parts that nothing connects are joined first by the shortest link between points of different parts (`nearest`), or are
 * groups from the outset (`alone`), which then count among the k.
 * @param options `leastAreas`: no cut leaves fewer points on either side; there may then be fewer than k groups
 * @returns undefined when there are more parts than k and they are to stand alone
 */
export function skater(
  points: Points,
  contiguity: Contiguity,
  options: { readonly k: number; readonly islands: Islands; readonly leastAreas?: number },
  report: Report = () => undefined,
): ContiguousGroups | undefined {
  const { n } = points;
  const { k, islands, leastAreas = 1 } = options;
  const { tree, parts, bridges } = spanningForest(points, contiguity, islands);
  const trees = islands === 'nearest' ? 1 : parts.length;
  if (trees > k) return undefined;
  const links: Link[][] = Array.from({ length: n }, () => []);
  for (const link of tree) {
    links[link.a]?.push(link);
    links[link.b]?.push(link);
  }
  const centred = centre(points);
  const labels = new Int32Array(n).fill(-1);
  const cuts: Cut[] = [];
  const open = (root: number, label: number): void => {
    cuts[label] = bestCut(centred, links, root, label, labels, leastAreas);
  };
  let groups = 0;
  for (let i = 0; i < n; i += 1) if (labels[i] === -1) open(i, groups++);
  while (groups < k) {
    let best = 0;
    for (let g = 1; g < groups; g += 1) if ((cuts[g] as Cut).gain > (cuts[best] as Cut).gain) best = g;
    const { link } = cuts[best] as Cut;
    if (link === undefined) break;
    links[link.a] = (links[link.a] ?? []).filter((other) => other !== link);
    links[link.b] = (links[link.b] ?? []).filter((other) => other !== link);
    open(link.a, best);
    open(link.b, groups);
    groups += 1;
    report(groups, k);
  }
  return { labels, withinSums: Float64Array.from(cuts, ({ within }) => within), parts, bridges };
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

interface Cut {
  readonly link: Link | undefined;
  readonly gain: number;
  /** Sum of squares of the whole tree. */
  readonly within: number;
}

/** Kruskal's algorithm; then, for `nearest`, the same over the shortest links between what is still apart. */
function spanningForest(
  points: Points,
  { from, to }: Contiguity,
  islands: Islands,
): Pick<ContiguousGroups, 'parts' | 'bridges'> & { tree: Link[] } {
  const { n, p, values } = points;
  const parent = Int32Array.from({ length: n }, (_none, i) => i);
  const find = (start: number): number => {
    let at = start;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const tree: Link[] = [];
  const take = (link: Link): boolean => {
    const a = find(link.a);
    const b = find(link.b);
    if (a === b) return false;
    parent[Math.max(a, b)] = Math.min(a, b);
    tree.push(link);
    return true;
  };
  const linkOf = (i: number, j: number): Link => ({
    a: Math.min(i, j),
    b: Math.max(i, j),
    length: squaredDistance(values, i, values, j, p),
  });
  const inOrder = (links: Link[]): Link[] => links.sort((x, y) => x.length - y.length || x.a - y.a || x.b - y.b);
  for (const link of inOrder(Array.from(from, (i, at) => linkOf(i, to[at] as number)))) take(link);

  const byRoot = new Map<number, number[]>();
  for (let i = 0; i < n; i += 1) {
    const root = find(i);
    const part = byRoot.get(root);
    if (part === undefined) byRoot.set(root, [i]);
    else part.push(i);
  }
  const parts = [...byRoot.values()];
  const bridges: (readonly [number, number])[] = [];
  if (islands === 'nearest')
    for (const link of inOrder(shortestBetween(parts, linkOf))) if (take(link)) bridges.push([link.a, link.b]);
  return { tree, parts, bridges };
}

/** For every two parts the shortest link between them. */
function shortestBetween(parts: readonly (readonly number[])[], linkOf: (i: number, j: number) => Link): Link[] {
  const links: Link[] = [];
  parts.forEach((part, at) => {
    for (const other of parts.slice(at + 1)) {
      let best: Link | undefined;
      for (const i of part)
        for (const j of other) {
          const link = linkOf(i, j);
          if (best === undefined || link.length < best.length) best = link;
        }
      if (best !== undefined) links.push(best);
    }
  });
  return links;
}

/** Sums of squares are differences of large numbers unless the points lie round zero. */
function centre({ n, p, values }: Points): Points {
  const middle = new Float64Array(p);
  for (let i = 0; i < n * p; i += 1) middle[i % p] = (middle[i % p] as number) + (values[i] as number) / n;
  return { n, p, values: values.map((value, i) => value - (middle[i % p] as number)) };
}

/**
 * Labels the tree that `root` lies in and weighs every link of it: a cut into parts with sums S1, S2 of n1, n2 points lowers the
 * sum of squares by |S1|²/n1 + |S2|²/n2 - |S1+S2|²/(n1+n2).
 */
function bestCut(
  { p, values }: Points,
  links: readonly (readonly Link[])[],
  root: number,
  label: number,
  labels: Int32Array,
  leastAreas: number,
): Cut {
  const order: number[] = [root];
  const above: (Link | undefined)[] = [undefined];
  const place = new Map([[root, 0]]);
  for (let at = 0; at < order.length; at += 1) {
    const point = order[at] as number;
    labels[point] = label;
    for (const link of links[point] ?? []) {
      const other = link.a === point ? link.b : link.a;
      if (place.has(other)) continue;
      place.set(other, order.length);
      order.push(other);
      above.push(link);
    }
  }
  const size = order.length;
  const sums = new Float64Array(size * p);
  const counts = new Float64Array(size).fill(1);
  let squares = 0;
  order.forEach((point, at) => {
    for (let j = 0; j < p; j += 1) {
      const value = values[point * p + j] as number;
      sums[at * p + j] = value;
      squares += value * value;
    }
  });
  const parentOf = (at: number): number => {
    const link = above[at] as Link;
    return place.get(link.a === order[at] ? link.b : link.a) as number;
  };
  for (let at = size - 1; at > 0; at -= 1) {
    const up = parentOf(at);
    counts[up] = (counts[up] as number) + (counts[at] as number);
    for (let j = 0; j < p; j += 1) sums[up * p + j] = (sums[up * p + j] as number) + (sums[at * p + j] as number);
  }
  let whole = 0;
  for (let j = 0; j < p; j += 1) whole += (sums[j] as number) ** 2;
  whole /= size;
  let link: Link | undefined;
  let gain = -Infinity;
  for (let at = 1; at < size; at += 1) {
    const below = counts[at] as number;
    if (below < leastAreas || size - below < leastAreas) continue;
    let under = 0;
    let over = 0;
    for (let j = 0; j < p; j += 1) {
      const part = sums[at * p + j] as number;
      under += part * part;
      over += ((sums[j] as number) - part) ** 2;
    }
    const own = under / below + over / (size - below) - whole;
    const candidate = above[at] as Link;
    if (own > gain || (own === gain && link !== undefined && before(candidate, link))) {
      gain = own;
      link = candidate;
    }
  }
  return { link, gain, within: Math.max(0, squares - whole) };
}

const before = (x: Link, y: Link): boolean => x.a < y.a || (x.a === y.a && x.b < y.b);
