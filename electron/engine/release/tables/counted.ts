import type { DisclosureRules } from '../../../../shared/domain/disclosure/rules.ts';
import type { CellSystem } from '../../../../shared/domain/tables/system.ts';
import type { ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { countSystem } from '../count/countSystem.ts';
import { rulesOf } from '../protectTable.ts';
import { CAUTIOUS_RULES } from '../shippedRules.ts';

/** What a person asks about: the entry of a plan, and the year of the plan. */
export interface AskedTable {
  readonly year: number;
  readonly table: ReleaseTable;
}

/** A table with its true numbers, and the rules that it is looked at under. */
export interface Counted {
  readonly system: CellSystem;
  readonly rules: DisclosureRules;
  readonly ruleSet: RuleSet;
}

interface Kept {
  readonly key: string;
  readonly system: CellSystem;
}

/** The table counted last, since the next question is most often about it. One per project and thread. */
const latest = new WeakMap<Project, Kept>();

/** What a table of a register is counted from: as long as this is the same, so are its numbers. Null: it is counted every time. */
function keyOf(project: Project, { year, table: { level, content } }: AskedTable): string | null {
  if (content.kind !== 'register') return null;
  const imported = project.store.registers().map((one) => [one.register, one.year, one.importedAt]);
  return JSON.stringify([year, level, content, imported]);
}

/** Counts a table of a plan, and says under which rules it will be protected. */
export function counted(project: Project, asked: AskedTable, progress: Progress): Counted {
  const ruleSet = CAUTIOUS_RULES;
  const rules = rulesOf(ruleSet, asked.table);
  const key = keyOf(project, asked);
  const kept = latest.get(project);
  if (key !== null && kept?.key === key) return { system: kept.system, rules, ruleSet };
  const { system } = countSystem(project, asked.year, [asked.table], progress);
  if (key !== null) latest.set(project, { key, system });
  return { system, rules, ruleSet };
}
