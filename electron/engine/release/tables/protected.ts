import { unitsOf } from '../../../../shared/domain/disclosure/checkedContent.ts';
import { type PerturbingMethod, perturbSystem } from '../../../../shared/domain/disclosure/perturbed/method.ts';
import { provePerturbed } from '../../../../shared/domain/disclosure/perturbed/prove.ts';
import { protectSystem } from '../../../../shared/domain/disclosure/protect.ts';
import type { Reason } from '../../../../shared/domain/disclosure/proof.ts';
import type { ProtectionTask } from '../../../../shared/domain/disclosure/task.ts';
import type { Solvers } from '../../../../shared/domain/disclosure/attack/intervals.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { perturbingOf } from '../protectTable.ts';
import { type Counted, counted, type Looked, taskOf } from './counted.ts';

type Outcome = NonNullable<Output<'tables.protected'>['outcome']>;
type Shown = Extract<Outcome, { kind: 'protected' }>['table'];

const MOST_REASONS = 200;

/** What a status is in the columns that go to the window. */
const STATUSES = ['published', 'primary', 'secondary'] as const;

/** What came of a protection, cell by cell of the system and in its whole units. */
interface Made {
  readonly task: ProtectionTask;
  readonly statusOf: (cell: number) => (typeof STATUSES)[number];
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly levelDown: Float64Array;
  readonly levelUp: Float64Array;
  /** The numbers that would leave; null where the true ones do. */
  readonly changed: Float64Array | null;
  readonly exactSecondaries: number;
}

type Tried = { readonly ok: true; readonly made: Made } | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * Protects a table as `submit` will, and gives what a person needs to judge it: which cells are hidden or changed and why, and what
 * a reader can work out of each. Working material: the numbers behind it are unchecked until the table has been released.
 */
export async function protectForLooking(project: Project, asked: Looked, progress: Progress): Promise<Outcome> {
  const found = counted(project, asked, progress);
  const solvers = await loadSolvers();
  const from = performance.now();
  const method = perturbingOf(asked.table.method);
  const tried = method === null ? hidden(found, solvers, progress) : changed(found, method, solvers, progress, asked);
  if (!tried.ok) {
    const cells = new Set(tried.reasons.map(({ cell }) => cell)).size;
    const reasons = tried.reasons.slice(0, MOST_REASONS).map(({ kind, cell }) => ({ kind, cell }));
    return { kind: 'refused', refused: { reasons, cells } };
  }
  const seconds = Number(((performance.now() - from) / 1000).toFixed(3));
  return { kind: 'protected', table: { rules: found.inForce, ...shownOf(found, tried.made), seconds } };
}

function hidden({ counted: { system }, rules, wishes }: Counted, solvers: Solvers, progress: Progress): Tried {
  const result = protectSystem(system, rules, wishes, solvers, progress);
  if (!result.ok) return { ok: false, reasons: result.reasons };
  const { statuses, proof } = result.working;
  const { lowerLevel, upperLevel } = result.task.unsafe;
  const made = {
    task: result.task,
    statusOf: (cell: number) => statuses[cell] ?? 'published',
    least: proof.intervals.min,
    most: proof.intervals.max,
    levelDown: lowerLevel,
    levelUp: upperLevel,
    changed: null,
    exactSecondaries: proof.exactSecondaries.length,
  };
  return { ok: true, made };
}

function changed(
  found: Counted,
  method: PerturbingMethod,
  solvers: Solvers,
  progress: Progress,
  { table }: Looked,
): Tried {
  const { system, keys } = found.counted;
  const task = taskOf(found);
  const result = perturbSystem(system, method, keys, solvers);
  if (!result.ok) throw new UserError('input', `release.method.${result.reason}`, { table: table.id });
  const { reasons, intervals, problem } = provePerturbed(task, result.perturbed, solvers, progress);
  if (reasons.length > 0) return { ok: false, reasons };
  const made: Made = {
    task,
    statusOf: (cell) => (task.unsafe.primary[cell] === 1 ? 'primary' : 'published'),
    least: intervals.min,
    most: intervals.max,
    levelDown: problem.lowerLevel,
    levelUp: problem.upperLevel,
    changed: result.perturbed.shown,
    exactSecondaries: 0,
  };
  return { ok: true, made };
}

function shownOf({ own, others }: Counted, made: Made): Omit<Shown, 'rules' | 'seconds'> {
  const { system, unsafe, units } = made.task;
  const unit = unitsOf(system);
  const statuses = Int32Array.from(system.values, (_, cell) => STATUSES.indexOf(made.statusOf(cell)));
  // A cell that several measures have in common is one.
  const cellsOf = new Set(own.flatMap(({ cells }) => [...cells]));
  const count = (status: number): number =>
    [...cellsOf].reduce((sum, cell) => sum + Number(statuses[cell] === status), 0);
  return {
    dimensions: (own[0]?.dimensions ?? []).map(({ column, codes, labels, parents }) => ({
      column,
      codes: [...codes],
      labels: [...(labels ?? codes)],
      parents: Int32Array.from(parents),
    })),
    measures: own.map(({ measure, cells }) => {
      const column = (of: (cell: number) => number): Float64Array<ArrayBuffer> =>
        Float64Array.from(cells, (cell) => of(cell) / (unit[cell] as number));
      const from = (all: Float64Array) => column((cell) => all[cell] as number);
      const ofUnsafe = (levels: Float64Array) =>
        column((cell) => (unsafe.primary[cell] === 1 ? (levels[cell] as number) : Number.NaN));
      return {
        name: measure.name,
        kind: measure.kind,
        decimals: measure.decimals,
        values: from(system.values),
        changed: made.changed === null ? null : from(made.changed),
        statuses: Int32Array.from(cells, (cell) => statuses[cell] as number),
        least: from(made.least),
        most: from(made.most),
        levelDown: ofUnsafe(made.levelDown),
        levelUp: ofUnsafe(made.levelUp),
      };
    }),
    linkedHidden: others.map(({ cells }) =>
      Array.from(cells.keys()).filter((at) => (statuses[cells[at] as number] as number) > 0),
    ),
    primary: count(1),
    secondary: count(2),
    exactSecondaries: made.exactSecondaries,
    insiders: units.length,
  };
}
