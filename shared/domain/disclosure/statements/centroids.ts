import { flatDimension } from '../../tables/dimension.ts';
import type { CellSystem } from '../../tables/system.ts';
import { packEquations } from '../../tables/equations.ts';
import { noSteps, type Solvers, type Steps } from '../attack/intervals.ts';
import { admit } from '../checkedMark.ts';
import type { CheckedTable } from '../checkedTable.ts';
import { provePattern, type Reason } from '../proof.ts';
import { statementRules } from '../rules.ts';
import { protectionTask, type ProtectionTask } from '../task.ts';
import { type StatementBreach, under } from './rules.ts';
import { statementContent } from './statisticTable.ts';

export interface GroupProfiles {
  readonly title: string;
  readonly measure: string;
  readonly groups: readonly {
    readonly name: string;
    /** How many contributors its areas have together. */
    readonly contributors: number;
    /** For each variable the cells of the group's areas, in the order of the areas. */
    readonly cells: readonly (readonly number[])[];
    /** By what each area's cell is multiplied before the mean: 1, or 1 / its published denominator for shares. */
    readonly factors: readonly number[];
  }[];
  readonly variables: readonly string[];
  readonly decimals: number;
}

export type CheckedProfiles =
  | {
      readonly ok: true;
      readonly checked: CheckedTable;
      readonly withheld: readonly { readonly group: string; readonly breaches: readonly StatementBreach[] }[];
    }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * Profiles (centroids) of groups of areas: the mean over the group's areas of factor x cell. A group too small, or with too few
 * contributors, has none; a medoid, which is one area's values, is never made here. Each profile is an equation between the areas' cells: it
 * is published beside them and all are attacked together, so that a group with one hidden area does not give that area away.
 * Where the proof fails, the profiles that hold failing cells are withheld until it holds.
 */
export function checkProfiles(
  task: ProtectionTask,
  hidden: Uint8Array,
  { title, measure, groups, variables, decimals }: GroupProfiles,
  solvers?: Solvers,
  steps: Steps = noSteps,
): CheckedProfiles {
  const limits = statementRules(task.rules);
  const { system } = task;
  const withheld = new Map<string, StatementBreach[]>();
  for (const { name, contributors, factors } of groups) {
    const breaches = [
      ...under(limits, 'groupMembers', factors.length),
      ...under(limits, 'meanContributors', contributors),
    ];
    if (breaches.length > 0) withheld.set(name, breaches);
  }
  for (;;) {
    const told = groups.filter(({ name }) => !withheld.has(name));
    const joined = withProfiles(system, told);
    const pattern = new Uint8Array(joined.values.length);
    pattern.set(hidden);
    const { reasons } = provePattern(
      protectionTask(joined, task.rules, { waived: task.waived }),
      pattern,
      solvers,
      steps,
    );
    if (reasons.length === 0) break;
    const failing = new Set(reasons.map(({ cell }) => cell));
    const holding = told.filter(({ cells }) => cells.flat().some((cell) => failing.has(system.ids[cell] as string)));
    // What fails may hang together with a profile that does not hold it: then all go.
    const go = holding.length > 0 ? holding : told;
    if (go.length === 0) return { ok: false, reasons };
    for (const { name } of go) withheld.set(name, [{ limit: 'isolated', found: 0, needed: null }]);
  }
  const dimensions = [
    flatDimension(
      'group',
      groups.map(({ name }) => name),
      'Total',
    ),
    flatDimension('variable', variables, 'All'),
  ];
  const width = variables.length + 1;
  const shown: (number | null)[] = Array.from({ length: (groups.length + 1) * width }, () => null);
  for (const [g, { name, cells, factors }] of groups.entries())
    if (!withheld.has(name))
      for (const [v, own] of cells.entries()) {
        const sum = own.reduce((total, cell, i) => total + (factors[i] as number) * (system.values[cell] as number), 0);
        shown[(g + 1) * width + v + 1] = Number((sum / own.length).toFixed(decimals));
      }
  const content = statementContent({ title, measure, kind: 'centroid', dimensions, values: shown }, task.rules);
  const [checked] = admit([content]);
  return {
    ok: true,
    checked: checked as unknown as CheckedTable,
    withheld: [...withheld].map(([group, breaches]) => ({ group, breaches })),
  };
}

/** The system with one published cell more per group and variable: the sum of factor x cell, unrounded, which is more than is shown. */
function withProfiles(system: CellSystem, groups: GroupProfiles['groups']): CellSystem {
  const { count, total, start, parts, coefficients } = system.equations;
  const list = Array.from({ length: count }, (_, e) => {
    const [from, to] = [start[e] as number, start[e + 1] as number];
    return {
      total: total[e] as number,
      parts: [...parts.subarray(from, to)],
      coefficients: coefficients === null ? undefined : [...coefficients.subarray(from, to)],
    };
  });
  const ids = [...system.ids];
  const values = [...system.values];
  for (const { name, cells, factors } of groups)
    for (const [v, own] of cells.entries()) {
      list.push({ total: ids.length, parts: [...own], coefficients: [...factors] });
      ids.push(`profile|${name}|${String(v)}`);
      values.push(own.reduce((sum, cell, i) => sum + (factors[i] as number) * (system.values[cell] as number), 0));
    }
  return { ...system, ids, values: Float64Array.from(values), equations: packEquations(list) };
}
