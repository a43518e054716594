import type { Generator } from '../../../../shared/domain/random/generator.ts';
import type { Lattice } from './lattice.ts';
import type { Noise } from './noise.ts';

type Cells = Int32Array;

/** The pieces of `cells` that hang together, largest first; `mark` is scratch with one place per cell of the lattice, all 0. */
function pieces(lattice: Lattice, cells: Cells, mark: Uint8Array): Cells[] {
  for (const cell of cells) mark[cell] = 1;
  const found: Cells[] = [];
  for (const start of cells) {
    if (mark[start] !== 1) continue;
    const queue = [start];
    mark[start] = 0;
    for (let head = 0; head < queue.length; head += 1)
      for (let side = 0; side < 6; side += 1) {
        const other = lattice.neighbour(queue[head]!, side);
        if (other === -1 || mark[other] !== 1) continue;
        mark[other] = 0;
        queue.push(other);
      }
    found.push(Int32Array.from(queue));
  }
  return found.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

const joined = (parts: readonly Cells[]): Cells => {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
};

/**
 * Divides cells that hang together among `weights`, in that order along the cells' long axis, by cutting in two again
 * and again. Each part hangs together; its number of cells is near its share, at least one per unit of weight as long
 * as there are some cells per unit. The cuts bend with `bend`.
 */
export function divideByWeight(
  lattice: Lattice,
  cells: Cells,
  weights: readonly number[],
  random: Generator,
  bend: Noise,
): Cells[] {
  const mark = new Uint8Array(lattice.cells);
  const recurse = (own: Cells, shares: readonly number[]): Cells[] => {
    if (shares.length === 1) return [own];
    const total = shares.reduce((sum, w) => sum + w, 0);
    let cut = 1;
    let low = shares[0]!;
    while (cut < shares.length - 1 && low + shares[cut]! / 2 < total / 2) {
      low += shares[cut]!;
      cut += 1;
    }
    let mx = 0;
    let my = 0;
    for (const cell of own) {
      mx += lattice.x(cell);
      my += lattice.y(cell);
    }
    mx /= own.length;
    my /= own.length;
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    for (const cell of own) {
      const dx = lattice.x(cell) - mx;
      const dy = lattice.y(cell) - my;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
    }
    // The long axis: eigenvector of the larger eigenvalue of the covariance, by hand for two dimensions.
    const gap = (sxx - syy) / 2;
    const root = Math.sqrt(gap * gap + sxy * sxy);
    let ax = root + gap;
    let ay = sxy;
    if (ax * ax + ay * ay < 1e-9) [ax, ay] = [0, 1];
    const turn = 0.5 * (random.uniform() - 0.5);
    const length = Math.sqrt(ax * ax + ay * ay);
    let ux = ax / length - (turn * ay) / length;
    let uy = ay / length + (turn * ax) / length;
    if (uy < 0) [ux, uy] = [-ux, -uy];
    const amplitude = 0.11 * Math.sqrt(own.length);
    const key = new Map<number, number>();
    for (const cell of own) {
      const x = lattice.x(cell);
      const y = lattice.y(cell);
      key.set(cell, ux * x + uy * y + amplitude * bend(x, y));
    }
    const sorted = Int32Array.from(own).sort((a, b) => key.get(a)! - key.get(b)! || a - b);
    const wanted = Math.round((own.length * low) / total);
    const at = Math.max(1, Math.min(own.length - 1, wanted));
    // Splinters on either side go over to the other side, until both hang together.
    let first: Cells = sorted.slice(0, at);
    let second: Cells = sorted.slice(at);
    for (let round = 0; round < 8; round += 1) {
      const inFirst = pieces(lattice, first, mark);
      second = joined([second, ...inFirst.slice(1)]);
      first = inFirst[0]!;
      const inSecond = pieces(lattice, second, mark);
      second = inSecond[0]!;
      if (inSecond.length === 1) break;
      first = joined([first, ...inSecond.slice(1)]);
    }
    return [...recurse(first, shares.slice(0, cut)), ...recurse(second, shares.slice(cut))];
  };
  return recurse(Int32Array.from(cells).sort(), weights);
}

/**
 * Divides cells that hang together into `count` parts of about the same size that hang together: growth by steps from
 * `count` seeds, the seeds moved to their part's middle a few times (Lloyd). `of[cell]` gets the part's number.
 */
export function divideEvenly(lattice: Lattice, cells: Cells, count: number, random: Generator, of: Int32Array): void {
  const own = Int32Array.from(cells).sort();
  const seeds = random.shuffle(Int32Array.from(own)).slice(0, count);
  const inside = new Set(own);
  for (let round = 0; ; round += 1) {
    for (const cell of own) of[cell] = -1;
    const queue = [...seeds];
    seeds.forEach((cell, part) => {
      of[cell] = part;
    });
    for (let head = 0; head < queue.length; head += 1) {
      const cell = queue[head]!;
      for (let side = 0; side < 6; side += 1) {
        const other = lattice.neighbour(cell, side);
        if (other === -1 || !inside.has(other) || of[other] !== -1) continue;
        of[other] = of[cell]!;
        queue.push(other);
      }
    }
    if (round === 5) return;
    const sumX = new Float64Array(count);
    const sumY = new Float64Array(count);
    const size = new Int32Array(count);
    for (const cell of own) {
      const part = of[cell]!;
      sumX[part]! += lattice.x(cell);
      sumY[part]! += lattice.y(cell);
      size[part]! += 1;
    }
    const best = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    for (const cell of own) {
      const part = of[cell]!;
      const dx = lattice.x(cell) - sumX[part]! / size[part]!;
      const dy = lattice.y(cell) - sumY[part]! / size[part]!;
      const distance = dx * dx + dy * dy;
      if (distance < best[part]!) {
        best[part] = distance;
        seeds[part] = cell;
      }
    }
  }
}
