import loadHighs from 'highs';
import type { Intervals, Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import type {
  LinearOutcome,
  LinearProgramme,
  LinearSolver,
  WholeOutcome,
} from '../../../shared/domain/disclosure/attack/linear.ts';
import { type AttackProblem, isWhole } from '../../../shared/domain/disclosure/attack/problem.ts';

type Highs = Awaited<ReturnType<typeof loadHighs>>;
type Model = ReturnType<Highs['createModel']>;

/**
 * An interval that holds fewer whole numbers than this is also found with whole numbers only, since it may be narrower still. Where
 * cells are multiplied by anything but 1 (indexes, profiles) whole solutions may lie far apart, and every interval is.
 */
const NARROW = 10;
/** Longest time for one whole-number search, in seconds; what is not decided then is not safe. */
const SEARCH_SECONDS = 20;

/**
 * Solves components that are no network as linear programmes with HiGHS (MIT, WebAssembly): for each target the least and
 * the greatest value over all tables that agree with what is published. NaN where HiGHS gives no proven optimum.
 */
export async function loadSolvers(): Promise<Solvers> {
  const highs = await loadHighs();
  return {
    component: (problem, kept, cells, targets, into) => {
      solveComponent(highs, problem, kept, cells, targets, into);
    },
    linear: linearSolver(highs),
    whole: (programme, mostBranches) => solveWhole(highs, programme, mostBranches),
  };
}

/** Branches that a search for whole numbers may look at: a limit that is the same on every machine. */
const MOST_BRANCHES = 200;
/** How far from the cheapest a whole solution may be: that one exists is what counts. */
const WHOLE_GAP = 0.5;

/**
 * One model for each kind of programme, given one programme after the other: making a model anew costs five times what a small
 * programme takes. A programme that is passed starts from nothing, so that the outcome does not depend on those before.
 */
function linearSolver(highs: Highs): LinearSolver {
  const open = (options: Record<string, boolean | number | string>): Model => {
    const model = highs.createModel();
    model.options.set({ output_flag: false, ...options });
    return model;
  };
  let plain: Model | null = null;
  let whole: Model | null = null;
  return (programme) => {
    if (programme.whole === null) return solveLinear(highs, (plain ??= open({ presolve: 'off' })), programme);
    whole ??= open({ mip_max_nodes: MOST_BRANCHES, mip_rel_gap: WHOLE_GAP });
    return solveLinear(highs, whole, programme);
  };
}

function solveLinear(highs: Highs, model: Model, programme: LinearProgramme): LinearOutcome {
  passProgramme(highs, model, programme);
  model.run();
  const { modelStatus } = highs.constants;
  const found = model.getModelStatus();
  if (found === modelStatus.optimal || found === modelStatus.empty) {
    const { colValue, rowDual } = model.getSolution();
    return { status: 'optimal', objective: model.getObjectiveValue(), columns: colValue, prices: rowDual };
  }
  if (found === modelStatus.infeasible) return { status: 'infeasible' };
  return { status: found === modelStatus.unbounded ? 'unbounded' : 'undecided' };
}

function solveWhole(highs: Highs, programme: LinearProgramme, mostBranches: number): WholeOutcome {
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, mip_max_nodes: mostBranches, mip_rel_gap: 0, mip_abs_gap: 1e-6 });
    passProgramme(highs, model, programme);
    model.run();
    const { modelStatus } = highs.constants;
    const found = model.getModelStatus();
    if (found === modelStatus.infeasible) return { status: 'infeasible' };
    const columns = model.getSolution().colValue;
    const objective = model.getObjectiveValue();
    if (found === modelStatus.optimal || found === modelStatus.empty)
      return { status: 'found', objective, bound: objective, columns };
    // Stopped by the limit: a solution, if there is one, is finite.
    if (!Number.isFinite(objective) || columns.length !== programme.cost.length) return { status: 'undecided' };
    return { status: 'found', objective, bound: Number(model.info.get('mip_dual_bound')), columns };
  } finally {
    model.dispose();
  }
}

function passProgramme(highs: Highs, model: Model, programme: LinearProgramme): void {
  const { cost, lower, upper, rowLower, rowUpper, rowStart, column, coefficient, whole } = programme;
  const limit = (value: number): number =>
    Number.isFinite(value) ? value : value > 0 ? highs.infinity : -highs.infinity;
  model.passModel({
    numCols: cost.length,
    numRows: rowLower.length,
    colCost: cost,
    colLower: lower.map(limit),
    colUpper: upper.map(limit),
    rowLower: rowLower.map(limit),
    rowUpper: rowUpper.map(limit),
    matrix: {
      format: 'csr' as const,
      numRows: rowLower.length,
      numCols: cost.length,
      starts: rowStart,
      indices: column,
      values: coefficient,
    },
    ...(whole === null ? {} : { integrality: Int32Array.from(whole) }),
  });
}

interface Rows {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly right: Float64Array;
}

