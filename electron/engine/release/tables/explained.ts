import { explainCell } from '../../../../shared/domain/disclosure/explain.ts';
import { attackProblem } from '../../../../shared/domain/disclosure/task.ts';
import type { CellSystem } from '../../../../shared/domain/tables/system.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { counted, type Looked, taskOf } from './counted.ts';

type Explanation = Output<'tables.explain'>;

/** A cell of the table by its measure and position, and what is hidden in each measure of it and of what it is linked to. */
interface LookedCell extends Looked {
  readonly measure: number;
  readonly cell: number;
  readonly hidden: readonly (readonly number[])[];
}

/** Which cells of the system a pattern hides, told by measure and position as the window holds it. */
function hiddenIn({ blocks, values }: CellSystem, positions: readonly (readonly number[])[]): Uint8Array {
  const hidden = new Uint8Array(values.length);
  for (const [b, { cells }] of blocks.entries())
    for (const position of positions[b] ?? []) {
      const cell = cells[position];
      if (cell === undefined) throw new UserError('input', 'tables.otherTable');
      hidden[cell] = 1;
    }
  return hidden;
}

/**
 * Why a cell of a protected table is hidden, whom it protects and what would free it. The table is counted again (or is still there
 * from the count), so that it does not matter which thread protected it.
 */
export async function explainHidden(
  project: Project,
  { measure, cell, hidden: positions, ...asked }: LookedCell,
  progress: Progress,
): Promise<Explanation> {
  const task = taskOf(counted(project, asked, progress));
  const { system } = task;
  const hidden = hiddenIn(system, positions);
  const block = system.blocks[measure];
  const wanted = block?.cells[cell];
  if (block === undefined || wanted === undefined || hidden[wanted] !== 1)
    throw new UserError('input', 'tables.otherTable');
  const none = new Float64Array(system.values.length).fill(Number.NaN);
  const proof = { problem: attackProblem(task, hidden, 'plain'), intervals: { min: none, max: none } };
  const found = explainCell(task, proof, wanted, await loadSolvers());
  const { status, breaches, partners, protects, fromInsiders, insiderMerge, change } = found;
  const position = new Map(Array.from(block.cells, (own, at) => [system.ids[own], at]));
  const at = (id: string): number => position.get(id) ?? -1;
  return {
    status,
    breaches: [...breaches],
    partners: partners.map(at),
    protects: protects.map(at),
    fromInsiders: fromInsiders.map((one) => ({
      cell: at(one.cell),
      insider: at(one.insider),
      guessing: one.guessing,
    })),
    insiderMerge:
      insiderMerge === null
        ? null
        : { cell: at(insiderMerge.cell), with: at(insiderMerge.with), under: at(insiderMerge.under) },
    change:
      change.kind === 'merge'
        ? { kind: 'merge', with: at(change.with), under: at(change.under) }
        : change.kind === 'free'
          ? { kind: 'free', cells: change.cells.map(at) }
          : change,
  };
}
