import { type CheckedTable, checkPerturbed } from '../../../shared/domain/disclosure/checkedTable.ts';
import type { PerturbingMethod } from '../../../shared/domain/disclosure/perturbed/method.ts';
import { protectSystem } from '../../../shared/domain/disclosure/protect.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import { protectionTask, type ProtectionTask, type Wishes } from '../../../shared/domain/disclosure/task.ts';
import { statementLimits } from '../../../shared/domain/disclosure/statements/rules.ts';
import { waivedCells } from '../../../shared/domain/disclosure/waivers.ts';
import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { cellId } from '../../../shared/domain/tables/table.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleaseMethod, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../jobs/progress.ts';
import type { CountedSystem } from './count/countSystem.ts';

export interface TableReport {
  readonly id: string;
  readonly cells: number;
  /** Unsafe cells: hidden, or changed so that nobody can tell them. */
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
export function rulesOf(ruleSet: RuleSet, table: ReleaseTable): DisclosureRules {
  const minFrequency = table.minFrequency ?? ruleSet.minFrequency;
  if (minFrequency < ruleSet.minFrequency)
    throw new UserError('refused', 'release.tooLoose', { limit: minFrequency, least: ruleSet.minFrequency });
  const { minContributors, pPercent, nk, pq, groupDisclosure, statements } = ruleSet;
  return {
    ruleSet: { name: ruleSet.id, version: ruleSet.version },
    minFrequency,
    zeroUnsafe: ruleSet.zeroUnsafe === true,
    knowledge: 'default',
    ...(minContributors === undefined ? {} : { minContributors }),
    ...(pPercent === undefined ? {} : { pPercent }),
    ...(nk === undefined ? {} : { nk }),
    ...(pq === undefined ? {} : { pq }),
    ...(groupDisclosure === undefined ? {} : { groupDisclosure }),
    ...(statements === undefined ? {} : { statements: statementLimits(statements) }),
  };
}

/** Shares of the largest contributions that noise takes when the plan does not say. */
const SUM_NOISE = [0.6, 0.4, 0.2];

/** The method of a table, as the protection takes it; null: suppression. */
export function perturbingOf(method: ReleaseMethod | undefined): PerturbingMethod | null {
  if (method === undefined || method.kind === 'suppress') return null;
  if (method.kind === 'cell-key')
    return { kind: 'cell-key', noise: method.noise, sumNoise: method.sumNoise ?? SUM_NOISE };
  if (method.kind === 'small-count-rounding') return method;
  return {
    kind: 'round',
    base: method.base,
    how: method.kind === 'random-round' ? 'random' : (method.how ?? 'nearest'),
  };
}

/** The rules that tables are protected under together: the highest of their own limits. */
export function rulesTogether(ruleSet: RuleSet, tables: readonly ReleaseTable[]): DisclosureRules {
  const [first, ...others] = tables.map((table) => rulesOf(ruleSet, table));
  if (first === undefined) throw new RangeError('a system has at least one table');
  return { ...first, minFrequency: Math.max(first.minFrequency, ...others.map((own) => own.minFrequency)) };
}

export function refuseOtherMethods({ methods }: RuleSet, { id, method }: ReleaseTable): void {
  const kind = method?.kind ?? 'suppress';
  if (methods !== undefined && !methods.includes(kind))
    throw new UserError('refused', 'release.methodNotAllowed', {
      table: id,
      method: kind,
      allowed: methods.join(', '),
    });
}

/** Cells of the system that the rule set lets out: asked for by the plan, and in the signed rule set with two persons. */
export function waivedIn({ system, blocks }: CountedSystem, { waivers = [] }: RuleSet): ReadonlySet<number> {
  const waived = new Set<number>();
  for (const [b, { table, dimensions }] of blocks.entries()) {
    if (table.waivers === undefined) continue;
    const cells = system.blocks[b]?.cells ?? new Int32Array();
    const ids = Array.from(cells, (_, own) => cellId(dimensions, own));
    const signed = waivers.filter((waiver) => waiver.table === table.id);
    const found = waivedCells(table.waivers, signed, ids);
    const [fault] = found.faults;
    if (fault !== undefined)
      throw new UserError('refused', `release.waiver.${fault.fault}`, {
        table: table.id,
        cell: table.waivers[fault.index]?.cell ?? '',
      });
    for (const own of found.waived) waived.add(cells[own] ?? -1);
  }
  return waived;
}

/** What is wished of the pattern: waivers, and the cells that the plan names in every measure of their table. */
export function wishesIn(counted: CountedSystem, ruleSet: RuleSet): Wishes & { readonly waived: ReadonlySet<number> } {
  const { system, blocks } = counted;
  const published = new Set<number>();
  const preferred = new Set<number>();
  const costs = new Map<number, number>();
  const kinds = new Set(blocks.map(({ table }) => table.cells?.cost));
  const [cost] = kinds;
  if (kinds.size > 1) throw new UserError('input', 'release.cells.costsDiffer', { table: blocks[0]?.table.id ?? '' });
  for (const [b, { table, dimensions }] of blocks.entries()) {
    if (table.cells === undefined) continue;
    const cells = system.blocks[b]?.cells ?? new Int32Array();
    const own = new Map(Array.from(cells, (cell, at) => [cellId(dimensions, at), cell]));
    const find = (codes: string): number => {
      const cell = own.get(codes);
      if (cell === undefined)
        throw new UserError('input', 'release.cells.noSuchCell', { table: table.id, cell: codes });
      return cell;
    };
    for (const codes of table.cells.published ?? []) published.add(find(codes));
    for (const codes of table.cells.preferred ?? []) preferred.add(find(codes));
    for (const one of table.cells.costs ?? []) costs.set(find(one.cell), one.cost);
  }
  return { waived: waivedIn(counted, ruleSet), published, preferred, costs, cost };
}

export type Protected =
  | {
      /** One per block of the counted system, in their order. */
      readonly checked: readonly CheckedTable[];
      readonly task: ProtectionTask;
      readonly reports: readonly TableReport[];
    }
  | { readonly leftOut: LeftOut };

function leftOutFor({ blocks }: CountedSystem, reasons: readonly Reason[]): { readonly leftOut: LeftOut } {
  const cells = new Set(reasons.map(({ cell }) => cell));
  return { leftOut: { id: blocks[0]?.table.id ?? '', cells: cells.size, cell: [...cells][0] ?? '', beside: null } };
}

/** Protects counted tables together under the rule set, by the method that the plan names, or tells why it cannot be done. */
export function protectTable(
  counted: CountedSystem,
  ruleSet: RuleSet,
  solvers: Solvers,
  progress: Progress,
): Protected {
  const started = performance.now();
  const { system, blocks, keys } = counted;
  for (const { table } of blocks) refuseOtherMethods(ruleSet, table);
  const rules = rulesTogether(
    ruleSet,
    blocks.map(({ table }) => table),
  );
  const wishes = wishesIn(counted, ruleSet);
  const method = perturbingOf(blocks[0]?.table.method);
  const reports = (of: (cell: number) => 'primary' | 'secondary' | null): TableReport[] => {
    const seconds = (performance.now() - started) / 1000;
    return system.blocks.map(({ cells }, b) => {
      const kinds = Array.from(cells, of);
      const count = (kind: 'primary' | 'secondary'): number => kinds.filter((own) => own === kind).length;
      const id = blocks[b]?.id ?? '';
      return { id, cells: cells.length, primary: count('primary'), secondary: count('secondary'), seconds };
    });
  };
  if (method === null) {
    const outcome = protectSystem(system, rules, wishes, solvers, progress);
    if (!outcome.ok) return leftOutFor(counted, outcome.reasons);
    const { checked, task, working } = outcome;
    const statusOf = (cell: number) => {
      const status = working.statuses[cell];
      return status === 'published' ? null : (status ?? null);
    };
    return { checked, task, reports: reports(statusOf) };
  }
  const task = protectionTask(system, rules, wishes);
  const outcome = checkPerturbed(task, method, keys, solvers, progress);
  if (!outcome.ok) {
    if (outcome.reason === 'attack') return leftOutFor(counted, outcome.proof.reasons);
    throw new UserError('input', `release.method.${outcome.reason}`, { table: blocks[0]?.table.id ?? '' });
  }
  return {
    checked: outcome.checked,
    task,
    reports: reports((cell) => (task.unsafe.primary[cell] === 1 ? 'primary' : null)),
  };
}
