import path from 'node:path';
import { unitsOf } from '../../../shared/domain/disclosure/checkedContent.ts';
import { type LeastLoss, protectSystem, type SystemProtection } from '../../../shared/domain/disclosure/protect.ts';
import { explainCell, type Explanation } from '../../../shared/domain/disclosure/explain.ts';
import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import type { ProtectionTask } from '../../../shared/domain/disclosure/task.ts';
import type { Proof, Reason } from '../../../shared/domain/disclosure/proof.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';
import { perturbFile, type PerturbedReport } from './perturbFile.ts';
import { problemText } from './problemFile.ts';
import { protectedTables, removeEarlierTables } from './protectedTables.ts';
import { statementFile, type StatementReport } from './statementFile.ts';
import { readStatement } from './statementRows.ts';
import { readSpecifiedSystem } from './tableFile.ts';

type Protected = Extract<SystemProtection, { ok: true }>;

/** report.json: what was done and proven. A working file. */
export interface ProtectionReport {
  readonly version: 1;
  readonly rules: DisclosureRules;
  readonly method: { readonly kind: 'suppress' };
  /** Columns of the first table. */
  readonly dimensions: readonly { readonly column: string; readonly codes: number }[];
  readonly tables: readonly { readonly title: string; readonly measure: string; readonly columns: readonly string[] }[];
  readonly counts: {
    readonly cells: number;
    readonly published: number;
    readonly primary: number;
    readonly secondary: number;
  };
  /** How many cells break each rule. */
  readonly breaches: Readonly<Record<string, number>>;
  /** What the secondary cells cost: their number, and the values that they hide (absolute). */
  readonly loss: { readonly cells: number; readonly hiddenCount: number };
  /** With the exact search: its loss, what no safe pattern's is less than, the quick search's, and whether the first two are the same. */
  readonly least: LeastLoss | null;
  readonly attack: {
    readonly exactPrimaries: 0;
    readonly underLevel: 0;
    readonly exactSecondaries: readonly string[];
    /** Readers that the pattern is proven against. */
    readonly readers: readonly ('outsider' | 'guessing' | 'insiders')[];
    /** Unsafe cells that an insider who also guesses right could compute; not asked for by the rules. */
    readonly guessedByInsiders: readonly string[];
    readonly insiders: number;
  };
  /** Why each hidden cell is hidden; null where there are too many to attack once for each. */
  readonly explanations: readonly Explanation[] | null;
  readonly seconds: { readonly protect: number };
}

export type ProtectedFile =
  | {
      readonly ok: true;
      readonly report: ProtectionReport | PerturbedReport | StatementReport;
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * Protects the tables of SPEC.json by the method that it names and writes protected.csv (protected-2.csv and so on for linked tables), problem.json and
 * report.json. When no pattern can be proven, nothing is written, and what an earlier run left in the folder is removed,
 * lest it be taken for this one's.
 */
export async function protectFile(
  files: { readonly table: string; readonly specification: string; readonly out: string },
  dialect: DialectOverrides,
  progress: Progress,
): Promise<ProtectedFile> {
  const statement = await readStatement(files.specification);
  if (statement !== null) return statementFile(files, statement, dialect, progress);
  const specified = await readSpecifiedSystem(files.table, files.specification, dialect);
  if (specified.method !== null) return perturbFile(specified, specified.method, files.out, progress);
  const { system, rules, wishes } = specified;
  const solvers = await loadSolvers();
  const from = performance.now();
  const result = protectSystem(system, rules, wishes, solvers, progress);
  const seconds = Number(((performance.now() - from) / 1000).toFixed(3));
  const target = (name: string): string => path.join(files.out, name);
  await removeEarlierTables(files.out, result.ok);
  if (!result.ok) return { ok: false, reasons: result.reasons };
  const report = reportOf(result, solvers, seconds);
  const { statuses } = result.working;
  const tables = protectedTables(system, (cell) => {
    const status = statuses[cell] ?? 'published';
    return { value: status === 'published' ? (system.values[cell] as number) : null, status };
  });
  await writeWhole([
    { path: target('problem.json'), content: problemText(result.working.problem, unitsOf(system)) },
    { path: target('report.json'), content: `${JSON.stringify(report, null, 2)}\n` },
    ...tables.toReversed().map(({ name, content }) => ({ path: target(name), content })),
  ]);
  return {
    ok: true,
    report,
    files: [...tables.map(({ name }) => name), 'report.json', 'problem.json'].map(target),
  };
}

function reportOf(
  { task, working: { statuses, proof, least } }: Protected,
  solvers: Solvers,
  seconds: number,
): ProtectionReport {
  const { system, rules, unsafe } = task;
  const units = unitsOf(system);
  const count = (wanted: string): number => statuses.filter((status) => status === wanted).length;
  const hiddenCount = system.values.reduce(
    (sum, value, cell) => sum + (statuses[cell] === 'secondary' ? Math.abs(value) / (units[cell] as number) : 0),
    0,
  );
  const breaches: Record<string, number> = {};
  for (const own of unsafe.breaches.values())
    for (const rule of new Set(own.map((breach) => breach.rule))) breaches[rule] = (breaches[rule] ?? 0) + 1;
  const careful = rules.knowledge === 'default';
  return {
    version: 1,
    rules,
    method: { kind: 'suppress' },
    dimensions: (system.blocks[0]?.dimensions ?? []).map(({ column, codes }) => ({ column, codes: codes.length })),
    tables: system.blocks.map(({ title, measure, dimensions }) => ({
      title,
      measure: measure.name,
      columns: dimensions.map(({ column }) => column),
    })),
    counts: {
      cells: statuses.length,
      published: count('published'),
      primary: count('primary'),
      secondary: count('secondary'),
    },
    breaches,
    loss: { cells: count('secondary'), hiddenCount: Number(hiddenCount.toPrecision(15)) },
    least,
    attack: {
      exactPrimaries: 0,
      underLevel: 0,
      exactSecondaries: proof.exactSecondaries,
      readers: [
        'outsider',
        ...(task.guess === null ? [] : ['guessing' as const]),
        ...(careful ? ['insiders' as const] : []),
      ],
      guessedByInsiders: proof.guessedByInsiders,
      insiders: careful ? task.units.length : 0,
    },
    explanations: explanationsOf(task, proof, solvers),
    seconds: { protect: seconds },
  };
}

/** Most hidden cells that the report explains: each secondary costs an attack. */
const MOST_EXPLAINED = 200;

function explanationsOf(task: ProtectionTask, proof: Proof, solvers: Solvers): Explanation[] | null {
  const cells = [...proof.problem.hidden.keys()].filter((cell) => proof.problem.hidden[cell] === 1);
  return cells.length > MOST_EXPLAINED ? null : cells.map((cell) => explainCell(task, proof, cell, solvers));
}
