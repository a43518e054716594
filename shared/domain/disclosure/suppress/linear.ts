import type { Equations } from '../../tables/equations.ts';
import type { LinearProgramme, LinearSolver } from '../attack/linear.ts';
import type { AttackProblem } from '../attack/problem.ts';
import type { CubeSearch } from './cubes.ts';
import type { Deviation, DeviationFinder, Room } from './finder.ts';
import { cellsIn, equationsWith, type Terms, termsOf } from './terms.ts';

/** Sizes of neighbourhoods that are searched one after the other, in cells; the last holds every cell that can be reached. */
const NEIGHBOURHOODS = [40, 200, 500, 1500, Number.POSITIVE_INFINITY];
/** The same for a look that need not find what there is. */
const NEAR = [40, 200, 500, 1500];
/** Tables of more cells take the first cube that is found, without looking for anything cheaper. */
const LARGE = 2000;
/** Cost of moving a hidden cell, beside losses of about 1: nearly none, but fewer and nearer cells are better. */
const STEP = 1e-4;
/** Movements below this part of what is asked for are rounding errors of the solver. */
const DUST = 1e-7;

/**
 * Finds deviations over any equations with linear programmes, in growing neighbourhoods of the cell: every other cell
 * stands still, so that what is found holds in the whole table. Each cell's loss is spread over the movement that is asked for,
 * which makes the programme nearly count the cells that move (Kelly, Golden and Assad 1992).
 *
 * When the last neighbourhood, the whole component, gives nothing, no deviation exists (of whole numbers, where values are whole:
 * a fractional optimum is searched again with whole movements only; undecided counts as none).
 */
export class LinearFinder implements DeviationFinder {
  readonly patience = { free: 4_000_000, work: 600_000, rounds: 4 };
  readonly #values: Float64Array;
  readonly #integer: boolean;
  /** 1 for cells that may move by parts of one though the others are whole. */
  readonly #fractional: Uint8Array | undefined;
  readonly #solve: LinearSolver;
  readonly #cubes: CubeSearch | null;
  readonly #banned: Uint8Array;
  readonly #terms: Terms;
  #work = 0;
  /** What was found last: turned round, it often shows the other direction too. */
  #last: { readonly cell: number; readonly cells: readonly number[]; readonly amounts: readonly number[] } | null =
    null;

  constructor(
    equations: Equations,
    kept: Uint8Array,
    values: Float64Array,
    { integer, fractional }: Pick<AttackProblem, 'integer' | 'fractional'>,
    solve: LinearSolver,
    cubes: CubeSearch | null = null,
  ) {
    this.#cubes = cubes;
    this.#values = values;
    this.#integer = integer;
    this.#fractional = fractional;
    this.#solve = solve;
    this.#banned = new Uint8Array(values.length);
    this.#terms = termsOf(equations, kept, values.length);
  }

  get work(): number {
    return this.#work;
  }

