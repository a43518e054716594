import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import type { ReleasePlan, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { type CountedSystem, countSystem } from './count/countSystem.ts';
import { describeTable } from './describeTable.ts';
import { type FreshTable, freshTable } from './flow/fresh.ts';
import { type LeftOut, protectTable, type TableReport } from './protectTable.ts';
import type { Borders } from './writers/shown/borders.ts';
import type { PackagedTable } from './writers/writer.ts';

/** Tables of a plan that were protected together, as they are to leave. */
export interface ProtectedGroup {
  /** Ids in the plan. */
  readonly plan: readonly string[];
  readonly tables: readonly PackagedTable[];
  readonly fresh: readonly FreshTable[];
  readonly reports: readonly TableReport[];
}

export type GroupOutcome = { readonly group: ProtectedGroup } | { readonly leftOut: LeftOut };

/** The tables of a plan by what is protected together: one word in `linked`, else each by itself, in the order of the plan. */
export function groupsOf(tables: readonly ReleaseTable[]): readonly (readonly ReleaseTable[])[] {
  const groups = new Map<string, ReleaseTable[]>();
  for (const table of tables) {
    const name = table.linked === undefined ? `table ${table.id}` : `linked ${table.linked}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [table]);
    else known.push(table);
  }
  return [...groups.values()];
}

/** Counts and protects tables that belong together; `bordersOf` gives those that are to leave the borders of their maps. */
export function protectGroup(
  project: Project,
  { year }: ReleasePlan,
  wanted: readonly ReleaseTable[],
  rules: RuleSet,
  solvers: Solvers,
  progress: Progress,
  bordersOf: (table: ReleaseTable) => Borders | null = () => null,
): GroupOutcome {
  const counted: CountedSystem = countSystem(project, year, wanted, progress);
  const outcome = protectTable(counted, rules, solvers, progress);
  if ('leftOut' in outcome) return outcome;
  const tables = counted.blocks.map((block, b): PackagedTable => {
    const checked = outcome.checked[b];
    if (checked === undefined) throw new RangeError('every block has a checked table');
    const about = describeTable(project, year, block);
    const together = counted.blocks.flatMap(({ id }) => (id === block.id ? [] : [id]));
    return {
      id: block.id,
      title: block.table.title,
      year,
      checked,
      about,
      borders: bordersOf(block.table),
      ...(together.length === 0 ? {} : { together }),
    };
  });
  return {
    group: {
      plan: wanted.map(({ id }) => id),
      tables,
      fresh: tables.map((table, b) => freshTable(project, year, counted, b, table, outcome.task)),
      reports: outcome.reports,
    },
  };
}