/** The component's equations over its unknowns, known cells moved to the right side. */
function rowsOf(problem: AttackProblem, kept: Uint8Array, column: ReadonlyMap<number, number>): Rows {
  const { count, total, start, parts, coefficients } = problem.equations;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const right: number[] = [];
  for (let e = 0; e < count; e += 1) {
    if (kept[e] !== 1) continue;
    const row = new Map<number, number>();
    let rhs = 0;
    const add = (cell: number, k: number): void => {
      const at = column.get(cell);
      if (at !== undefined) row.set(at, (row.get(at) ?? 0) + k);
      else if (problem.unknown[cell] !== 1) rhs -= k * (problem.values[cell] as number);
    };
    const first = start[e] as number;
    const last = start[e + 1] as number;
    const touches = column.has(total[e] as number) || parts.subarray(first, last).some((cell) => column.has(cell));
    if (!touches) continue;
    add(total[e] as number, -1);
    for (let i = first; i < last; i += 1)
      add(parts[i] as number, coefficients === null ? 1 : (coefficients[i] as number));
    const terms = [...row].filter(([, k]) => k !== 0).sort(([a], [b]) => a - b);
    for (const [at, k] of terms) {
      indices.push(at);
      values.push(k);
    }
    starts.push(indices.length);
    right.push(rhs);
  }
  return {
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
    right: Float64Array.from(right),
  };
}

function solveComponent(
  highs: Highs,
  problem: AttackProblem,
  kept: Uint8Array,
  cells: readonly number[],
  targets: readonly number[],
  into: Intervals,
): void {
  const column = new Map(cells.map((cell, at) => [cell, at]));
  const rows = rowsOf(problem, kept, column);
  const limit = (value: number): number =>
    Number.isFinite(value) ? value : value > 0 ? highs.infinity : -highs.infinity;
  const data = {
    numCols: cells.length,
    numRows: rows.right.length,
    colCost: new Float64Array(cells.length),
    colLower: Float64Array.from(cells, (cell) => limit(problem.lower[cell] as number)),
    colUpper: Float64Array.from(cells, (cell) => limit(problem.upper[cell] as number)),
    rowLower: rows.right,
    rowUpper: rows.right,
    matrix: {
      format: 'csr' as const,
      numRows: rows.right.length,
      numCols: cells.length,
      starts: rows.starts,
      indices: rows.indices,
      values: rows.values,
    },
  };
  const whole = Int32Array.from(cells, (cell) => (isWhole(problem, cell) ? 1 : 0));
  /** Targets whose ends are those of whole tables already. */
  const attained = new Set<number>();
  highs.withModel(data, (model) => {
    // Without presolve each run starts from the last basis, and unbounded is told from infeasible.
    model.options.set({ output_flag: false, presolve: 'off' });
    for (const target of targets) {
      const ask = problem.integer && problem.primary[target] === 1 ? whole : null;
      const found = extremes(highs, model, column.get(target) ?? 0, ask);
      into.min[target] = found.min;
      into.max[target] = found.max;
      if (found.whole) attained.add(target);
    }
  });
  if (!problem.integer) return;
  const plain = rows.values.every((k) => Math.abs(k) === 1);
  const narrow = targets.filter(
    (target) =>
      problem.primary[target] === 1 &&
      !attained.has(target) &&
      Math.floor(into.max[target] as number) - Math.ceil(into.min[target] as number) <
        (plain ? NARROW : Number.POSITIVE_INFINITY),
  );
  if (narrow.length === 0) return;
  highs.withModel({ ...data, integrality: whole }, (model) => {
    model.options.set({ output_flag: false, time_limit: SEARCH_SECONDS, mip_rel_gap: 0, mip_abs_gap: 0 });
    for (const target of narrow) {
      const found = extremes(highs, model, column.get(target) ?? 0);
      into.min[target] = found.min;
      into.max[target] = found.max;
    }
  });
}

/**
 * Least and greatest value of one column; infinite where unbounded, crossed where infeasible, NaN where not proven. `whole`: both
 * are reached by tables whose columns are whole where `askWhole` says so.
 */
function extremes(
  highs: Highs,
  model: Model,
  at: number,
  askWhole: Int32Array | null = null,
): { readonly min: number; readonly max: number; readonly whole: boolean } {
  const { modelStatus, objectiveSense } = highs.constants;
  let whole = askWhole !== null;
  const one = (unbounded: number): number => {
    model.run();
    const found = model.getModelStatus();
    if (found === modelStatus.optimal || found === modelStatus.empty) {
      whole &&= model
        .getSolution()
        .colValue.every((value, i) => askWhole?.[i] !== 1 || Math.abs(value - Math.round(value)) <= 1e-7);
      return model.getObjectiveValue();
    }
    whole = false;
    if (found === modelStatus.unbounded) return unbounded;
    if (found === modelStatus.infeasible) return -unbounded;
    return Number.NaN;
  };
  model.changeColCost(at, 1);
  model.changeObjectiveSense(objectiveSense.minimize);
  const min = one(Number.NEGATIVE_INFINITY);
  model.changeObjectiveSense(objectiveSense.maximize);
  const max = one(Number.POSITIVE_INFINITY);
  model.changeColCost(at, 0);
  return { min, max, whole };
}