  neighbours(cell: number): number[] {
    const found: number[] = [];
    for (const e of this.#equationsOf(cell)) found.push(...this.#cellsOf(e));
    return found;
  }

  hide(): void {
    // What is hidden is seen in the costs.
  }

  ban(cells: readonly number[], banned: boolean): void {
    for (const cell of cells) this.#banned[cell] = banned ? 1 : 0;
  }

  move(
    cell: number,
    sign: 1 | -1,
    need: number,
    room: Room,
    cost: Float64Array,
    hiddenOnly: boolean,
    far = true,
  ): Deviation | null {
    const value = this.#values[cell] as number;
    const most = sign > 0 ? (room.upper[cell] as number) - value : value - (room.lower[cell] as number);
    if (most < need * (1 - 1e-12)) return null;
    const whole = this.#integer ? Math.ceil(need) : need;
    const cube = (mostCost: number): Deviation | null => {
      this.#work += 100;
      return this.#cubes?.find(cell, sign, whole, room, cost, this.#banned, mostCost) ?? null;
    };
    const turned = this.#turned(cell, sign * whole, room, cost);
    if (turned !== null) return turned;
    // What is hidden already is often enough, and a far smaller search.
    const among = hiddenOnly && far ? NEIGHBOURHOODS : NEAR;
    const first = cube(0) ?? this.#grow(cell, sign, need, room, cost, among, (other) => cost[other] === 0);
    if (first !== null || hiddenOnly) return first;
    const simple = cube(Number.POSITIVE_INFINITY);
    if (simple !== null && this.#values.length > LARGE) return simple;
    const may = (other: number): boolean => cost[other] !== Number.POSITIVE_INFINITY;
    const found = this.#grow(cell, sign, need, room, cost, far ? NEIGHBOURHOODS : NEAR, may);
    return found === null || (simple !== null && simple.cost <= found.cost) ? simple : found;
  }

  /** The last deviation, turned round and stretched so that it moves the cell by `amount`, if every cell has room for that. */
  #turned(cell: number, amount: number, room: Room, cost: Float64Array): Deviation | null {
    const last = this.#last;
    if (last?.cell !== cell) return null;
    const own = last.amounts[last.cells.indexOf(cell)] as number;
    const factor = amount / own;
    if (!(factor < 0) || (this.#integer && !Number.isInteger(factor))) return null;
    const fits = last.cells.every((other, i) => {
      const value = (this.#values[other] as number) + factor * (last.amounts[i] as number);
      if (other !== cell && (this.#banned[other] === 1 || cost[other] !== 0)) return false;
      return value >= (room.lower[other] as number) && value <= (room.upper[other] as number);
    });
    return fits ? { cells: last.cells.filter((other) => other !== cell), cost: 0 } : null;
  }

  #grow(
    cell: number,
    sign: 1 | -1,
    need: number,
    room: Room,
    cost: Float64Array,
    sizes: readonly number[],
    usable: (cell: number) => boolean,
  ): Deviation | null {
    for (const size of sizes) {
      const around = this.#around(cell, size, usable);
      const found = this.#search(around.cells, cell, sign, need, room, cost);
      if (found !== null || around.whole) return found;
    }
    return null;
  }

  /** Cells that may move, nearest first: those that share an equation, then those that share one with these. */
  #around(
    cell: number,
    size: number,
    usable: (cell: number) => boolean,
  ): { readonly cells: readonly number[]; readonly whole: boolean } {
    const cells = [cell];
    const seen = new Set(cells);
    for (let at = 0; at < cells.length; at += 1) {
      if (cells.length >= size) return { cells, whole: false };
      for (const e of this.#equationsOf(cells[at] as number))
        for (const other of this.#cellsOf(e)) {
          if (seen.has(other) || this.#banned[other] === 1 || !usable(other)) continue;
          seen.add(other);
          cells.push(other);
        }
    }
    return { cells, whole: true };
  }

  #search(
    around: readonly number[],
    target: number,
    sign: 1 | -1,
    need: number,
    room: Room,
    cost: Float64Array,
  ): Deviation | null {
    const cells = this.#movable(around);
    if (!cells.includes(target)) return null;
    const unit = this.#integer ? 1 : need;
    const wanted = this.#integer ? Math.ceil(need) : 1;
    const value = this.#values[target] as number;
    const most = sign > 0 ? (room.upper[target] as number) - value : value - (room.lower[target] as number);
    const programme = this.#programme(cells, target, sign, { wanted, unit }, room, cost);
    this.#work += 1000 + 20 * cells.length;
    let outcome = this.#solve(programme);
    if (outcome.status !== 'optimal') return null;
    const whole = Uint8Array.from(programme.cost, (_, i) => (this.#isWhole(cells[i >> 1] as number) ? 1 : 0));
    if (this.#integer && !wholeMultiple(programme, outcome.columns, whole, most)) {
      this.#work += 20_000;
      outcome = this.#solve({ ...programme, whole });
      if (outcome.status !== 'optimal') return null;
    }
    const { columns } = outcome;
    const amount = (i: number): number => (columns[2 * i] as number) - (columns[2 * i + 1] as number);
    const places = [...cells.keys()].filter((i) => Math.abs(amount(i)) > DUST * wanted);
    const moved = places.map((i) => cells[i] as number).filter((cell) => cell !== target);
    this.#last = {
      cell: target,
      cells: places.map((i) => cells[i] as number),
      amounts: places.map((i) => amount(i) * unit),
    };
    return { cells: moved, cost: moved.reduce((sum, cell) => sum + (cost[cell] as number), 0) };
  }

  #isWhole(cell: number): boolean {
    return this.#integer && this.#fractional?.[cell] !== 1;
  }

  /** Without the cells that stand alone in an equation, which therefore cannot move, until there are none. */
  #movable(around: readonly number[]): readonly number[] {
    const alive = new Set(around);
    const left = new Map<number, number>();
    for (const cell of around) for (const e of this.#equationsOf(cell)) left.set(e, (left.get(e) ?? 0) + 1);
    const lonely = [...left].filter(([, cells]) => cells === 1).map(([e]) => e);
    for (let e = lonely.pop(); e !== undefined; e = lonely.pop()) {
      if (left.get(e) !== 1) continue;
      for (const cell of this.#cellsOf(e)) {
        if (!alive.delete(cell)) continue;
        for (const other of this.#equationsOf(cell)) {
          const now = (left.get(other) ?? 0) - 1;
          left.set(other, now);
          if (now === 1) lonely.push(other);
        }
      }
    }
    return around.filter((cell) => alive.has(cell));
  }

  /** Two columns per cell, its rise and its fall; one row per equation: the deviations cancel out. */
  #programme(
    cells: readonly number[],
    target: number,
    sign: 1 | -1,
    { wanted, unit }: { readonly wanted: number; readonly unit: number },
    room: Room,
    cost: Float64Array,
  ): LinearProgramme {
    const position = new Map(cells.map((cell, i) => [cell, i]));
    const columns = 2 * cells.length;
    const [costs, lower, upper] = [new Float64Array(columns), new Float64Array(columns), new Float64Array(columns)];
    for (const [i, cell] of cells.entries()) {
      const value = this.#values[cell] as number;
      const ways = [(room.upper[cell] as number) - value, value - (room.lower[cell] as number)];
      for (const [way, most] of ways.entries()) {
        const own = Math.max(0, most / unit);
        upper[2 * i + way] = own;
        costs[2 * i + way] = STEP + (cost[cell] as number) / Math.max(Math.min(own, wanted), 1e-9);
      }
      if (cell !== target) continue;
      upper.fill(0, 2 * i, 2 * i + 2);
      costs.fill(0, 2 * i, 2 * i + 2);
      const way = sign > 0 ? 2 * i : 2 * i + 1;
      lower[way] = wanted;
      upper[way] = wanted;
    }
    const starts = [0];
    const column: number[] = [];
    const coefficient: number[] = [];
    const equations = new Set<number>();
    for (const cell of cells) for (const e of this.#equationsOf(cell)) equations.add(e);
    for (const e of [...equations].sort((a, b) => a - b)) {
      const { start, cell, factor: factors } = this.#terms;
      for (let t = start[e] as number; t < (start[e + 1] as number); t += 1) {
        const i = position.get(cell[t] as number);
        if (i === undefined) continue;
        const factor = factors[t] as number;
        column.push(2 * i, 2 * i + 1);
        coefficient.push(factor, -factor);
      }
      starts.push(column.length);
    }
    const rows = starts.length - 1;
    return {
      cost: costs,
      lower,
      upper,
      rowStart: Int32Array.from(starts),
      column: Int32Array.from(column),
      coefficient: Float64Array.from(coefficient),
      rowLower: new Float64Array(rows),
      rowUpper: new Float64Array(rows),
      whole: null,
    };
  }

  #equationsOf(cell: number): Int32Array {
    return equationsWith(this.#terms, cell);
  }

  #cellsOf(equation: number): Int32Array {
    return cellsIn(this.#terms, equation);
  }
}

/**
 * True when a small multiple of a solution is whole and within the bounds: corners are mostly halves or thirds where they are
 * not whole, and moving a cell further than asked for, at most by `most`, is as good.
 */
function wholeMultiple(
  { upper, lower }: LinearProgramme,
  columns: Float64Array,
  whole: Uint8Array,
  most: number,
): boolean {
  for (let k = 1; k <= 6; k += 1)
    if (
      columns.every((amount, i) => {
        const own = whole[i] === 1 ? Math.round(k * amount) : k * amount;
        // The target's two bounds are one number, what is asked for.
        const fixed = lower[i] === upper[i] && own > 0;
        return Math.abs(k * amount - own) <= 1e-6 && own <= (fixed ? most : (upper[i] as number));
      })
    )
      return true;
  return false;
}
