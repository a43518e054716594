import type { AttackProblem } from './problem.ts';
import type { LinearSolver, WholeSolver } from './linear.ts';
import { keptEquations } from './implied.ts';
import { type Network, networkOf } from './network.ts';
import { Residual } from './residual.ts';

/** Told while long work runs; the engine's Progress fits. */
export interface Steps {
  report(step: string, done: number, total: number): void;
  check(): void;
}

export const noSteps: Steps = { report: () => undefined, check: () => undefined };

/** Proven minimum and maximum of each hidden cell; NaN where the cell is not hidden or could not be decided. */
export interface Intervals {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/**
 * Solves what is no network: for each target cell of one component [min, max] over all values that satisfy its equations
 * and bounds. Passed in, since the solver is not pure. NaN for what it cannot decide.
 */
export type ComponentSolver = (
  problem: AttackProblem,
  kept: Uint8Array,
  cells: readonly number[],
  targets: readonly number[],
  into: Intervals,
) => void;

/** What solves everything that is no network; without it those cells stay undecided, which counts as not safe. */
export interface Solvers {
  readonly component: ComponentSolver;
  readonly linear: LinearSolver;
  readonly whole: WholeSolver;
}

/** The arcs of all network components, numbered densely, with the room of each cell around its true value. */
export interface ArcRoom {
  readonly cellOf: Int32Array;
  /** Arc of each cell, -1 where it has none. */
  readonly arcOf: Int32Array;
  readonly residual: Residual;
}

/** Whole values and bounds give whole flows, whether or not the reader knows that they are whole. */
const isExact = (problem: AttackProblem): boolean =>
  problem.values.every((value) => Number.isInteger(value)) &&
  [problem.lower, problem.upper].every((bounds) =>
    bounds.every((b) => Number.isInteger(b) || Math.abs(b) === Infinity),
  );

export function arcRoom(problem: AttackProblem, network: Network): ArcRoom {
  const arcOf = new Int32Array(problem.values.length).fill(-1);
  const list: number[] = [];
  for (let cell = 0; cell < arcOf.length; cell += 1) {
    if (network.tail[cell] === -1) continue;
    arcOf[cell] = list.length;
    list.push(cell);
  }
  const cellOf = Int32Array.from(list);
  const room = (of: (cell: number) => number): Float64Array =>
    Float64Array.from(cellOf, (cell) => Math.max(0, of(cell)));
  const value = (cell: number): number => problem.values[cell] as number;
  const residual = new Residual(
    network.nodes,
    {
      tail: cellOf.map((cell) => network.tail[cell] as number),
      head: cellOf.map((cell) => network.head[cell] as number),
      up: room((cell) => (problem.upper[cell] as number) - value(cell)),
      down: room((cell) => value(cell) - (problem.lower[cell] as number)),
    },
    isExact(problem) ? 0 : 1e-9,
  );
  return { cellOf, arcOf, residual };
}

/** Components whose cells all have a true value inside its bounds, so that the network can start from it. */
function startable(problem: AttackProblem, network: Network): Uint8Array {
  const fit = Uint8Array.from(network.isNetwork);
  for (const [cell, c] of network.component.entries()) {
    if (c === -1) continue;
    const value = problem.values[cell] as number;
    if (!(value >= (problem.lower[cell] as number) && value <= (problem.upper[cell] as number))) fit[c] = 0;
  }
  return fit;
}

/**
 * The attack: minimum and maximum of every hidden cell over all tables that agree with what is published. Exact for
 * networks (integers without rounding); other components go to `solvers.component`. A true value outside the attacker's bounds
 * means that the attacker's assumption is wrong for this table; such components go to the solver too.
 */
export function attackIntervals(problem: AttackProblem, solvers?: Solvers, steps: Steps = noSteps): Intervals {
  const count = problem.values.length;
  const into: Intervals = { min: new Float64Array(count).fill(NaN), max: new Float64Array(count).fill(NaN) };
  const kept = keptEquations(problem.equations, count);
  const network = networkOf(problem.equations, kept, problem.unknown);
  const fit = startable(problem, network);
  const { cellOf, residual } = arcRoom(problem, network);
  for (const [arc, cell] of cellOf.entries()) {
    if (arc % 256 === 0) {
      steps.check();
      steps.report('disclosure.step.attack', arc, cellOf.length);
    }
    if (problem.hidden[cell] !== 1 || fit[network.component[cell] as number] !== 1) continue;
    const [tail, head] = [residual.tail[arc] as number, residual.head[arc] as number];
    residual.ban([arc], true);
    into.max[cell] = (problem.values[cell] as number) + residual.push(head, tail, residual.up[arc] as number);
    residual.reset();
    into.min[cell] = (problem.values[cell] as number) - residual.push(tail, head, residual.down[arc] as number);
    residual.reset();
    residual.ban([arc], false);
  }
  const members = new Map<number, number[]>();
  for (const [cell, c] of network.component.entries()) {
    if (c === -1 || fit[c] === 1) continue;
    const own = members.get(c);
    if (own === undefined) members.set(c, [cell]);
    else own.push(cell);
  }
  for (const cells of members.values()) {
    steps.check();
    const targets = cells.filter((cell) => problem.hidden[cell] === 1);
    if (targets.length > 0) solvers?.component(problem, kept, cells, targets, into);
  }
  return into;
}
