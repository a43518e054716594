import type { CheckedTable } from '../../../../shared/domain/disclosure/checkedTable.ts';
import { leastHidden } from '../../../../shared/domain/disclosure/rules.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import type { ReleasePlan } from '../../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { countTable, registerOf } from '../countTable.ts';
import { describeTable } from '../describeTable.ts';
import type { EarlierTable } from '../ledger/ledgerState.ts';
import { protectTable, type TableReport } from '../protectTable.ts';
import type { PackagedTable } from '../writers/writer.ts';
import { subjectOf } from './subject.ts';
import { type FreshTable, holdTogether, type Together } from './together.ts';

/** The tables of a release, protected and attacked together with everything that has left. */
export interface Assembled {
  readonly tables: readonly PackagedTable[];
  readonly forLedger: readonly LedgerTable[];
  readonly report: readonly TableReport[];
  readonly together: Together;
}

/** A checked table as the ledger remembers it: what can be seen of it, and what it counts. */
function ledgerTable(table: PackagedTable, checked: CheckedTable, subject: Subject): LedgerTable {
  return {
    id: table.id,
    title: table.title,
    subject,
    dimensions: checked.dimensions.map(({ column, codes, parents }) => ({
      column,
      codes: [...codes],
      parents: [...parents],
    })),
    values: [...checked.values],
    leastHidden: leastHidden(checked.rules),
    minFrequency: checked.rules.minFrequency,
  };
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
 * Counts the tables of a plan, protects each, and holds them against each other and the ledger. Throws the UserError that says
 * why when one cannot be proven safe; `only` leaves out tables that the reviewer has taken away.
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
  const wanted = plan.tables.filter(({ id }) => !leftOut.includes(id));
  if (wanted.length === 0) throw new UserError('refused', 'flow.nothingLeft');
  for (const [i, table] of wanted.entries()) {
    progress.check();
    progress.report('release.step.tables', i, wanted.length);
    const counted = countTable(project, plan.year, table);
    const described = { unit: registerOf(project, table), about: describeTable(project, plan.year, table, counted) };
    const outcome = protectTable(plan, table, counted, described, rules, progress);
    if ('leftOut' in outcome) {
      const { id, cells, cell } = outcome.leftOut;
      throw new UserError('refused', 'release.notProvable', { table: id, cells, cell });
    }
    const { checked } = outcome.table;
    tables.push(outcome.table);
    report.push(outcome.report);
    fresh.push({ table: ledgerTable(outcome.table, checked, subjectOf(project, plan.year, table)), counted });
  }
  const together = await holdTogether(project, fresh, earlier, progress);
  if (together.faults.length > 0) refuse(together.faults);
  return { tables, forLedger: fresh.map(({ table }) => table), report, together };
}
