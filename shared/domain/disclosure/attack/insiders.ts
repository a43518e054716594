import { keptEquations } from './implied.ts';
import type { CubeSearch } from '../suppress/cubes.ts';
import { LinearFinder } from '../suppress/linear.ts';
import { type ArcRoom, arcRoom, attackIntervals, noSteps, type Solvers, type Steps } from './intervals.ts';
import type { LinearSolver } from './linear.ts';
import { type Network, networkOf } from './network.ts';
import { type AttackProblem, isWhole, TOLERANCE, verdict } from './problem.ts';

export interface InsiderFault {
  readonly unit: string;
  readonly cell: number;
}

/** Knowledge of each unit about hidden cells, as unit numbers per cell. */
function unitsByCell(problem: AttackProblem): Map<number, number[]> {
  const map = new Map<number, number[]>();
  for (const [u, unit] of problem.units.entries())
    for (const cell of unit.cells) {
      if (problem.hidden[cell] !== 1) continue;
      const own = map.get(cell);
      if (own === undefined) map.set(cell, [u]);
      else own.push(u);
    }
  return map;
}

/**
 * Every unsafe cell that some insider, who knows its own cells, would learn exactly or closer than its levels.
 *
 * Networks: a flow that proves a cell safe proves it also against every insider none of whose cells it moves. So each
 * cell is attacked once, and again only for the insiders on the way of that flow, with their cells taken out. This decides
 * the same as one full attack per insider, at a small part of its cost. Other components: one full attack per insider.
 */
export function insiderFaults(
  problem: AttackProblem,
  solvers?: Solvers,
  steps: Steps = noSteps,
  cubes: CubeSearch | null = null,
): InsiderFault[] {
  const knownBy = unitsByCell(problem);
  if (knownBy.size === 0) return [];
  const kept = keptEquations(problem.equations, problem.values.length);
  const network = networkOf(problem.equations, kept, problem.unknown);
  const room = arcRoom(problem, network);
  const faults: InsiderFault[] = [];
  const outside = (unit: number, cell: number): boolean => !(problem.units[unit]?.cells.includes(cell) ?? false);
  for (const [arc, cell] of room.cellOf.entries()) {
    if (arc % 256 === 0) {
      steps.check();
      steps.report('disclosure.step.insiders', arc, room.cellOf.length);
    }
    if (problem.primary[cell] !== 1 || problem.hidden[cell] !== 1) continue;
    const moved = provingArcs(problem, room, arc, cell);
    const concerned = new Set([...moved].flatMap((other) => knownBy.get(room.cellOf[other] as number) ?? []));
    for (const unit of [...concerned].sort((a, b) => a - b)) {
      if (!outside(unit, cell)) continue;
      const known = (problem.units[unit]?.cells ?? []).map((c) => room.arcOf[c] as number).filter((a) => a >= 0);
      room.residual.ban(known, true);
      const holds = isProven(problem, room, arc, cell);
      room.residual.ban(known, false);
      if (!holds) faults.push({ unit: problem.units[unit]?.name ?? '', cell });
    }
  }
  faults.push(...otherFaults(problem, network, kept, knownBy, solvers, steps, cubes));
  return faults;
}

interface Reach {
  readonly rise: number;
  readonly fall: number;
  readonly moved: ReadonlySet<number>;
}

/** How far the cell can rise and fall, up to what its levels ask for, and which arcs that moves. */
function reach(problem: AttackProblem, room: ArcRoom, arc: number, cell: number): Reach {
  const { residual } = room;
  const [tail, head] = [residual.tail[arc] as number, residual.head[arc] as number];
  // Never without end: a flow of endless amount is nowhere, and would seem to move nobody's cells.
  const sliding = problem.slidingLevel[cell] as number;
  const least = leastMovement(problem, cell);
  const wantedUp = Math.max(sliding, problem.upperLevel[cell] as number);
  const wantedDown = Math.max(sliding, problem.lowerLevel[cell] as number);
  const moved = new Set<number>();
  const push = (from: number, to: number, limit: number): number => {
    const sent = residual.push(from, to, limit);
    for (const a of residual.touched) if (residual.flow[a] !== 0) moved.add(a);
    residual.reset();
    return sent;
  };
  residual.ban([arc], true);
  const most = { up: residual.up[arc] as number, down: residual.down[arc] as number };
  let rise = wantedUp > 0 ? push(head, tail, Math.min(wantedUp, most.up)) : 0;
  let fall = wantedDown > 0 ? push(tail, head, Math.min(wantedDown, most.down)) : 0;
  if (rise + fall === 0) {
    rise = push(head, tail, Math.min(least, most.up));
    if (rise === 0) fall = push(tail, head, Math.min(least, most.down));
  }
  residual.ban([arc], false);
  return { rise, fall, moved };
}

const provingArcs = (problem: AttackProblem, room: ArcRoom, arc: number, cell: number): ReadonlySet<number> =>
  reach(problem, room, arc, cell).moved;

function isProven(problem: AttackProblem, room: ArcRoom, arc: number, cell: number): boolean {
  const { rise, fall } = reach(problem, room, arc, cell);
  const value = problem.values[cell] as number;
  return verdict(problem, cell, value - fall, value + rise) === 'safe';
}

