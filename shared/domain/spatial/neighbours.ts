/** Who borders on whom, as rows of a sparse matrix: the neighbours of i stand in `to` from `start[i]` up to `start[i + 1]`. */
export interface Neighbours {
  readonly n: number;
  readonly start: Int32Array;
  readonly to: Int32Array;
}

/** From pairs in either direction, given once or more; a pair with itself is left out. */
export function neighboursOf(n: number, from: ArrayLike<number>, to: ArrayLike<number>): Neighbours {
  const sets = Array.from({ length: n }, () => new Set<number>());
  for (let at = 0; at < from.length; at += 1) {
    const a = from[at] as number;
    const b = to[at] as number;
    if (a === b) continue;
    sets[a]?.add(b);
    sets[b]?.add(a);
  }
  const start = new Int32Array(n + 1);
  sets.forEach((set, i) => {
    start[i + 1] = (start[i] as number) + set.size;
  });
  return { n, start, to: Int32Array.from(sets.flatMap((set) => [...set].sort((a, b) => a - b))) };
}
