/**
 * A tree of n - 1 merges. Node 0..n-1 is point i; node n + m is what merge m made. Merges stand by rising height, and
 * each of them joins nodes that stand before it.
 */
export interface Dendrogram {
  readonly n: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Height of each merge, never falling. */
  readonly heights: Float64Array;
  /** Points below each merge. */
  readonly sizes: Int32Array;
}

/** Two points that a merge brought together (any one of each side), and how high. */
export interface RawMerges {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly heights: Float64Array;
}

/**
 * Sorts merges by height (equal heights keep the order in which they were found) and names their nodes. For a linkage
 * without inversions a merge never comes before those it is made of.
 */
export function dendrogramOf(n: number, { first, second, heights }: RawMerges): Dendrogram {
  const order = Array.from(heights.keys()).sort((a, b) => (heights[a] as number) - (heights[b] as number) || a - b);
  const parent = Int32Array.from({ length: n }, (_none, i) => i);
  const node = Int32Array.from(parent);
  const count = new Int32Array(n).fill(1);
  const find = (start: number): number => {
    let at = start;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const left = new Int32Array(order.length);
  const right = new Int32Array(order.length);
  const sizes = new Int32Array(order.length);
  const sorted = new Float64Array(order.length);
  order.forEach((merge, m) => {
    const a = find(first[merge] as number);
    const b = find(second[merge] as number);
    left[m] = Math.min(node[a] as number, node[b] as number);
    right[m] = Math.max(node[a] as number, node[b] as number);
    sorted[m] = heights[merge] as number;
    parent[b] = a;
    count[a] = (count[a] as number) + (count[b] as number);
    sizes[m] = count[a];
    node[a] = n + m;
  });
  return { n, left, right, heights: sorted, sizes };
}

/**
 * Group 0..k-1 of each point when the last k - 1 merges are undone, numbered by the first point of each.
 * @throws RangeError for k outside 1..n
 */
export function cutInto({ n, left, right }: Dendrogram, k: number): Int32Array {
  if (!(k >= 1 && k <= n)) throw new RangeError('cutInto: k outside 1..n');
  const top = new Int32Array(2 * n - 1).fill(-1);
  // From the top down: a node that no kept merge lies above begins a group of its own.
  for (let m = n - 2; m >= 0; m -= 1) {
    const own = n + m;
    if (m > n - 1 - k) continue;
    const group = top[own] === -1 ? own : (top[own] as number);
    top[left[m] as number] = group;
    top[right[m] as number] = group;
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: n }, (_none, i) => {
    const group = top[i] === -1 ? i : (top[i] as number);
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}
