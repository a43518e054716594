import { feasibleTable } from '../../../shared/domain/disclosure/attack/feasible.ts';
import { attackIntervals, type Intervals } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { type InsiderFault, insiderFaults } from '../../../shared/domain/disclosure/attack/insiders.ts';
import { type AttackProblem, type CellVerdict, verdict } from '../../../shared/domain/disclosure/attack/problem.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';

export interface AuditedCell {
  readonly id: string;
  readonly primary: boolean;
  readonly min: number;
  readonly max: number;
  readonly verdict: CellVerdict;
}

export interface Audit {
  readonly cells: readonly AuditedCell[];
  readonly counts: {
    readonly hidden: number;
    readonly primary: number;
    readonly exactPrimaries: number;
    readonly underLevel: number;
    readonly undecided: number;
    readonly inconsistent: number;
    readonly exactSecondaries: number;
  };
  /** Null when insiders were not asked for. */
  readonly insiders: {
    readonly units: number;
    readonly faults: readonly (InsiderFault & { readonly id: string })[];
  } | null;
  /** Every unsafe cell is safe. */
  readonly holds: boolean;
}

/**
 * A public problem, whose hidden cells have no value: some table that agrees with it, to start the network from. Any one
 * gives the same intervals. There are no levels then, since they are told from true values.
 */
function startable(problem: AttackProblem): AttackProblem {
  const { hidden, unknown, values, lower, equations } = problem;
  const open = hidden.every((flag, cell) => flag !== 1 || Number.isNaN(values[cell]));
  const plain = hidden.every((flag, cell) => flag === unknown[cell] && (flag !== 1 || Number.isFinite(lower[cell])));
  if (!problem.integer || !open || !plain || equations.coefficients !== null) return problem;
  const found = feasibleTable(problem);
  if (!found.ok) return problem;
  const none = new Float64Array(values.length);
  return { ...problem, values: found.values, lowerLevel: none, upperLevel: none, slidingLevel: none };
}

/** Attacks any problem: networks exactly, the rest with HiGHS. */
export async function auditProblem(problem: AttackProblem, withInsiders: boolean, progress: Progress): Promise<Audit> {
  const solvers = await loadSolvers();
  const start = startable(problem);
  const intervals: Intervals = attackIntervals(start, solvers, progress);
  const cells: AuditedCell[] = [];
  for (const [cell, hidden] of problem.hidden.entries()) {
    if (hidden !== 1) continue;
    const [min, max] = [intervals.min[cell] as number, intervals.max[cell] as number];
    cells.push({
      id: problem.ids[cell] as string,
      primary: problem.primary[cell] === 1,
      min,
      max,
      verdict: verdict(problem, cell, min, max),
    });
  }
  const count = (which: (cell: AuditedCell) => boolean): number => cells.filter(which).length;
  const counts = {
    hidden: cells.length,
    primary: count(({ primary }) => primary),
    exactPrimaries: count(({ primary, verdict }) => primary && verdict === 'exact'),
    underLevel: count(({ verdict }) => verdict === 'under'),
    undecided: count(({ primary, verdict }) => primary && verdict === 'undecided'),
    inconsistent: count(({ verdict }) => verdict === 'inconsistent'),
    exactSecondaries: count(({ primary, verdict }) => !primary && verdict === 'exact'),
  };
  const faults = withInsiders ? insiderFaults(start, solvers, progress) : [];
  const { exactPrimaries, underLevel, undecided, inconsistent } = counts;
  return {
    cells,
    counts,
    insiders: withInsiders
      ? {
          units: problem.units.length,
          faults: faults.map((fault) => ({ ...fault, id: problem.ids[fault.cell] ?? '' })),
        }
      : null,
    holds: exactPrimaries + underLevel + undecided + inconsistent + faults.length === 0,
  };
}
