import type { DisclosureRules } from '../../../../shared/domain/disclosure/rules.ts';
import { protectionTask, type ProtectionTask, type Wishes } from '../../../../shared/domain/disclosure/task.ts';
import type { Block } from '../../../../shared/domain/tables/system.ts';
import type { RulesInForce } from '../../../../shared/ipc/tables.ts';
import type { ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { type CountedSystem, countSystem } from '../count/countSystem.ts';
import { refuseOtherMethods, rulesTogether, wishesIn } from '../protectTable.ts';
import { rulesInForce } from './rulesInForce.ts';

/** A table to be looked at, as the engine is asked for it. */
export interface Looked {
  readonly year: number;
  readonly table: ReleaseTable;
  /** Other tables of the draft that are protected together with it. */
  readonly linked?: readonly ReleaseTable[];
  /** The organisation's folder; without one the shipped rules hold. */
  readonly folder?: string | null;
}

/** A table with its true numbers, and the rules that it is looked at under. */
export interface Counted {
  readonly counted: CountedSystem;
  readonly rules: DisclosureRules;
  readonly inForce: RulesInForce;
  readonly wishes: Wishes;
  /** What the system holds of the table itself, first; the others are those that it is protected together with. */
  readonly own: readonly Block[];
  readonly others: readonly Block[];
}

interface Kept {
  readonly key: string;
  readonly counted: CountedSystem;
}

/** The table counted last, since the next question is most often about it. One per project and thread. */
const latest = new WeakMap<Project, Kept>();

/** What a table of a register is counted from: as long as this is the same, so are its numbers. Null: it is counted every time. */
function keyOf(project: Project, year: number, tables: readonly ReleaseTable[]): string | null {
  if (tables.some(({ content }) => content.kind !== 'register')) return null;
  const imported = project.store.registers().map((one) => [one.register, one.year, one.importedAt]);
  return JSON.stringify([year, tables, imported]);
}

/** Counts a table of a plan with those that belong to it, and says under which rules it will be protected. */
export function counted(
  project: Project,
  { year, table, linked = [], folder = null }: Looked,
  progress: Progress,
  methods: 'allowed' | 'any' = 'allowed',
): Counted {
  const inForce = rulesInForce(project, folder);
  const tables = [table, ...linked];
  if (methods === 'allowed') for (const one of tables) refuseOtherMethods(inForce.set, one);
  const rules = rulesTogether(inForce.set, tables);
  const key = keyOf(project, year, tables);
  const kept = latest.get(project);
  const found = key !== null && kept?.key === key ? kept.counted : countSystem(project, year, tables, progress);
  if (key !== null) latest.set(project, { key, counted: found });
  const blocks = (of: boolean): Block[] =>
    found.system.blocks.filter((_, b) => (found.blocks[b]?.table.id === table.id) === of);
  return {
    counted: found,
    rules,
    inForce,
    wishes: wishesIn(found, inForce.set),
    own: blocks(true),
    others: blocks(false),
  };
}

/** What is to be protected, before anything is. */
export const taskOf = ({ counted: { system }, rules, wishes }: Counted): ProtectionTask =>
  protectionTask(system, rules, wishes);
