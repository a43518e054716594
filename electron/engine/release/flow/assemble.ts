import { UserError } from '../../../../shared/errors/errors.ts';
import type { LedgerStatement, LedgerTable } from '../../../../shared/schemas/ledger.ts';
import type { ReleasePlan, ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { bordersSource } from '../bordersOf.ts';
import { idsOf } from '../../../../shared/schemas/releasedIds.ts';
import type { EarlierTable } from '../ledger/ledgerState.ts';
import { groupsOf, protectGroup } from '../protectPlan.ts';
import type { TableReport } from '../protectTable.ts';
import { releaseStatements, statementIds } from '../statements/releaseStatements.ts';
import type { PackagedTable } from '../writers/writer.ts';
import type { FreshTable } from './fresh.ts';
import { holdTogether, type Together } from './together.ts';

/** The tables of a release, protected and attacked together with everything that has left. */
export interface Assembled {
  readonly tables: readonly PackagedTable[];
  /** One for each of the first `tables`; the others are the statements. */
  readonly forLedger: readonly LedgerTable[];
  readonly statements: readonly LedgerStatement[];
  readonly report: readonly TableReport[];
  readonly together: Together;
}

const MOST_NAMED = 3;

/** The division before a code says to the attack which ground is meant; a person sees it in the table. */
const DIVISION = /^[^|:]*:/u;

function refuse(faults: Together['faults']): never {
  const [first] = faults;
  if (first === undefined) throw new RangeError('nothing to refuse');
  const cells = [...new Set(faults.map(({ cell }) => cell.replace(DIVISION, '')))].filter((cell) => cell !== '');
  throw new UserError('refused', `flow.together.${first.kind}`, {
    table: first.table,
    other: first.other,
    cells: cells.length,
    examples: cells.slice(0, MOST_NAMED).join(', '),
  });
}

/**
 * Counts the tables of a plan, protects each, or those together that belong together, and holds them against each other and the
 * ledger. Throws the UserError that says why when one cannot be proven safe; `leftOut` are tables that the reviewer has taken away.
 */
export async function assemble(
  project: Project,
  plan: ReleasePlan,
  rules: RuleSet,
  earlier: readonly EarlierTable[],
  progress: Progress,
  leftOut: readonly string[] = [],
): Promise<Assembled> {
  const tables: PackagedTable[] = [];
  const fresh: FreshTable[] = [];
  const report: TableReport[] = [];
  const groups = groupsOf(plan.tables).filter((group) => !isLeftOut(group, leftOut));
  if (groups.length === 0) throw new UserError('refused', 'flow.nothingLeft');
  const solvers = await loadSolvers();
  const bordersOf = bordersSource(project, plan.year);
  for (const [i, wanted] of groups.entries()) {
    progress.check();
    progress.report('release.step.tables', i, groups.length);
    const outcome = protectGroup(project, plan, wanted, rules, solvers, progress, bordersOf);
    if ('leftOut' in outcome) {
      const { id, cells, cell } = outcome.leftOut;
      throw new UserError('refused', 'release.notProvable', { table: id, cells, cell });
    }
    tables.push(...outcome.group.tables);
    report.push(...outcome.group.reports);
    fresh.push(...outcome.group.fresh);
  }
  const together = await holdTogether(project, fresh, earlier, progress);
  if (together.faults.length > 0) refuse(together.faults);
  const staying = (plan.statements ?? []).filter((statement) => !isGone(statementIds(statement), leftOut));
  const stated = releaseStatements(project, staying, tables, fresh, progress);
  return {
    tables: stated.tables,
    forLedger: fresh.map(({ table }) => table),
    statements: stated.forLedger,
    report: [...report, ...stated.reports],
    together,
  };
}

/** Tables that were protected together stay or go together: the proof of one tells of the cells of the others. */
const isLeftOut = (group: readonly ReleaseTable[], leftOut: readonly string[]): boolean =>
  isGone(group.flatMap(idsOf), leftOut);

function isGone(ids: readonly string[], leftOut: readonly string[]): boolean {
  const gone = ids.filter((id) => leftOut.includes(id));
  if (gone.length > 0 && gone.length < ids.length)
    throw new UserError('refused', 'flow.leaveOutTogether', {
      table: gone[0] ?? '',
      others: ids.filter((id) => !gone.includes(id)).join(', '),
    });
  return gone.length > 0;
}
