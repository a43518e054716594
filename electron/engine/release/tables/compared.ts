import type { Output } from '../../../../shared/ipc/contract.ts';
import { compareSystem, type TriedMethod } from '../../disclosure/compareMethods.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { type AskedTable, counted } from './counted.ts';

type Tried = NonNullable<Output<'tables.compared'>['tried']>[number];

const nameOf = ({ method }: TriedMethod): Tried['method'] =>
  method.kind === 'round' ? `round-${method.how}` : method.kind;

/** Every method that fits the table, with what it takes away from the numbers and whether it holds against the attack. */
export async function compareForTable(project: Project, asked: AskedTable, progress: Progress): Promise<Tried[]> {
  const { system, rules } = counted(project, asked, progress);
  const tried = compareSystem({ system, rules, wishes: {}, keys: null, further: [] }, await loadSolvers(), progress);
  return tried.map((one) => ({
    method: nameOf(one),
    base: 'base' in one.method ? one.method.base : null,
    loss: one.loss === null ? null : { ...one.loss },
    proven: one.proven,
    faults: one.faults,
  }));
}
