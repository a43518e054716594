import { insiderFaults } from '../attack/insiders.ts';
import { attackIntervals, type Intervals, noSteps, type Solvers, type Steps } from '../attack/intervals.ts';
import { type AttackProblem, verdict } from '../attack/problem.ts';
import type { Reason } from '../proof.ts';
import { mayHideZeros } from '../rules.ts';
import type { ProtectionTask } from '../task.ts';
import type { Perturbed } from './method.ts';

/** The attack on a table whose numbers were changed. No reasons: it is proven safe. */
export interface PerturbedProof {
  readonly problem: AttackProblem;
  /** Of the unsafe cells that the method leaves open; NaN for all others. */
  readonly intervals: Intervals;
  readonly reasons: readonly Reason[];
}

/**
 * Attacks changed numbers with the knowledge of the method: every open cell lies within its bounds, all true values satisfy
 * every equation, and counts are whole. An unsafe count is safe if it can be another number, and one that is not unsafe (0
 * where zeros are safe, or the limit and more): nobody can tell that a small group is there. A sum must reach its protection
 * levels. With knowledge `default` also against each one who alone fills a cell; an insider knows the true value of it.
 */
export function provePerturbed(
  task: ProtectionTask,
  { open, lower, upper }: Perturbed,
  solvers?: Solvers,
  steps: Steps = noSteps,
): PerturbedProof {
  const { system, rules, unsafe, units } = task;
  const { primary } = unsafe;
  const { values, equations, ids } = system;
  const known = new Set(units.flatMap(({ cells }) => cells));
  const attack: AttackProblem = {
    ids,
    values,
    hidden: open.map((flag, cell) => (flag === 1 && (primary[cell] === 1 || known.has(cell)) ? 1 : 0)),
    unknown: open,
    primary: primary.map((flag, cell) => flag & (open[cell] as number)),
    lower,
    upper,
    lowerLevel: unsafe.lowerLevel,
    upperLevel: unsafe.upperLevel,
    slidingLevel: new Float64Array(values.length),
    equations,
    integer: task.integer,
    fractional: task.fractional,
    units,
  };
  const intervals = attackIntervals(attack, solvers, steps);
  const problem = withReachedLevels(task, attack, intervals);
  const reasons: Reason[] = [];
  const id = (cell: number): string => ids[cell] as string;
  for (const [cell, flag] of primary.entries()) {
    if (flag !== 1) continue;
    if (open[cell] !== 1) reasons.push({ kind: 'shown', cell: id(cell) });
    else {
      const found = verdict(problem, cell, intervals.min[cell] as number, intervals.max[cell] as number);
      if (found !== 'safe') reasons.push({ kind: found, cell: id(cell) });
    }
  }
  if (rules.knowledge === 'default' && reasons.length === 0)
    for (const { cell, unit } of insiderFaults(problem, solvers, steps))
      reasons.push({ kind: 'insider', cell: id(cell), unit });
  return { problem, intervals, reasons };
}

/** For counts whose interval holds a safe zero, that is what must stay possible, in place of the limit above. */
function withReachedLevels(task: ProtectionTask, problem: AttackProblem, { min }: Intervals): AttackProblem {
  const { rules, unsafe } = task;
  if (rules.knowledge !== 'default' || mayHideZeros(rules)) return problem;
  const lowerLevel = Float64Array.from(problem.lowerLevel);
  const upperLevel = Float64Array.from(problem.upperLevel);
  for (const [cell, flag] of unsafe.small.entries())
    if (flag === 1 && (min[cell] as number) <= 0) {
      lowerLevel[cell] = problem.values[cell] as number;
      upperLevel[cell] = 0;
    }
  return { ...problem, lowerLevel, upperLevel };
}
