import type { DisclosureRules } from '../../../../shared/domain/disclosure/rules.ts';
import { protectionTask, type ProtectionTask } from '../../../../shared/domain/disclosure/task.ts';
import type { AskedTable } from '../../../../shared/ipc/tables.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { type CountedSystem, countSystem } from '../count/countSystem.ts';
import { rulesOf, waivedIn } from '../protectTable.ts';
import { CAUTIOUS_RULES } from '../shippedRules.ts';

/** A table with its true numbers, and the rules that it is looked at under. */
export interface Counted {
  readonly counted: CountedSystem;
  readonly rules: DisclosureRules;
  readonly ruleSet: RuleSet;
  readonly waived: ReadonlySet<number>;
}

interface Kept {
  readonly key: string;
  readonly counted: CountedSystem;
}

/** The table counted last, since the next question is most often about it. One per project and thread. */
const latest = new WeakMap<Project, Kept>();

/** What a table of a register is counted from: as long as this is the same, so are its numbers. Null: it is counted every time. */
function keyOf(project: Project, { year, table }: AskedTable): string | null {
  if (table.content.kind !== 'register') return null;
  const imported = project.store.registers().map((one) => [one.register, one.year, one.importedAt]);
  return JSON.stringify([year, table, imported]);
}

/** Counts a table of a plan, and says under which rules it will be protected. */
export function counted(project: Project, asked: AskedTable, progress: Progress): Counted {
  const ruleSet = CAUTIOUS_RULES;
  const rules = rulesOf(ruleSet, asked.table);
  const key = keyOf(project, asked);
  const kept = latest.get(project);
  const found =
    key !== null && kept?.key === key ? kept.counted : countSystem(project, asked.year, [asked.table], progress);
  if (key !== null) latest.set(project, { key, counted: found });
  return { counted: found, rules, ruleSet, waived: waivedIn(found, ruleSet) };
}

/** What is to be protected, before anything is. */
export const taskOf = ({ counted: { system }, rules, waived }: Counted): ProtectionTask =>
  protectionTask(system, rules, { waived });
