import { type Dimension, isLeaf, nodesOver } from '../../tables/dimension.ts';
import type { CellSystem } from '../../tables/system.ts';
import { strides } from '../../tables/table.ts';
import type { Deviation, Room } from './finder.ts';

/** Most combinations that are tried for one cell. */
const MOST_CUBES = 1500;
/** Leaves that stand for a sum, when it is the sum that is to move. */
const MOST_BELOW = 4;

/** How the nodes of one dimension move together: a leaf up and another down, with everything above them. */
interface Shift {
  readonly nodes: readonly number[];
  readonly signs: readonly number[];
}

interface Place {
  readonly dimensions: readonly Dimension[];
  readonly steps: readonly number[];
  readonly cells: Int32Array;
  /** Leaves of each dimension, nearest relatives first when asked for by `nearest`. */
  readonly shifts: readonly Map<number, readonly Shift[]>[];
}

/**
 * Deviations in the form of cubes (the hypercubes of Repsilber 1994, in any hierarchies): in each dimension one leaf rises
 * and another falls, and with them every node above that holds one of them; the product of these shifts keeps every equation of the
 * table, whatever its hierarchies. Found by trying the nearest relatives, without any programme. What is found is a deviation;
 * that none is found says nothing.
 */
export class CubeSearch {
  readonly #values: Float64Array;
  readonly #places: readonly Place[];
  /** Block and own cell of each cell of the system that stands in one block only, and in none of the explicit equations. */
  readonly #blockOf: Int32Array;
  readonly #ownOf: Int32Array;

