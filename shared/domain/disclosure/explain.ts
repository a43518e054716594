import { unitsOf } from './checkedContent.ts';
import { insiderFaults } from './attack/insiders.ts';
import { attackIntervals, noSteps, type Solvers } from './attack/intervals.ts';
import { verdict } from './attack/problem.ts';
import type { Proof } from './proof.ts';
import { CubeSearch } from './suppress/cubes.ts';
import { attackProblem, type ProtectionTask } from './task.ts';
import type { Breach } from './unsafe/concentration.ts';

/** Why a cell is hidden and what would free it. Working material, never published. */
export interface Explanation {
  readonly cell: string;
  readonly status: 'primary' | 'secondary';
  /** Rules that an unsafe cell breaks, with the level that each asks for, in the published unit. */
  readonly breaches: readonly Breach[];
  /** What any reader can compute. */
  readonly interval: { readonly min: number | null; readonly max: number | null };
  /** Other hidden cells that stand in an equation with this one. */
  readonly partners: readonly string[];
  /** Unsafe cells that any reader could compute, or come too close to, if this one alone were shown. */
  readonly protects: readonly string[];
  /** Where no reader could: unsafe cells that somebody who alone fills a cell could then learn. */
  readonly fromInsiders: readonly FromInsider[];
  /** Where that is one single person: joining that cell's category with a sibling's, after which nobody fills it alone. */
  readonly insiderMerge: { readonly cell: string; readonly with: string; readonly under: string } | null;
  readonly change: CheapestChange;
}

/** `insider`: the cell that the person alone fills; `guessing`: only if they also guess right which cells are unsafe. */
export interface FromInsider {
  readonly cell: string;
  readonly insider: string;
  readonly guessing: boolean;
}

export type CheapestChange =
  /** Joining the cell's category with that of a sibling under the same sum makes it safe. */
  | { readonly kind: 'merge'; readonly with: string; readonly under: string }
  /** A secondary is freed with the unsafe cells that it protects. */
  | { readonly kind: 'free'; readonly cells: readonly string[] }
  /** It can be shown at once: it protects nothing that is not protected otherwise. */
  | { readonly kind: 'show' }
  | { readonly kind: 'none' };

/** Explains one hidden cell of a proven pattern. One attack for a secondary (with insiders where it holds), none for a primary. */
export function explainCell(
  task: ProtectionTask,
  proof: Pick<Proof, 'problem' | 'intervals'>,
  cell: number,
  solvers?: Solvers,
): Explanation {
  const { system, unsafe } = task;
  const { hidden } = proof.problem;
  if (hidden[cell] !== 1) throw new RangeError('only hidden cells are explained');
  const unit = unitsOf(system)[cell] as number;
  const id = (at: number): string => system.ids[at] as string;
  const finite = (value: number): number | null => (Number.isFinite(value) ? value / unit : null);
  const isPrimary = unsafe.primary[cell] === 1;
  const protects = isPrimary ? [] : protectedBy(task, hidden, cell, solvers);
  const insiders = isPrimary || protects.length > 0 ? [] : insidersWithout(task, hidden, cell, solvers);
  return {
    cell: id(cell),
    status: isPrimary ? 'primary' : 'secondary',
    breaches: (unsafe.breaches.get(cell) ?? []).map(({ rule, level }) => ({ rule, level: level / unit })),
    interval: { min: finite(proof.intervals.min[cell] as number), max: finite(proof.intervals.max[cell] as number) },
    partners: partnersOf(task, hidden, cell).map(id),
    protects: protects.map(id),
    fromInsiders: insiders,
    insiderMerge: insiderMerge(task, insiders),
    change: isPrimary
      ? mergeFor(task, cell)
      : freeing([...protects.map(id), ...new Set(insiders.map((own) => own.cell))]),
  };
}

const freeing = (cells: readonly string[]): CheapestChange =>
  cells.length === 0 ? { kind: 'show' } : { kind: 'free', cells };

