import type { LinkedTable } from '../../../shared/domain/disclosure/linked.ts';
import { protectFrequencyTable } from '../../../shared/domain/disclosure/protect.ts';
import type { FrequencyRules } from '../../../shared/domain/disclosure/rules.ts';
import type { FrequencyTable } from '../../../shared/domain/tables/table.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { TableDescription } from '../../../shared/schemas/certificate.ts';
import type { ReleasePlan, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../jobs/progress.ts';
import type { PackagedTable } from './writers/writer.ts';

export interface TableReport {
  readonly id: string;
  readonly cells: number;
  readonly primary: number;
  readonly secondary: number;
  readonly seconds: number;
}

export interface LeftOut {
  readonly id: string;
  /** How many cells could not be protected, and one of them by its codes. */
  readonly cells: number;
  readonly cell: string;
  /** The packed table that, held against this one, would tell too much; null: it cannot be protected by itself. */
  readonly beside: string | null;
}

/** The rules that a table is protected under: its own limit may only be higher. */
export function rulesOf(ruleSet: RuleSet, table: ReleaseTable): FrequencyRules {
  const minFrequency = table.minFrequency ?? ruleSet.minFrequency;
  if (minFrequency < ruleSet.minFrequency)
    throw new UserError('refused', 'release.tooLoose', { limit: minFrequency, least: ruleSet.minFrequency });
  return {
    ruleSet: { name: ruleSet.id, version: ruleSet.version },
    minFrequency,
    zeroUnsafe: false,
    knowledge: 'default',
  };
}

export type Protected =
  | { readonly table: PackagedTable; readonly linked: LinkedTable; readonly report: TableReport }
  | { readonly leftOut: LeftOut };

/** Protects a counted table under the rule set, or tells why it cannot be. */
export function protectTable(
  { year }: ReleasePlan,
  table: ReleaseTable,
  counted: FrequencyTable,
  { unit, about }: { readonly unit: string; readonly about: TableDescription },
  ruleSet: RuleSet,
  progress: Progress,
): Protected {
  const started = performance.now();
  const outcome = protectFrequencyTable(counted, rulesOf(ruleSet, table), progress);
  if (!outcome.ok) {
    const cells = new Set(outcome.reasons.map(({ cell }) => cell));
    return { leftOut: { id: table.id, cells: cells.size, cell: [...cells][0] ?? '', beside: null } };
  }
  const { statuses } = outcome.working;
  return {
    table: { id: table.id, title: table.title, year, checked: outcome.checked, about },
    linked: { table: counted, checked: outcome.checked, unit },
    report: {
      id: table.id,
      cells: statuses.length,
      primary: statuses.filter((status) => status === 'primary').length,
      secondary: statuses.filter((status) => status === 'secondary').length,
      seconds: (performance.now() - started) / 1000,
    },
  };
}
