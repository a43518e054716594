import type { FrequencyTable } from '../tables/table.ts';
import { tableEquations } from '../tables/table.ts';
import { attackIntervals, type ComponentSolver, type Intervals, noSteps, type Steps } from './attack/intervals.ts';
import { insiderFaults } from './attack/insiders.ts';
import { type AttackProblem, verdict } from './attack/problem.ts';
import type { FrequencyRules } from './rules.ts';
import { primariesOf, singletons, tableProblem } from './tableProblem.ts';

/** Why a pattern may not leave: which rule fails for which cell. Working material, never published. */
export type Reason =
  | { readonly kind: 'shown'; readonly cell: string }
  | { readonly kind: 'hiddenZero'; readonly cell: string }
  | { readonly kind: 'exact' | 'under' | 'undecided' | 'inconsistent'; readonly cell: string }
  | { readonly kind: 'guessed'; readonly cell: string }
  | { readonly kind: 'insider'; readonly cell: string; readonly unit: string }
  | { readonly kind: 'impossible'; readonly cell: string };

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
 * Attacks a suppressed frequency table in every way that the rules ask for, from nothing but the table and the pattern:
 * as an outsider; with knowledge `default` also as a reader who guesses which hidden cells are unsafe, and as each person who
 * alone fills a cell. No reasons: the pattern is proven safe.
 */
export function provePattern(
  table: FrequencyTable,
  rules: FrequencyRules,
  hidden: Uint8Array,
  solver?: ComponentSolver,
  steps: Steps = noSteps,
): Proof {
  const primary = primariesOf(table, rules);
  const parts = { equations: tableEquations(table.dimensions), hidden, primary, units: singletons(table) };
  const problem = tableProblem(table, rules, parts, 'plain');
  const id = (cell: number): string => problem.ids[cell] as string;
  const reasons: Reason[] = [];
  const exactSecondaries: string[] = [];
  const guessedByInsiders = new Set<string>();
  const intervals = attackIntervals(problem, solver, steps);
  for (let cell = 0; cell < hidden.length; cell += 1) {
    if (hidden[cell] !== 1) {
      if (primary[cell] === 1) reasons.push({ kind: 'shown', cell: id(cell) });
      continue;
    }
    if (table.values[cell] === 0 && !rules.zeroUnsafe) reasons.push({ kind: 'hiddenZero', cell: id(cell) });
    const found = verdict(problem, cell, intervals.min[cell] as number, intervals.max[cell] as number);
    if (found === 'safe') continue;
    if (primary[cell] === 1 || found !== 'exact') reasons.push({ kind: found, cell: id(cell) });
    else exactSecondaries.push(id(cell));
  }
  if (rules.knowledge === 'default' && reasons.length === 0) {
    const guess = tableProblem(table, rules, parts, 'guess');
    const guessed = attackIntervals(
      { ...guess, hidden: primary.map((p, i) => p & (hidden[i] as number)) },
      solver,
      steps,
    );
    for (let cell = 0; cell < hidden.length; cell += 1)
      if (primary[cell] === 1) {
        const found = verdict(guess, cell, guessed.min[cell] as number, guessed.max[cell] as number);
        if (found !== 'safe') reasons.push({ kind: 'guessed', cell: id(cell) });
      }
    for (const { cell, unit } of insiderFaults(problem, solver, steps))
      reasons.push({ kind: 'insider', cell: id(cell), unit });
    for (const { cell } of insiderFaults(guess, solver, steps)) guessedByInsiders.add(id(cell));
  }
  return { problem, intervals, reasons, exactSecondaries, guessedByInsiders: [...guessedByInsiders] };
}
