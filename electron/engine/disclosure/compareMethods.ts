import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import type { InformationLoss } from '../../../shared/domain/disclosure/loss.ts';
import {
  type PerturbingMethod,
  perturbSystem,
  type SystemKeys,
} from '../../../shared/domain/disclosure/perturbed/method.ts';
import { provePerturbed } from '../../../shared/domain/disclosure/perturbed/prove.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import { protectSystem } from '../../../shared/domain/disclosure/protect.ts';
import { protectionTask, type Wishes } from '../../../shared/domain/disclosure/task.ts';
import type { CellSystem } from '../../../shared/domain/tables/system.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';
import { lossOf } from './perturbFile.ts';
import { readSpecifiedSystem } from './tableFile.ts';

/** One method tried on the tables: its loss, and whether the attack finds nothing. */
export interface TriedMethod {
  readonly method: PerturbingMethod | { readonly kind: 'suppress'; readonly search?: 'exact' };
  /** Null where the method does not fit the tables, or no pattern exists. */
  readonly loss: InformationLoss | null;
  readonly proven: boolean;
  /** Cells that are not safe; 0 where the method could not be tried. */
  readonly faults: number;
}

/** Most cells of a table that the exact search is tried on unasked: larger ones can take minutes. */
const EXACT_CELLS = 150;

interface ToCompare {
  readonly system: CellSystem;
  readonly rules: DisclosureRules;
  readonly wishes: Wishes;
  readonly keys: SystemKeys | null;
  readonly further: readonly PerturbingMethod[];
  /** Whether small tables are tried with the exact search too, which takes longer. */
  readonly exact?: boolean;
}

/**
 * Suppression, rounding of small counts and rounding of all numbers, and the method that the specification names, side by
 * side. Rounding is to the limit for counts: a smaller base cannot cover every count below it. Nothing is written: the losses
 * compare with the true numbers and are working material.
 */
export async function compareMethods(
  files: { readonly table: string; readonly specification: string },
  dialect: DialectOverrides,
  progress: Progress,
): Promise<readonly TriedMethod[]> {
  const specified = await readSpecifiedSystem(files.table, files.specification, dialect);
  const further = specified.method === null ? [] : [specified.method];
  return compareSystem({ ...specified, further, exact: true }, await loadSolvers(), progress);
}

/** The same for a system of cells; `further` are methods to try beside those that always are. */
export function compareSystem(
  { system, rules, wishes, keys, further, exact = false }: ToCompare,
  solvers: Solvers,
  progress: Progress,
): readonly TriedMethod[] {
  const base = Math.max(3, rules.minFrequency);
  const perturbing: PerturbingMethod[] = [
    { kind: 'small-count-rounding', base },
    { kind: 'round', base, how: 'nearest' },
    { kind: 'round', base, how: 'controlled' },
  ];
  for (const named of further)
    if (!perturbing.some((own) => JSON.stringify(own) === JSON.stringify(named))) perturbing.push(named);
  const hiding = (search: 'exact' | undefined): TriedMethod => {
    const result = protectSystem(system, rules, { ...wishes, search }, solvers, progress);
    const method = { kind: 'suppress', ...(search === undefined ? {} : { search }) } as const;
    if (!result.ok) return { method, loss: null, proven: false, faults: result.reasons.length };
    const { statuses } = result.working;
    const shown = Array.from(system.values, (value, cell) => (statuses[cell] === 'published' ? value : null));
    return { method, loss: lossOf(system, shown), proven: true, faults: 0 };
  };
  const tried = [hiding(undefined), ...(exact && system.values.length <= EXACT_CELLS ? [hiding('exact')] : [])];
  const task = protectionTask(system, rules, wishes);
  for (const method of perturbing) {
    progress.check();
    const result = perturbSystem(system, method, keys, solvers);
    if (!result.ok) tried.push({ method, loss: null, proven: false, faults: 0 });
    else {
      const { reasons } = provePerturbed(task, result.perturbed, solvers, progress);
      const loss = lossOf(system, Array.from(result.perturbed.shown));
      tried.push({ method, loss, proven: reasons.length === 0, faults: reasons.length });
    }
  }
  return tried;
}