  constructor(system: Pick<CellSystem, 'values' | 'blocks' | 'equations'>) {
    this.#values = system.values;
    this.#places = system.blocks.map(({ dimensions, cells }) => ({
      dimensions,
      steps: strides(dimensions),
      cells,
      shifts: dimensions.map(() => new Map<number, readonly Shift[]>()),
    }));
    this.#blockOf = new Int32Array(system.values.length).fill(-1);
    this.#ownOf = new Int32Array(system.values.length);
    for (const [b, { cells }] of system.blocks.entries())
      for (const [own, cell] of cells.entries()) {
        // A cell of two tables would have to move in both.
        this.#blockOf[cell] = this.#blockOf[cell] === -1 ? b : -2;
        this.#ownOf[cell] = own;
      }
    const { count, start, parts, total, coefficients } = system.equations;
    if (coefficients === null) return;
    for (let e = 0; e < count; e += 1) {
      const own = [...parts.subarray(start[e], start[e + 1])];
      const weighted = own.some((_, i) => coefficients[(start[e] as number) + i] !== 1);
      if (weighted) for (const cell of [total[e] as number, ...own]) this.#blockOf[cell] = -2;
    }
  }

  /** As `DeviationFinder.move`; cells with a cost are moved only up to `mostCost`. */
  find(
    cell: number,
    sign: 1 | -1,
    need: number,
    room: Room,
    cost: Float64Array,
    banned: Uint8Array,
    mostCost: number,
  ): Deviation | null {
    const place = this.#places[this.#blockOf[cell] as number];
    if (place === undefined) return null;
    const own = this.#ownOf[cell] as number;
    const { dimensions, steps } = place;
    const most = mostOf(dimensions);
    const options = dimensions.map((dimension, d) => {
      const node = Math.floor(own / (steps[d] as number)) % dimension.codes.length;
      return shiftsOf(place, d, node).slice(0, most);
    });
    if (options.some((list) => list.length === 0)) return null;
    let best: Deviation | null = null;
    const chosen = options.map(() => 0);
    for (;;) {
      const limit = best === null ? mostCost : best.cost;
      const found = this.#try(place, options, chosen, cell, sign * need, room, cost, banned, limit);
      if (found !== null && (best === null || found.cost < best.cost)) best = found;
      if (best?.cost === 0) return best;
      let d = 0;
      while (d < chosen.length && (chosen[d] as number) + 1 >= (options[d] as readonly Shift[]).length) {
        chosen[d] = 0;
        d += 1;
      }
      if (d === chosen.length) return best;
      chosen[d] = (chosen[d] as number) + 1;
    }
  }

  /** The product of the chosen shifts, if every cell may move so far and the loss is not above the limit. */
  #try(
    { cells, steps }: Place,
    options: readonly (readonly Shift[])[],
    chosen: readonly number[],
    target: number,
    amount: number,
    room: Room,
    cost: Float64Array,
    banned: Uint8Array,
    limit: number,
  ): Deviation | null {
    const moved: number[] = [];
    let loss = 0;
    const walk = (d: number, own: number, sign: number): boolean => {
      if (d === steps.length) {
        const cell = cells[own] as number;
        const value = (this.#values[cell] as number) + sign * amount;
        if (banned[cell] === 1 && cell !== target) return false;
        if (this.#blockOf[cell] === -2) return false;
        if (value < (room.lower[cell] as number) || value > (room.upper[cell] as number)) return false;
        if (cell === target) return true;
        loss += cost[cell] as number;
        moved.push(cell);
        return loss <= limit && loss !== Number.POSITIVE_INFINITY;
      }
      const shift = options[d]?.[chosen[d] as number] as Shift;
      for (const [i, node] of shift.nodes.entries())
        if (!walk(d + 1, own + node * (steps[d] as number), sign * (shift.signs[i] as number))) return false;
      return true;
    };
    return walk(0, 0, 1) ? { cells: moved, cost: loss } : null;
  }
}

/** Shifts that raise the node: a leaf of it against each other leaf, nearest relatives first; then the node's line alone. */
function shiftsOf(place: Place, d: number, node: number): readonly Shift[] {
  const known = place.shifts[d]?.get(node);
  if (known !== undefined) return known;
  const dimension = place.dimensions[d] as Dimension;
  const over = overOf(dimension);
  const leaves = leavesOf(dimension);
  const below = leaves.filter((leaf) => over[leaf]?.includes(node) === true);
  const others = leaves.filter((leaf) => over[leaf]?.includes(node) !== true);
  const shifts: Shift[] = [];
  for (const up of below.slice(0, MOST_BELOW)) {
    const above = over[up] as readonly number[];
    const near = others
      .map((leaf) => ({ leaf, moved: (over[leaf] as readonly number[]).filter((other) => !above.includes(other)) }))
      .sort(
        (x, y) => x.moved.length - y.moved.length || Math.abs(x.leaf - up) - Math.abs(y.leaf - up) || x.leaf - y.leaf,
      )
      .slice(0, mostOf(place.dimensions));
    for (const { leaf, moved } of near) {
      const rising = above.filter((other) => !(over[leaf] as readonly number[]).includes(other));
      shifts.push({
        nodes: [...rising, ...moved],
        signs: [...rising.map(() => 1), ...moved.map(() => -1)],
      });
    }
  }
  shifts.sort((x, y) => x.nodes.length - y.nodes.length);
  // Nothing else moves along this dimension but the sums above: its total moves too.
  if (node === 0)
    for (const up of below.slice(0, MOST_BELOW))
      shifts.push({ nodes: over[up] ?? [], signs: (over[up] ?? []).map(() => 1) });
  place.shifts[d]?.set(node, shifts);
  return shifts;
}

/** Shifts that are tried along each dimension. */
const mostOf = (dimensions: readonly Dimension[]): number =>
  Math.max(2, Math.floor(MOST_CUBES ** (1 / dimensions.length)));

const overs = new WeakMap<Dimension, readonly (readonly number[])[]>();
function overOf(dimension: Dimension): readonly (readonly number[])[] {
  const known = overs.get(dimension) ?? nodesOver(dimension);
  overs.set(dimension, known);
  return known;
}

const leafLists = new WeakMap<Dimension, readonly number[]>();
function leavesOf(dimension: Dimension): readonly number[] {
  const known = leafLists.get(dimension) ?? [...dimension.codes.keys()].filter((node) => isLeaf(dimension, node));
  leafLists.set(dimension, known);
  return known;
}
