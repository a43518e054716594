import { explainCell } from '../../../../shared/domain/disclosure/explain.ts';
import { attackProblem, protectionTask } from '../../../../shared/domain/disclosure/task.ts';
import type { CellSystem } from '../../../../shared/domain/tables/system.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { counted } from './counted.ts';

type Explanation = Output<'tables.explain'>;

/** Which cells of the system a pattern hides, told by measure and cell as the window holds it. */
function hiddenIn({ blocks, values }: CellSystem, statuses: readonly Uint8Array[]): Uint8Array {
  const hidden = new Uint8Array(values.length);
  for (const [b, { cells }] of blocks.entries()) {
    const own = statuses[b];
    if (own?.length !== cells.length) throw new UserError('input', 'tables.otherTable');
    for (const [at, cell] of cells.entries()) if (own[at] !== 0) hidden[cell] = 1;
  }
  return hidden;
}

/**
 * Why a cell of a protected table is hidden, whom it protects and what would free it. The table is counted again (or is still there
 * from the count), so that it does not matter which thread protected it.
 */
export async function explainHidden(
  project: Project,
  { year, table, measure, cell, statuses }: Input<'tables.explain'>,
  progress: Progress,
): Promise<Explanation> {
  const { system, rules } = counted(project, { year, table }, progress);
  const hidden = hiddenIn(system, statuses);
  const block = system.blocks[measure];
  const asked = block?.cells[cell];
  if (block === undefined || asked === undefined || hidden[asked] !== 1)
    throw new UserError('input', 'tables.otherTable');
  const task = protectionTask(system, rules);
  const none = new Float64Array(system.values.length).fill(Number.NaN);
  const proof = { problem: attackProblem(task, hidden, 'plain'), intervals: { min: none, max: none } };
  const { status, breaches, partners, protects, change } = explainCell(task, proof, asked, await loadSolvers());
  const position = new Map(Array.from(block.cells, (own, at) => [system.ids[own], at]));
  const at = (id: string): number => position.get(id) ?? -1;
  return {
    status,
    breaches: [...breaches],
    partners: partners.map(at),
    protects: protects.map(at),
    change:
      change.kind === 'merge'
        ? { kind: 'merge', with: at(change.with), under: at(change.under) }
        : change.kind === 'free'
          ? { kind: 'free', cells: change.cells.map(at) }
          : change,
  };
}
