import type { LinearSolver } from '../../attack/linear.ts';
import type { Room } from '../finder.ts';
import { cellsIn, equationsWith, type Terms } from '../terms.ts';
import { type Cut, isBroken } from './cut.ts';

export type Attempt =
  /** Cells that move, and by how much, so that the cell moves far enough. */
  | { readonly reached: true; readonly cells: readonly number[]; readonly amounts: readonly number[] }
  /** What keeps it from moving, as a cut that the pattern breaks; null where none was found. */
  | { readonly reached: false; readonly cut: Cut | null };

interface Asked {
  readonly cell: number;
  readonly sign: 1 | -1;
  /** How far the cell must be able to move. */
  readonly need: number;
  readonly room: Room;
  /** Cells that stand still. */
  readonly banned: ReadonlySet<number>;
}

/** Prices and movements below this are rounding errors of the solver. */
const DUST = 1e-9;
/** A cell that is hidden by less than this is taken as shown. */
const SHOWN = 1e-9;

/**
 * The attack on a pattern that may be fractional (Fischetti and Salazar 2000): the cell k is to move by `need` while every other cell i moves within
 * [-L_i z_i, U_i z_i], L_i and U_i its room and z_i how far it is hidden. Any prices y of the equations give, with w = y M and w_k = 1,
 *
 *     need <= sum over i of (w_i > 0 ? w_i L_i : -w_i U_i) z_i
 *
 * for every safe pattern (weak duality), so that a cut never depends on the solver's being right; the dual solution gives one that the
 * pattern breaks. Weights are cut to 1, which whole patterns allow. In a network no cell need move further than the
 * one that is asked for, which narrows the rooms.
 */
export class BoxedAttack {
  readonly #terms: Terms;
  readonly #values: Float64Array;
  readonly #mayHide: Uint8Array;
  readonly #primary: Uint8Array;
  readonly #isNetwork: boolean;
  readonly #solve: LinearSolver;
  #work = 0;

  constructor(
    terms: Terms,
    values: Float64Array,
    cells: { readonly mayHide: Uint8Array; readonly primary: Uint8Array; readonly isNetwork: boolean },
    solve: LinearSolver,
  ) {
    this.#terms = terms;
    this.#values = values;
    this.#mayHide = cells.mayHide;
    this.#primary = cells.primary;
    this.#isNetwork = cells.isNetwork;
    this.#solve = solve;
  }

  /** Work done so far: the same on every machine. */
  get work(): number {
    return this.#work;
  }

  attempt(asked: Asked, pattern: Float64Array): Attempt {
    const value = this.#values[asked.cell] as number;
    const most =
      asked.sign > 0
        ? (asked.room.upper[asked.cell] as number) - value
        : value - (asked.room.lower[asked.cell] as number);
    if (most < asked.need * (1 - 1e-12)) return { reached: false, cut: null };
    const near = this.#solved(asked, pattern, asked.need);
    if (near.reached || near.cut !== null || this.#isNetwork) return near;
    return this.#solved(asked, pattern, Number.POSITIVE_INFINITY);
  }

  #solved(asked: Asked, pattern: Float64Array, reach: number): Attempt {
    const { cell, sign, need, room, banned } = asked;
    const cells = this.#connected(cell, banned, pattern);
    const columnOf = new Map(cells.map((own, i) => [own, i]));
    const [cost, lower, upper] = [0, 0, 0].map(() => new Float64Array(cells.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (const [i, own] of cells.entries()) {
      const value = this.#values[own] as number;
      const hidden = pattern[own] as number;
      lower[i] = -hidden * Math.min(reach, Math.max(0, value - (room.lower[own] as number)));
      upper[i] = hidden * Math.min(reach, Math.max(0, (room.upper[own] as number) - value));
    }
    // The target's other side is open, so that it is never at a bound unless it reaches what is asked for.
    cost[0] = -sign;
    lower[0] = -need;
    upper[0] = need;
    const rows = [...new Set(cells.flatMap((own) => [...equationsWith(this.#terms, own)]))].sort((a, b) => a - b);
    const rowStart = [0];
    const column: number[] = [];
    const coefficient: number[] = [];
    for (const row of rows) {
      for (let t = this.#terms.start[row] as number; t < (this.#terms.start[row + 1] as number); t += 1) {
        const at = columnOf.get(this.#terms.cell[t] as number);
        if (at === undefined) continue;
        column.push(at);
        coefficient.push(this.#terms.factor[t] as number);
      }
      rowStart.push(column.length);
    }
    this.#work += 1000 + 20 * cells.length;
    const outcome = this.#solve({
      cost,
      lower,
      upper,
      rowStart: Int32Array.from(rowStart),
      column: Int32Array.from(column),
      coefficient: Float64Array.from(coefficient),
      rowLower: new Float64Array(rows.length),
      rowUpper: new Float64Array(rows.length),
      whole: null,
    });
    if (outcome.status !== 'optimal') return { reached: false, cut: null };
    const { columns, prices } = outcome;
    if (sign * (columns[0] as number) >= need * (1 - DUST)) {
      const moved = [...cells.keys()].filter((i) => i > 0 && Math.abs(columns[i] as number) > DUST * need);
      return {
        reached: true,
        cells: moved.map((i) => cells[i] as number),
        amounts: moved.map((i) => columns[i] as number),
      };
    }
    const cut = this.#cutOf(asked, rows, prices);
    return { reached: false, cut: cut !== null && isBroken(cut, pattern) ? cut : null };
  }

  /** Cells that may move at all and hang together with the cell, itself first. */
  #connected(cell: number, banned: ReadonlySet<number>, pattern: Float64Array): number[] {
    const cells = [cell];
    const seen = new Set(cells);
    for (let at = 0; at < cells.length; at += 1)
      for (const row of equationsWith(this.#terms, cells[at] as number))
        for (const other of cellsIn(this.#terms, row)) {
          if (seen.has(other) || banned.has(other) || (pattern[other] as number) <= SHOWN) continue;
          seen.add(other);
          cells.push(other);
        }
    return cells;
  }

  #cutOf({ cell, sign, need, room, banned }: Asked, rows: readonly number[], prices: Float64Array): Cut | null {
    const sums = new Map<number, number>();
    for (const [i, row] of rows.entries()) {
      const price = prices[i] as number;
      if (Math.abs(price) <= DUST) continue;
      for (let t = this.#terms.start[row] as number; t < (this.#terms.start[row + 1] as number); t += 1) {
        const other = this.#terms.cell[t] as number;
        sums.set(other, (sums.get(other) ?? 0) + price * (this.#terms.factor[t] as number));
      }
    }
    const own = sums.get(cell) ?? 0;
    if (Math.abs(own) <= 1e-6) return null;
    const reach = this.#isNetwork ? need : Number.POSITIVE_INFINITY;
    let left = need;
    const found: { readonly cell: number; readonly amount: number }[] = [];
    for (const [other, sum] of sums) {
      if (other === cell || banned.has(other) || this.#mayHide[other] !== 1) continue;
      const weight = (sign * sum) / own;
      if (Math.abs(weight) <= DUST) continue;
      const value = this.#values[other] as number;
      const space = weight > 0 ? value - (room.lower[other] as number) : (room.upper[other] as number) - value;
      const amount = Math.abs(weight) * Math.min(reach, Math.max(0, space));
      if (this.#primary[other] === 1) left -= amount;
      else if (amount > 0) found.push({ cell: other, amount });
    }
    if (!(left > 1e-9 * need)) return null;
    return {
      cells: found.map((one) => one.cell),
      weights: found.map(({ amount }) => Math.min(1, amount / left)),
    };
  }
}