function insiderMerge(task: ProtectionTask, insiders: readonly FromInsider[]): Explanation['insiderMerge'] {
  const [one, ...others] = [...new Set(insiders.map(({ insider }) => insider))];
  if (one === undefined || others.length > 0) return null;
  const merge = mergeFor(task, task.system.ids.indexOf(one));
  return merge.kind === 'merge' ? { cell: one, with: merge.with, under: merge.under } : null;
}

/**
 * What those who alone fill a cell could learn if the cell were shown; if nothing, what they could learn then and cannot now when they also
 * guess every unsafe cell right, which the search keeps from them where it can.
 */
function insidersWithout(
  task: ProtectionTask,
  hidden: Uint8Array,
  cell: number,
  solvers: Solvers | undefined,
): FromInsider[] {
  if (task.units.length === 0) return [];
  const without = Uint8Array.from(hidden);
  without[cell] = 0;
  const cubes = new CubeSearch(task.system);
  const faults = (pattern: Uint8Array, reader: 'plain' | 'guess'): FromInsider[] =>
    insiderFaults(attackProblem(task, pattern, reader), solvers, noSteps, cubes).map(({ cell: at, unit }) => ({
      cell: task.system.ids[at] as string,
      insider: unit,
      guessing: reader === 'guess',
    }));
  const plain = faults(without, 'plain');
  if (plain.length > 0 || task.guess === null) return plain;
  const guessed = faults(without, 'guess');
  if (guessed.length === 0) return [];
  const now = new Set(faults(hidden, 'guess').map((own) => `${own.insider}\n${own.cell}`));
  return guessed.filter((own) => !now.has(`${own.insider}\n${own.cell}`));
}

function partnersOf({ system }: ProtectionTask, hidden: Uint8Array, cell: number): number[] {
  const { count, total, start, parts } = system.equations;
  const found = new Set<number>();
  for (let e = 0; e < count; e += 1) {
    const own = [total[e] as number, ...parts.subarray(start[e], start[e + 1])];
    if (own.includes(cell)) for (const other of own) if (other !== cell && hidden[other] === 1) found.add(other);
  }
  return [...found].sort((a, b) => a - b);
}

/** Unsafe cells that an outsider, or a guesser, learns when the cell is shown. */
function protectedBy(task: ProtectionTask, hidden: Uint8Array, cell: number, solvers: Solvers | undefined): number[] {
  const without = Uint8Array.from(hidden);
  without[cell] = 0;
  const { primary } = task.unsafe;
  const found = new Set<number>();
  for (const reader of task.guess === null ? (['plain'] as const) : (['plain', 'guess'] as const)) {
    const problem = attackProblem(task, without, reader);
    const targets = primary.map((flag, at) => flag & (without[at] as number));
    const { min, max } = attackIntervals({ ...problem, hidden: targets }, solvers);
    for (const [at, flag] of targets.entries())
      if (flag === 1 && verdict(problem, at, min[at] as number, max[at] as number) !== 'safe') found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * The sibling with the least value whose category, joined with the cell's, is no longer too small: counts only, since who
 * contributes to a joined sum decides about sums.
 */
function mergeFor({ system, rules, unsafe }: ProtectionTask, cell: number): CheapestChange {
  if (unsafe.small[cell] !== 1) return { kind: 'none' };
  const { count, total, start, parts } = system.equations;
  let best: { readonly with: number; readonly under: number } | null = null;
  const value = (at: number): number => system.values[at] as number;
  for (let e = 0; e < count; e += 1) {
    const own = parts.subarray(start[e], start[e + 1]);
    if (!own.includes(cell)) continue;
    for (const other of own)
      if (
        other !== cell &&
        value(other) + value(cell) >= rules.minFrequency &&
        (best === null || value(other) < value(best.with))
      )
        best = { with: other, under: total[e] as number };
  }
  return best === null
    ? { kind: 'none' }
    : { kind: 'merge', with: system.ids[best.with] as string, under: system.ids[best.under] as string };
}
