import type { Lattice } from '../geography/lattice.ts';

/** The cells of each area, and moves of cells from one area to another that leave every area in one piece. */
export class AreaCells {
  readonly #lattice: Lattice;
  readonly #of: Int32Array;
  readonly #cells: number[][];

  /** `areaOf` is copied; -1 is water. */
  constructor(lattice: Lattice, areaOf: Int32Array, count: number) {
    this.#lattice = lattice;
    this.#of = Int32Array.from(areaOf);
    this.#cells = Array.from({ length: count }, () => []);
    for (const [cell, area] of areaOf.entries()) if (area !== -1) this.#cells[area]!.push(cell);
  }

  get areaOf(): Int32Array {
    return this.#of;
  }

  size(area: number): number {
    return this.#cells[area]!.length;
  }

  /** The areas that share a border with this one, in the order of their numbers; -1 where it faces water. */
  neighbours(area: number): readonly number[] {
    const found = new Set<number>();
    for (const cell of this.#cells[area]!) for (const other of this.#around(cell)) found.add(this.#of[other]!);
    found.delete(area);
    return [...found].sort((a, b) => a - b);
  }

  /**
   * About `wanted` cells of `from` that lie together at the border to `to`, or anywhere when `to` is undefined, and leave the rest of
   * `from` in one piece. Fewer when more cannot be had, none when that would empty `from`. Cells of `avoid` stay.
   */
  slice(from: number, to: number | undefined, wanted: number, avoid: readonly number[] = []): readonly number[] {
    const own = this.#cells[from]!.filter((cell) => !avoid.includes(cell));
    const touches = (cell: number): boolean =>
      this.#around(cell).some((other) => (to === undefined ? this.#of[other] !== from : this.#of[other] === to));
    const taken: number[] = [];
    const left = new Set(this.#cells[from]);
    while (taken.length < Math.min(wanted, own.length - 1)) {
      const next = own.find((cell) => {
        if (!left.has(cell)) return false;
        const joins = taken.length === 0 ? touches(cell) : this.#around(cell).some((other) => taken.includes(other));
        if (!joins) return false;
        left.delete(cell);
        const whole = this.#isWhole(left);
        left.add(cell);
        return whole;
      });
      if (next === undefined) break;
      left.delete(next);
      taken.push(next);
    }
    return taken;
  }

  /** Gives cells to an area, which may be one more than there were. */
  give(cells: readonly number[], to: number): void {
    this.#cells[to] ??= [];
    for (const cell of cells) {
      const from = this.#of[cell]!;
      if (from !== -1) this.#cells[from] = this.#cells[from]!.filter((other) => other !== cell);
      this.#of[cell] = to;
      this.#cells[to].push(cell);
    }
    this.#cells[to].sort((a, b) => a - b);
  }

  cellsOf(area: number): readonly number[] {
    return this.#cells[area]!;
  }

  #around(cell: number): number[] {
    return [0, 1, 2, 3, 4, 5].map((side) => this.#lattice.neighbour(cell, side)).filter((other) => other !== -1);
  }

  #isWhole(cells: ReadonlySet<number>): boolean {
    const [start] = cells;
    if (start === undefined) return false;
    const seen = new Set([start]);
    for (const cell of seen) for (const other of this.#around(cell)) if (cells.has(other)) seen.add(other);
    return seen.size === cells.size;
  }
}

/** The cells of the sea: water that hangs together with the edge of the lattice, which lakes do not. */
export function seaCells(lattice: Lattice, kind: Uint8Array): Uint8Array {
  const sea = new Uint8Array(lattice.cells);
  sea[0] = 1;
  const queue = [0];
  for (let head = 0; head < queue.length; head += 1)
    for (let side = 0; side < 6; side += 1) {
      const other = lattice.neighbour(queue[head]!, side);
      if (other === -1 || kind[other] !== 0 || sea[other] === 1) continue;
      sea[other] = 1;
      queue.push(other);
    }
  return sea;
}
