import type { Equations } from '../../tables/equations.ts';
import { keptEquations } from './implied.ts';
import { type Network, networkOf } from './network.ts';
import { Residual } from './residual.ts';

/** What stands in public: published values, which cells are hidden, and bounds that everybody knows. */
export interface PublicTable {
  /** Published values; whatever stands at a hidden cell is not read. */
  readonly values: Float64Array;
  readonly hidden: Uint8Array;
  /** Finite lower bound of each hidden cell. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly equations: Equations;
}

export type FeasibleOutcome =
  | { readonly ok: true; readonly values: Float64Array }
  /** `inconsistent`: no table agrees with what is published. `noNetwork`: the table is no network. */
  | { readonly ok: false; readonly reason: 'inconsistent' | 'noNetwork' };

/**
 * Some table that agrees with everything published, found without knowing the true one: the hidden cells start at their
 * lower bounds, and what their equations then lack is sent through the network as one flow (a circulation with lower
 * bounds; Hoffman 1960, by the construction of Ford and Fulkerson 1962). Whole numbers give whole numbers.
 *
 * An interval attack needs a table to start from, and any one gives the same intervals. So anybody can repeat the proof
 * of a package from the package alone.
 */
export function feasibleTable(table: PublicTable): FeasibleOutcome {
  const { equations, hidden } = table;
  const cells = hidden.length;
  const kept = keptEquations(equations, cells);
  const network = networkOf(equations, kept, hidden);
  if (network.isNetwork.some((flag) => flag !== 1)) return { ok: false, reason: 'noNetwork' };

  const values = table.values.map((value, cell) => (hidden[cell] === 1 ? (table.lower[cell] ?? 0) : value));
  const surplus = surplusOfNodes(equations, kept, network, values, hidden);
  if (surplus === null) return { ok: false, reason: 'inconsistent' };

  const arcs = arcsOf(table, network, surplus);
  const flows = new Residual(network.nodes + 2, arcs, 0);
  const [source, sink] = [network.nodes, network.nodes + 1];
  if (flows.push(source, sink, arcs.wanted) !== arcs.wanted) return { ok: false, reason: 'inconsistent' };
  arcs.cells.forEach((cell, arc) => {
    values[cell] = (values[cell] ?? 0) + (flows.flow[arc] ?? 0);
  });
  return equationsHold(equations, values) ? { ok: true, values } : { ok: false, reason: 'inconsistent' };
}

/** True when every equation adds up exactly. */
export function equationsHold({ count, total, start, parts, coefficients }: Equations, values: Float64Array): boolean {
  for (let e = 0; e < count; e += 1) {
    let sum = -(values[total[e] as number] as number);
    for (let i = start[e] as number; i < (start[e + 1] as number); i += 1)
      sum += (coefficients === null ? 1 : (coefficients[i] as number)) * (values[parts[i] as number] as number);
    if (sum !== 0) return false;
  }
  return true;
}

/**
 * How much more enters each node than leaves it, with the hidden cells at their starting values; the ground node of a
 * component takes what the others leave over. Null when an equation without a hidden cell does not add up.
 */
function surplusOfNodes(
  equations: Equations,
  kept: Uint8Array,
  network: Network,
  values: Float64Array,
  hidden: Uint8Array,
): Float64Array | null {
  const { count, total, start, parts, coefficients } = equations;
  const surplus = new Float64Array(network.nodes);
  for (let e = 0; e < count; e += 1) {
    if (kept[e] !== 1) continue;
    let sum = 0;
    let sign = 0;
    let component = -1;
    const meet = (cell: number, coefficient: number): void => {
      sum += coefficient * (values[cell] as number);
      if (hidden[cell] !== 1) return;
      sign = network.head[cell] === e ? coefficient : -coefficient;
      component = network.component[cell] as number;
    };
    meet(total[e] as number, -1);
    for (let i = start[e] as number; i < (start[e + 1] as number); i += 1)
      meet(parts[i] as number, coefficients === null ? 1 : (coefficients[i] as number));
    if (component === -1) {
      if (sum !== 0) return null;
      continue;
    }
    const ground = count + component;
    surplus[e] = sign * sum;
    surplus[ground] = (surplus[ground] as number) - sign * sum;
  }
  return surplus;
}

function arcsOf(table: PublicTable, network: Network, surplus: Float64Array) {
  const cells: number[] = [];
  const tail: number[] = [];
  const head: number[] = [];
  const up: number[] = [];
  table.hidden.forEach((flag, cell) => {
    if (flag !== 1) return;
    cells.push(cell);
    tail.push(network.tail[cell] as number);
    head.push(network.head[cell] as number);
    up.push((table.upper[cell] ?? Infinity) - (table.lower[cell] ?? 0));
  });
  let wanted = 0;
  surplus.forEach((amount, node) => {
    if (amount === 0) return;
    tail.push(amount > 0 ? network.nodes : node);
    head.push(amount > 0 ? node : network.nodes + 1);
    up.push(Math.abs(amount));
    if (amount > 0) wanted += amount;
  });
  return {
    cells,
    wanted,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    up: Float64Array.from(up),
    down: new Float64Array(tail.length),
  };
}
