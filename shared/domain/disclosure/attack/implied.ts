import type { Equations } from '../../tables/equations.ts';

/**
 * Marks with 0 each equation that follows from the others, where that can be seen from their shape: t = sum p_i follows when t
 * and every p_i are totals of kept equations whose parts can be paired into kept equations t_j = sum_i p_ij. That is how
 * the row sum of a municipality follows from the row sums of its areas. Equations are tried from the highest totals
 * down, and each is compared only with those still kept, so what is left always spans the same solutions.
 */
export function keptEquations(equations: Equations, cells: number): Uint8Array {
  const { count, total, start, parts, coefficients } = equations;
  const kept = new Uint8Array(count).fill(1);
  if (coefficients !== null) return kept;
  const byTotal = new Map<number, number[]>();
  for (let e = 0; e < count; e += 1) {
    const own = byTotal.get(total[e] as number);
    if (own === undefined) byTotal.set(total[e] as number, [e]);
    else own.push(e);
  }
  const partsOf = (e: number): Int32Array => parts.subarray(start[e], start[e + 1]);
  const mark = new Int32Array(cells).fill(-1);
  let round = 0;

  const follows = (e: number): boolean => {
    const below = partsOf(e);
    const inner: Int32Array[] = [];
    for (const part of below) {
      const own = (byTotal.get(part) ?? []).filter((f) => kept[f] === 1 && f !== e);
      if (own.length !== 1) return false;
      inner.push(partsOf(own[0] as number));
    }
    for (const across of byTotal.get(total[e] as number) ?? []) {
      if (across === e || kept[across] !== 1) continue;
      round += 1;
      let wanted = 0;
      for (const list of inner)
        for (const cell of list) {
          if (mark[cell] !== round) wanted += 1;
          mark[cell] = round;
        }
      if (wanted !== inner.reduce((sum, list) => sum + list.length, 0)) continue;
      if (covers(partsOf(across), wanted, e)) return true;
    }
    return false;
  };
  // Each t_j must be the total of a kept equation whose parts are all wanted and not used by another.
  const covers = (heads: Int32Array, wanted: number, e: number): boolean => {
    let covered = 0;
    for (const headCell of heads) {
      const fitting = (byTotal.get(headCell) ?? []).find(
        (f) => kept[f] === 1 && f !== e && partsOf(f).every((cell) => mark[cell] === round),
      );
      if (fitting === undefined) return false;
      for (const cell of partsOf(fitting)) {
        mark[cell] = -1;
        covered += 1;
      }
    }
    return covered === wanted;
  };

  for (const e of highestFirst(equations, cells)) if (follows(e)) kept[e] = 0;
  return kept;
}

/**
 * Equations by the number of steps from a cell that is part of nothing, fewest first; then those first whose parts stand
 * in most equations, since leaving those out brings the cells down to two equations each; ties by number.
 */
function highestFirst(equations: Equations, cells: number): Int32Array {
  const { count, total, start, parts } = equations;
  const depth = new Int32Array(cells);
  const standsIn = new Int32Array(cells);
  for (const list of [total, parts]) for (const cell of list) standsIn[cell] = (standsIn[cell] as number) + 1;
  for (let changed = true, rounds = 0; changed && rounds <= 64; rounds += 1) {
    changed = false;
    for (let e = 0; e < count; e += 1) {
      const below = (depth[total[e] as number] as number) + 1;
      for (let i = start[e] as number; i < (start[e + 1] as number); i += 1)
        if ((depth[parts[i] as number] as number) < below && below < 64) {
          depth[parts[i] as number] = below;
          changed = true;
        }
    }
  }
  const most = new Int32Array(count);
  for (let e = 0; e < count; e += 1)
    for (let i = start[e] as number; i < (start[e + 1] as number); i += 1)
      most[e] = Math.max(most[e] as number, standsIn[parts[i] as number] as number);
  const depthAt = (e: number): number => depth[total[e] as number] as number;
  return Int32Array.from({ length: count }, (_, e) => e).sort(
    (a, b) => depthAt(a) - depthAt(b) || (most[b] as number) - (most[a] as number) || a - b,
  );
}
