import type { CheckedTable } from '../../../../shared/domain/disclosure/checkedTable.ts';
import { type DisclosureRules, leastHidden } from '../../../../shared/domain/disclosure/rules.ts';
import type { ProtectionTask } from '../../../../shared/domain/disclosure/task.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import type { Project } from '../../project/project.ts';
import type { CountedSystem } from '../count/countSystem.ts';
import type { PackagedTable } from '../writers/writer.ts';
import { type CountedTable, countedBlock } from './counted.ts';
import { subjectOf } from './subject.ts';

/** A table that is to leave: what it counts, its counts, and what of them is to be seen. */
export interface FreshTable {
  readonly table: LedgerTable;
  readonly counted: CountedTable;
}

/** The rules as the ledger keeps them. */
function ledgerRules(rules: DisclosureRules): LedgerTable['rules'] {
  const { ruleSet, minFrequency, zeroUnsafe, knowledge, minContributors, pPercent, nk, pq, groupDisclosure } = rules;
  return {
    ruleSet: { ...ruleSet },
    minFrequency,
    zeroUnsafe,
    knowledge,
    ...(minContributors === undefined ? {} : { minContributors }),
    ...(pPercent === undefined ? {} : { pPercent }),
    ...(nk === undefined ? {} : { nk: nk.map((rule) => ({ ...rule })) }),
    ...(pq === undefined ? {} : { pq: { ...pq } }),
    ...(groupDisclosure === undefined ? {} : { groupDisclosure: { allBut: groupDisclosure.allBut } }),
  };
}

/** A checked table as the ledger remembers it: what can be seen of it, and what it counts. */
function ledgerTable(
  { id, title }: PackagedTable,
  checked: CheckedTable,
  subject: Subject,
  signed: boolean,
): LedgerTable {
  const cells = checked.values.length;
  const bounds = checked.certificate.bounds.filter(({ cell }) => cell < cells);
  const open = new Set(bounds.map(({ cell }) => cell));
  return {
    id,
    title,
    subject,
    dimensions: checked.dimensions.map(({ column, codes, parents }) => ({
      column,
      codes: [...codes],
      parents: [...parents],
    })),
    // A changed number is no published one: what is known of the true one stands in the bounds.
    values: checked.values.map((value, cell) => (open.has(cell) ? null : value)),
    measure: {
      name: checked.measure,
      kind: checked.kind === 'sum' ? 'sum' : 'frequency',
      decimals: checked.decimals,
      signed,
    },
    ...(bounds.length === 0 ? {} : { bounds: bounds.map((bound) => ({ ...bound })) }),
    rules: ledgerRules(checked.rules),
    leastHidden: leastHidden(checked.rules),
    minFrequency: checked.rules.minFrequency,
  };
}

/** A protected table with its true numbers, for the attack together with everything that has left. */
export function freshTable(
  project: Project,
  year: number,
  { system, blocks }: CountedSystem,
  at: number,
  packaged: PackagedTable,
  task: ProtectionTask,
): FreshTable {
  const block = blocks[at];
  if (block === undefined) throw new RangeError('no such block');
  const subject = subjectOf(project, year, block.table);
  const signed = system.blocks[at]?.measure.signed === true;
  return {
    table: ledgerTable(packaged, packaged.checked, subject, signed),
    counted: countedBlock(system, at, task.unsafe, block.rows),
  };
}