/** Components that are no network. */
function otherFaults(
  problem: AttackProblem,
  network: Network,
  kept: Uint8Array,
  knownBy: ReadonlyMap<number, readonly number[]>,
  solvers: Solvers | undefined,
  steps: Steps,
  cubes: CubeSearch | null,
): InsiderFault[] {
  const inOther = (cell: number): boolean =>
    problem.unknown[cell] === 1 && network.isNetwork[network.component[cell] as number] !== 1;
  const cells = [...problem.unknown.keys()].filter(inOther);
  if (!cells.some((cell) => knownBy.has(cell))) return [];
  const within = (cell: number): boolean => {
    const value = problem.values[cell] as number;
    return value >= (problem.lower[cell] as number) && value <= (problem.upper[cell] as number);
  };
  const targets = cells.filter((cell) => problem.primary[cell] === 1 && problem.hidden[cell] === 1);
  const startable = cells.every(within) && targets.every((cell) => (problem.slidingLevel[cell] as number) === 0);
  return startable && solvers !== undefined
    ? linearFaults(problem, kept, targets, knownBy, solvers.linear, steps, cubes)
    : attackedFaults(problem, network, inOther, solvers, steps);
}

/**
 * As on networks, with deviations from linear programmes: one that moves no cell of an insider's is a proof against that
 * insider; for the others one is looked for that does not. None there: a fault. So is whatever the solver leaves undecided.
 */
function linearFaults(
  problem: AttackProblem,
  kept: Uint8Array,
  targets: readonly number[],
  knownBy: ReadonlyMap<number, readonly number[]>,
  solve: LinearSolver,
  steps: Steps,
  cubes: CubeSearch | null,
): InsiderFault[] {
  const finder = new LinearFinder(problem.equations, kept, problem.values, problem, solve, cubes);
  const cost = Float64Array.from(problem.unknown, (flag) => (flag === 1 ? 0 : Number.POSITIVE_INFINITY));
  const faults: InsiderFault[] = [];
  /** Cells moved by deviations that keep the target safe; null where there are none. */
  const proof = (cell: number): ReadonlySet<number> | null => {
    const up = problem.upperLevel[cell] as number;
    const down = problem.lowerLevel[cell] as number;
    const move = (sign: 1 | -1, need: number) => finder.move(cell, sign, need, problem, cost, true);
    if (up > 0 || down > 0) {
      const rise = up > 0 ? move(1, up) : { cells: [] };
      const fall = down > 0 ? move(-1, down) : { cells: [] };
      return rise === null || fall === null ? null : new Set([...rise.cells, ...fall.cells]);
    }
    const least = leastMovement(problem, cell);
    const found = move(1, least) ?? move(-1, least);
    return found === null ? null : new Set(found.cells);
  };
  for (const [i, cell] of targets.entries()) {
    if (i % 16 === 0) {
      steps.check();
      steps.report('disclosure.step.insiders', i, targets.length);
    }
    const moved = proof(cell);
    const concerned =
      moved === null ? problem.units.keys() : new Set([...moved].flatMap((other) => knownBy.get(other) ?? []));
    for (const unit of [...concerned].sort((a, b) => a - b)) {
      const { name = '', cells = [] } = problem.units[unit] ?? {};
      if (cells.includes(cell)) continue;
      finder.ban(cells, true);
      const holds = moved !== null && proof(cell) !== null;
      finder.ban(cells, false);
      if (!holds) faults.push({ unit: name, cell });
    }
  }
  return faults;
}

/** How far a cell must be able to move so as not to be known: more than the slack of `verdict`, or one where values are whole. */
const leastMovement = (problem: AttackProblem, cell: number): number =>
  isWhole(problem, cell) ? 1 : 2 * TOLERANCE * Math.max(1, Math.abs(problem.values[cell] as number));

/** One full attack per insider, for problems whose true values are not known. */
function attackedFaults(
  problem: AttackProblem,
  network: Network,
  inOther: (cell: number) => boolean,
  solvers: Solvers | undefined,
  steps: Steps,
): InsiderFault[] {
  const faults: InsiderFault[] = [];
  for (const { name, cells } of problem.units) {
    const concerned = new Set(
      cells
        .filter((cell) => problem.hidden[cell] === 1 && inOther(cell))
        .map((cell) => network.component[cell] as number),
    );
    if (concerned.size === 0) continue;
    const without = (flags: Uint8Array): Uint8Array => {
      const copy = new Uint8Array(flags.length);
      for (const [cell, flag] of flags.entries())
        if (concerned.has(network.component[cell] as number)) copy[cell] = flag;
      for (const cell of cells) copy[cell] = 0;
      return copy;
    };
    const known = { ...problem, hidden: without(problem.hidden), unknown: without(problem.unknown) };
    const { min, max } = attackIntervals(known, solvers, steps);
    for (const [cell, hidden] of known.hidden.entries())
      if (hidden === 1 && problem.primary[cell] === 1) {
        if (verdict(problem, cell, min[cell] as number, max[cell] as number) !== 'safe')
          faults.push({ unit: name, cell });
      }
  }
  return faults;
}
