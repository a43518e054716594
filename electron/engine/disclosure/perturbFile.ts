import path from 'node:path';
import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { unitsOf } from '../../../shared/domain/disclosure/checkedContent.ts';
import { type InformationLoss, informationLoss } from '../../../shared/domain/disclosure/loss.ts';
import {
  type Perturbed,
  type PerturbedSystem,
  type PerturbingMethod,
  perturbSystem,
} from '../../../shared/domain/disclosure/perturbed/method.ts';
import { type PerturbedProof, provePerturbed } from '../../../shared/domain/disclosure/perturbed/prove.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import { protectionTask, type ProtectionTask } from '../../../shared/domain/disclosure/task.ts';
import type { CellSystem } from '../../../shared/domain/tables/system.ts';
import { isInner } from '../../../shared/domain/tables/table.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';
import { problemText } from './problemFile.ts';
import { protectedTables, removeEarlierTables } from './protectedTables.ts';
import type { SpecifiedSystem } from './tableFile.ts';

/** report.json of a table whose numbers were changed. A working file: it names the true loss. */
export interface PerturbedReport {
  readonly version: 1;
  readonly rules: DisclosureRules;
  readonly method: PerturbingMethod;
  readonly counts: { readonly cells: number; readonly unsafe: number; readonly open: number };
  readonly loss: InformationLoss;
  readonly attack: { readonly exactPrimaries: 0; readonly underLevel: 0; readonly insiders: number };
  readonly seconds: { readonly protect: number };
}

export type PerturbedFile =
  | { readonly ok: true; readonly report: PerturbedReport; readonly files: readonly string[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

type Refused = Extract<PerturbedSystem, { ok: false }>['reason'];

/** Changes the system's numbers by the method. @throws UserError when the method does not fit the tables */
export function perturbedBy({ system, keys }: SpecifiedSystem, method: PerturbingMethod, solvers: Solvers): Perturbed {
  const result = perturbSystem(system, method, keys, solvers);
  if (!result.ok) throw new UserError('input', WORDS[result.reason]);
  return result.perturbed;
}

const WORDS = {
  keys: 'protect.method.keys',
  sums: 'protect.method.sums',
  signed: 'protect.method.signed',
  severalTables: 'protect.method.severalTables',
  noControlledRounding: 'protect.method.noControlledRounding',
  roundingUndecided: 'protect.method.roundingUndecided',
  baseNotWhole: 'protect.method.baseNotWhole',
} as const satisfies Record<Refused, string>;

/** Loss of what is shown, over the cells of all tables. */
export function lossOf(system: CellSystem, shown: readonly (number | null)[]): InformationLoss {
  const inner = new Uint8Array(system.values.length);
  for (const { dimensions, cells } of system.blocks)
    for (const [at, cell] of cells.entries()) if (isInner(dimensions, at)) inner[cell] = 1;
  return informationLoss(system.values, shown, inner);
}

/**
 * Protects by changing numbers: writes protected.csv (and one file for each linked table), problem.json, in which every changed
 * cell is an interval, and report.json. When the attack finds something, nothing is written and what an earlier run left goes.
 */
export async function perturbFile(
  specified: SpecifiedSystem,
  method: PerturbingMethod,
  out: string,
  progress: Progress,
): Promise<PerturbedFile> {
  const { system, rules, wishes } = specified;
  const solvers = await loadSolvers();
  const from = performance.now();
  const perturbed = perturbedBy(specified, method, solvers);
  const task = protectionTask(system, rules, wishes);
  const proof = provePerturbed(task, perturbed, solvers, progress);
  const seconds = Number(((performance.now() - from) / 1000).toFixed(3));
  await removeEarlierTables(out, proof.reasons.length === 0);
  if (proof.reasons.length > 0) return { ok: false, reasons: proof.reasons };
  const target = (name: string): string => path.join(out, name);
  const report = reportOf(task, perturbed, method, seconds);
  const tables = protectedTables(system, (cell) => ({ value: perturbed.shown[cell] as number, status: 'published' }));
  await writeWhole([
    { path: target('problem.json'), content: problemText(everyOpenCell(proof), unitsOf(system)) },
    { path: target('report.json'), content: `${JSON.stringify(report, null, 2)}\n` },
    ...tables.toReversed().map(({ name, content }) => ({ path: target(name), content })),
  ]);
  return { ok: true, report, files: [...tables.map(({ name }) => name), 'report.json', 'problem.json'].map(target) };
}

/** In the attacker's file every cell that is not known exactly is a hidden one within bounds. */
const everyOpenCell = ({ problem }: PerturbedProof) => ({ ...problem, hidden: problem.unknown });

const reportOf = (
  { system, rules, unsafe, units }: ProtectionTask,
  { shown, open }: Perturbed,
  method: PerturbingMethod,
  seconds: number,
): PerturbedReport => ({
  version: 1,
  rules,
  method,
  counts: {
    cells: system.values.length,
    unsafe: unsafe.primary.reduce((sum, flag) => sum + flag, 0),
    open: open.reduce((sum, flag) => sum + flag, 0),
  },
  loss: lossOf(system, Array.from(shown)),
  attack: { exactPrimaries: 0, underLevel: 0, insiders: rules.knowledge === 'default' ? units.length : 0 },
  seconds: { protect: seconds },
});
