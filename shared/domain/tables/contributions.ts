import { cellCount, strides } from './table.ts';
import { type Dimension, nodesOver } from './dimension.ts';

/**
 * What a magnitude table sums, one row per contribution. Amounts are whole multiples of the measure's unit (10^-decimals), so
 * that sums are exact. `unit` and `holding` are numbers of who contributes; a holding joins units that share what they know.
 */
export interface Contributions {
  /** Inner cell of the product that each row falls in. */
  readonly cell: Int32Array;
  readonly amount: Float64Array;
  /** How many each row stands for; null: one each. */
  readonly weight: Float64Array | null;
  readonly unit: Int32Array;
  readonly holding: Int32Array;
}

/**
 * Who fills each cell of the product, margins included: the contributors of cell c are the entries
 * `start[c] .. start[c + 1] - 1`, largest first (ties by number). A contributor is a holding with a net amount that is not zero;
 * `amount` is its absolute value (one unit of weight), and `weight` how many like it the cell holds.
 */
export interface Contributors {
  readonly start: Int32Array;
  readonly holding: Int32Array;
  readonly amount: Float64Array;
  readonly weight: Float64Array;
  /** Units (persons, firms) with a net amount that is not zero, per cell; not weighted. */
  readonly units: Float64Array;
}

/** Weighted sum of the rows in each cell of the product; margins are left 0. */
export function innerSums(dimensions: readonly Dimension[], rows: Contributions): Float64Array {
  const sums = new Float64Array(cellCount(dimensions));
  for (const [row, cell] of rows.cell.entries()) sums[cell] = (sums[cell] as number) + weighted(rows, row);
  return sums;
}

/** A row's share of its cell, a whole number. */
const weighted = (rows: Contributions, row: number): number =>
  rows.weight === null
    ? (rows.amount[row] as number)
    : Math.round((rows.amount[row] as number) * (rows.weight[row] as number));

/** Joins the rows of each contributor in each cell and each margin above it. */
export function contributorsOf(dimensions: readonly Dimension[], rows: Contributions): Contributors {
  const cells = cellCount(dimensions);
  const { order, start: firstRow } = rowsByCell(dimensions, rows, cells);
  const start = new Int32Array(cells + 1);
  const units = new Float64Array(cells);
  const holding: number[] = [];
  const amount: number[] = [];
  const weight: number[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const own = order.subarray(firstRow[cell], firstRow[cell + 1]);
    const joined = joinedBy(rows, own, rows.holding);
    const net = [...joined].filter(([, { amount }]) => amount !== 0);
    net.sort(([a, x], [b, y]) => Math.abs(y.amount) - Math.abs(x.amount) || a - b);
    for (const [who, sum] of net) {
      holding.push(who);
      amount.push(Math.abs(sum.amount));
      weight.push(sum.size === 0 ? 1 : Math.max(1, sum.weighted / sum.size));
    }
    units[cell] = [...joinedBy(rows, own, rows.unit).values()].filter(({ amount }) => amount !== 0).length;
    start[cell + 1] = holding.length;
  }
  return {
    start,
    holding: Int32Array.from(holding),
    amount: Float64Array.from(amount),
    weight: Float64Array.from(weight),
    units,
  };
}

interface Joined {
  amount: number;
  /** Sum of the absolute amounts, plain and weighted: their ratio is the weight of the joined contributor. */
  size: number;
  weighted: number;
}

function joinedBy(rows: Contributions, own: Int32Array, who: Int32Array): Map<number, Joined> {
  const joined = new Map<number, Joined>();
  for (const row of own) {
    const value = rows.amount[row] as number;
    const sum = joined.get(who[row] as number) ?? { amount: 0, size: 0, weighted: 0 };
    sum.amount += value;
    sum.size += Math.abs(value);
    sum.weighted += Math.abs(value) * (rows.weight?.[row] ?? 1);
    joined.set(who[row] as number, sum);
  }
  return joined;
}

/** Numbers of the rows of each cell, margins included, in the order of the rows. */
export function rowsByCell(
  dimensions: readonly Dimension[],
  rows: Pick<Contributions, 'cell'>,
  cells: number,
): { readonly order: Int32Array; readonly start: Int32Array } {
  const steps = strides(dimensions);
  const over = dimensions.map(nodesOver);
  const margins = new Map<number, readonly number[]>();
  const marginsOf = (inner: number): readonly number[] => {
    let found = margins.get(inner);
    if (found === undefined) {
      found = dimensions.reduce<number[]>(
        (bases, dimension, d) => {
          const step = steps[d] as number;
          const node = Math.floor(inner / step) % dimension.codes.length;
          return bases.flatMap((base) => (over[d]?.[node] ?? []).map((above) => base + above * step));
        },
        [0],
      );
      margins.set(inner, found);
    }
    return found;
  };
  const start = new Int32Array(cells + 1);
  for (const inner of rows.cell) for (const cell of marginsOf(inner)) start[cell + 1] = (start[cell + 1] as number) + 1;
  for (let cell = 0; cell < cells; cell += 1) start[cell + 1] = (start[cell + 1] as number) + (start[cell] as number);
  const next = Int32Array.from(start);
  const order = new Int32Array(start[cells] as number);
  for (const [row, inner] of rows.cell.entries())
    for (const cell of marginsOf(inner)) {
      order[next[cell] as number] = row;
      next[cell] = (next[cell] as number) + 1;
    }
  return { order, start };
}
