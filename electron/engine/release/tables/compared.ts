import type { PerturbingMethod } from '../../../../shared/domain/disclosure/perturbed/method.ts';
import type { ReleaseMethod } from '../../../../shared/schemas/releasePlan.ts';
import { kindOf } from '../../../../shared/ipc/comparedMethods.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { compareSystem, type TriedMethod } from '../../disclosure/compareMethods.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { counted, type Looked } from './counted.ts';

type Tried = NonNullable<Output<'tables.compared'>['tried']>[number];

const nameOf = ({ method }: TriedMethod): Tried['method'] =>
  method.kind === 'round' ? `round-${method.how}` : method.kind;

/** Noise that fits counts under five: it reaches five up and down, and leads to no count of one or two. */
const NOISE = { most: 5, variance: 3, smallest: 2 };
const SUM_NOISE = [0.6, 0.4, 0.2];

/** The same table with record keys, which only tables of a register have. */
function keyed({ table, linked = [], ...asked }: Looked): Looked {
  const method: ReleaseMethod = { kind: 'cell-key', noise: NOISE, sumNoise: SUM_NOISE };
  return table.content.kind === 'register'
    ? { ...asked, table: { ...table, method }, linked: linked.map((one) => ({ ...one, method })) }
    : { ...asked, table, linked };
}

/** Every method that fits the table, with what it takes away from the numbers and whether it holds against the attack. */
export async function compareForTable(project: Project, asked: Looked, progress: Progress): Promise<Tried[]> {
  const { counted: own, rules, wishes, inForce } = counted(project, keyed(asked), progress, 'any');
  const { system, keys } = own;
  const { methods } = inForce.set;
  const further: PerturbingMethod[] =
    keys === null
      ? []
      : [
          { kind: 'cell-key', noise: NOISE, sumNoise: SUM_NOISE },
          { kind: 'round', base: Math.max(3, rules.minFrequency), how: 'random' },
        ];
  const tried = compareSystem({ system, rules, wishes, keys, further }, await loadSolvers(), progress);
  return tried.map((one) => ({
    method: nameOf(one),
    allowed: methods === undefined || methods.includes(kindOf(nameOf(one))),
    base: 'base' in one.method ? one.method.base : null,
    loss: one.loss === null ? null : { ...one.loss },
    proven: one.proven,
    faults: one.faults,
  }));
}
