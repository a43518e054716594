import { generator } from '../random/generator.ts';
import { type CellSystem, frequencySystem } from '../tables/system.ts';
import type { FrequencyTable } from '../tables/table.ts';
import { keptEquations } from './attack/implied.ts';
import { noSteps, type Solvers, type Steps } from './attack/intervals.ts';
import { networkOf } from './attack/network.ts';
import type { AttackProblem } from './attack/problem.ts';
import { type CheckedTable, checkSystem } from './checkedTable.ts';
import type { Proof, Reason } from './proof.ts';
import type { DisclosureRules, FrequencyRules } from './rules.ts';
import type { DeviationFinder } from './suppress/finder.ts';
import { CubeSearch } from './suppress/cubes.ts';
import { LinearFinder } from './suppress/linear.ts';
import { PathFinder } from './suppress/paths.ts';
import { type LeastPattern, leastPattern } from './suppress/exact/least.ts';
import type { PatternTask, Reader } from './suppress/pattern.ts';
import { findPattern } from './suppress/search.ts';
import { type Terms, termsOf } from './suppress/terms.ts';
import { protectionTask, type ProtectionTask, type Wishes } from './task.ts';

export type CellStatus = 'published' | 'primary' | 'secondary';

/** Working material of a protection: stays inside, never part of a package. */
export interface ProtectionWork {
  readonly statuses: readonly CellStatus[];
  readonly problem: AttackProblem;
  readonly proof: Proof;
  /** How near to the least loss the pattern is; null where that was not asked for. */
  readonly least: LeastLoss | null;
}

/** Loss of the secondary cells, what no safe pattern's loss is less than, and the loss of the pattern that the quick search finds. */
export interface LeastLoss {
  readonly loss: number;
  readonly bound: number;
  readonly quick: number;
  /** True when no safe pattern is cheaper; false: a limit stopped the search, and the difference to `bound` is open. */
  readonly optimal: boolean;
}

export type Protection =
  | { readonly ok: true; readonly checked: CheckedTable; readonly working: ProtectionWork }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

export type SystemProtection =
  | {
      readonly ok: true;
      /** One per block of the system, in their order. */
      readonly checked: readonly CheckedTable[];
      readonly task: ProtectionTask;
      readonly working: ProtectionWork;
    }
  | { readonly ok: false; readonly task: ProtectionTask; readonly reasons: readonly Reason[] };

/**
 * Protects a frequency table by suppression and proves it. Tables in network form (at most one hierarchical dimension and one flat
 * one beside it) need no solvers.
 */
export function protectFrequencyTable(
  table: FrequencyTable,
  rules: FrequencyRules,
  steps: Steps = noSteps,
  solvers?: Solvers,
): Protection {
  const result = protectSystem(frequencySystem(table), rules, {}, solvers, steps);
  if (!result.ok) return { ok: false, reasons: result.reasons };
  return { ok: true, checked: result.checked[0] as CheckedTable, working: result.working };
}

/**
 * Protects every table of a system by suppression and proves it: the one way from true cells to CheckedTables. The same system
 * and rules give the same pattern. If no pattern can be proven safe, nothing is given but the reasons.
 */
export function protectSystem(
  system: CellSystem,
  rules: DisclosureRules,
  wishes: Wishes = {},
  solvers?: Solvers,
  steps: Steps = noSteps,
): SystemProtection {
  const task = protectionTask(system, rules, wishes);
  const { primary } = task.unsafe;
  const id = (cell: number): string => system.ids[cell] as string;
  const forced = [...(wishes.published ?? [])].filter((cell) => primary[cell] === 1).sort((a, b) => a - b);
  if (forced.length > 0)
    return { ok: false, task, reasons: forced.map((cell) => ({ kind: 'forced', cell: id(cell) })) };
  const parts = searchParts(task, solvers);
  if (parts === null) throw new RangeError('tables that are no network need solvers');
  const found = findPattern(parts.fresh(), generator('disclosure', 'suppress'), steps);
  if (found.impossible.length > 0)
    return { ok: false, task, reasons: found.impossible.map((cell) => ({ kind: 'impossible', cell: id(cell) })) };
  const exact =
    wishes.search === 'exact' && solvers !== undefined
      ? leastPattern({ ...parts, solvers }, found.hidden, steps)
      : null;
  const patterns = exact === null ? [found.hidden] : [exact.hidden, found.hidden];
  let hidden = found.hidden;
  let proven = null;
  // The proof decides: a pattern of less loss that it refuses gives way to the other one.
  for (const pattern of patterns) {
    hidden = pattern;
    proven = checkSystem(task, pattern, solvers, steps);
    if (proven.checked !== null) break;
  }
  if (proven === null || proven.checked === null) return { ok: false, task, reasons: proven?.proof.reasons ?? [] };
  const { checked, proof } = proven;
  const statuses = Array.from(hidden, (flag, cell): CellStatus => {
    if (flag !== 1) return 'published';
    return primary[cell] === 1 ? 'primary' : 'secondary';
  });
  const least = exact === null ? null : leastLoss(task, exact, hidden, found.hidden);
  return { ok: true, checked, task, working: { statuses, problem: proof.problem, proof, least } };
}

function leastLoss(
  { loss, unsafe }: ProtectionTask,
  { hidden, bound, optimal }: LeastPattern,
  taken: Uint8Array,
  quick: Uint8Array,
): LeastLoss {
  const lossOf = (pattern: Uint8Array): number =>
    pattern.reduce((sum, flag, cell) => sum + (flag === 1 && unsafe.primary[cell] !== 1 ? (loss[cell] ?? 0) : 0), 0);
  return { loss: lossOf(taken), bound, quick: lossOf(quick), optimal: optimal && taken === hidden };
}

/** Part of a sum that it must be able to move, so that it is not known, where no level says more. */
const LEAST_SHARE = 1e-3;

/** What both searches need; null where the tables are no network and there are no solvers. */
function searchParts(
  task: ProtectionTask,
  solvers: Solvers | undefined,
): { readonly fresh: () => PatternTask; readonly terms: () => Terms; readonly isNetwork: boolean } | null {
  const { system, unsafe, loss } = task;
  const { values, equations } = system;
  const kept = keptEquations(equations, values.length);
  const net = networkOf(equations, kept, new Uint8Array(values.length).fill(1));
  const isNetwork = net.isNetwork.every((flag) => flag === 1) && values.every((value) => Number.isSafeInteger(value));
  if (!isNetwork && solvers === undefined) return null;
  const finder = (): DeviationFinder =>
    isNetwork || solvers === undefined
      ? new PathFinder(net, values)
      : new LinearFinder(equations, kept, values, task, solvers.linear, new CubeSearch(system));
  const plain: Reader = {
    room: task.plain,
    levels: { up: unsafe.upperLevel, down: unsafe.lowerLevel },
    insiders: 'required',
  };
  const readers = [plain];
  // A guessing insider is more than the rules ask for; with linear programmes that would be too dear.
  if (task.guess !== null)
    readers.push({ room: task.guess, levels: null, insiders: isNetwork ? 'wherePossible' : 'no' });
  const least = values.map((value) => (task.integer ? 1 : Math.max(1, Math.ceil(LEAST_SHARE * Math.abs(value)))));
  return {
    fresh: () => ({ finder: finder(), values, primary: unsafe.primary, least, loss, readers, units: task.units }),
    terms: () => termsOf(equations, kept, values.length),
    isNetwork,
  };
}
