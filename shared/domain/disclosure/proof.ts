import { attackIntervals, type Intervals, noSteps, type Solvers, type Steps } from './attack/intervals.ts';
import { insiderFaults } from './attack/insiders.ts';
import { type AttackProblem, verdict } from './attack/problem.ts';
import { CubeSearch } from './suppress/cubes.ts';
import { mayHideZeros } from './rules.ts';
import { attackProblem, type ProtectionTask } from './task.ts';

/** Why a pattern may not leave: which rule fails for which cell. Working material, never published. */
export type Reason =
  | { readonly kind: 'shown'; readonly cell: string }
  | { readonly kind: 'hiddenZero'; readonly cell: string }
  | { readonly kind: 'exact' | 'under' | 'undecided' | 'inconsistent'; readonly cell: string }
  | { readonly kind: 'guessed'; readonly cell: string }
  | { readonly kind: 'insider'; readonly cell: string; readonly unit: string }
  | { readonly kind: 'impossible' | 'forced'; readonly cell: string };

export interface Proof {
  readonly problem: AttackProblem;
  readonly intervals: Intervals;
  readonly reasons: readonly Reason[];
  /** Hidden cells that are not unsafe and that the attacker can compute: allowed, but listed. */
  readonly exactSecondaries: readonly string[];
  /**
   * Unsafe cells that an insider who also guesses every unsafe cell right can compute. More than the rules ask for, and
   * not always avoidable (two persons alone in an area), so it is counted, not refused.
   */
  readonly guessedByInsiders: readonly string[];
}

/**
 * Attacks a pattern (1 = hidden) in every way that the rules ask for, from nothing but the task and the pattern:
 * as an outsider; with knowledge `default` also as a reader who guesses which hidden cells are unsafe, and as each one who
 * alone fills a cell. No reasons: the pattern is proven safe.
 */
export function provePattern(
  task: ProtectionTask,
  hidden: Uint8Array,
  solvers?: Solvers,
  steps: Steps = noSteps,
): Proof {
  const { system, rules, unsafe } = task;
  const { primary } = unsafe;
  const problem = attackProblem(task, hidden, 'plain');
  const id = (cell: number): string => problem.ids[cell] as string;
  const reasons: Reason[] = [];
  const exactSecondaries: string[] = [];
  const guessedByInsiders = new Set<string>();
  const intervals = attackIntervals(problem, solvers, steps);
  const cubes = new CubeSearch(system);
  const zeros = mayHideZeros(rules);
  for (let cell = 0; cell < hidden.length; cell += 1) {
    if (hidden[cell] !== 1) {
      if (primary[cell] === 1) reasons.push({ kind: 'shown', cell: id(cell) });
      continue;
    }
    // A count below what the reader thinks possible would be a wrong guess of the reader's: only zeros can be.
    if (!zeros && (system.values[cell] as number) < (problem.lower[cell] as number))
      reasons.push({ kind: 'hiddenZero', cell: id(cell) });
    const found = verdict(problem, cell, intervals.min[cell] as number, intervals.max[cell] as number);
    if (found === 'safe') continue;
    if (primary[cell] === 1 || found === 'inconsistent') reasons.push({ kind: found, cell: id(cell) });
    else exactSecondaries.push(id(cell));
  }
  if (rules.knowledge !== 'default' || reasons.length > 0)
    return { problem, intervals, reasons, exactSecondaries, guessedByInsiders: [] };
  for (const { cell, unit } of insiderFaults(problem, solvers, steps, cubes))
    reasons.push({ kind: 'insider', cell: id(cell), unit });
  if (task.guess !== null) {
    const guess = attackProblem(task, hidden, 'guess');
    const targets = primary.map((flag, cell) => flag & (hidden[cell] as number));
    const guessed = attackIntervals({ ...guess, hidden: targets }, solvers, steps);
    for (let cell = 0; cell < hidden.length; cell += 1)
      if (primary[cell] === 1) {
        const found = verdict(guess, cell, guessed.min[cell] as number, guessed.max[cell] as number);
        if (found !== 'safe') reasons.push({ kind: 'guessed', cell: id(cell) });
      }
    if (reasons.length === 0)
      for (const { cell } of insiderFaults(guess, solvers, steps, cubes)) guessedByInsiders.add(id(cell));
  }
  return { problem, intervals, reasons, exactSecondaries, guessedByInsiders: [...guessedByInsiders] };
}
