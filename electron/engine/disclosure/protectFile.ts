import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { unitsOf } from '../../../shared/domain/disclosure/checkedTable.ts';
import { protectSystem, type SystemProtection } from '../../../shared/domain/disclosure/protect.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import { codesOf } from '../../../shared/domain/tables/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';
import { problemText } from './problemFile.ts';
import { readSpecifiedSystem } from './tableFile.ts';

type Protected = Extract<SystemProtection, { ok: true }>;

/** report.json: what was done and proven. A working file. */
export interface ProtectionReport {
  readonly version: 1;
  readonly rules: DisclosureRules;
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
  readonly seconds: { readonly protect: number };
}

export type ProtectedFile =
  | { readonly ok: true; readonly report: ProtectionReport; readonly files: readonly string[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

const MAIN = 'protected.csv';
const NAMES = ['problem.json', 'report.json', MAIN];
const FURTHER = /^protected-\d+\.csv$/u;

/**
 * Protects the tables of SPEC.json and writes protected.csv (protected-2.csv and so on for linked tables), problem.json and
 * report.json. When no pattern can be proven, nothing is written, and what an earlier run left in the folder is removed,
 * lest it be taken for this one's.
 */
export async function protectFile(
  files: { readonly table: string; readonly specification: string; readonly out: string },
  dialect: DialectOverrides,
  progress: Progress,
): Promise<ProtectedFile> {
  const { system, rules, wishes } = await readSpecifiedSystem(files.table, files.specification, dialect);
  const solvers = await loadSolvers();
  const from = performance.now();
  const result = protectSystem(system, rules, wishes, solvers, progress);
  const seconds = Number(((performance.now() - from) / 1000).toFixed(3));
  const target = (name: string): string => path.join(files.out, name);
  await removeEarlier(files.out, result.ok ? [] : NAMES);
  if (!result.ok) return { ok: false, reasons: result.reasons };
  const report = reportOf(result, seconds);
  const tables = tableFiles(result);
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

/** Tables of an earlier run with more linked tables, and with `names` everything that it wrote. */
async function removeEarlier(folder: string, names: readonly string[]): Promise<void> {
  let there: string[];
  try {
    there = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of there)
    if (names.includes(name) || FURTHER.test(name)) await rm(path.join(folder, name), { force: true });
}

const quoted = (field: string): string => (/[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** One file per product of dimensions; with several measures each row says which. */
function tableFiles({ task, working }: Protected): { readonly name: string; readonly content: Iterable<string> }[] {
  const { system } = task;
  const products = [...new Set(system.blocks.map(({ dimensions }) => dimensions))];
  const several = new Set(system.blocks.map(({ measure }) => measure.name)).size > 1;
  return products.map((dimensions, i) => ({
    name: i === 0 ? MAIN : `protected-${String(i + 1)}.csv`,
    content: protectedCsv(
      system.blocks.filter((block) => block.dimensions === dimensions),
      system.values,
      working.statuses,
      several,
    ),
  }));
}

function* protectedCsv(
  blocks: Protected['task']['system']['blocks'],
  values: Float64Array,
  statuses: Protected['working']['statuses'],
  several: boolean,
): Generator<string> {
  const columns = (blocks[0]?.dimensions ?? []).map(({ column }) => quoted(column));
  yield `${[...columns, ...(several ? ['measure'] : []), 'value', 'status'].join(',')}\n`;
  for (const { dimensions, cells, measure } of blocks)
    for (const [own, cell] of cells.entries()) {
      const status = statuses[cell] ?? 'published';
      const value = status === 'published' ? String((values[cell] as number) / 10 ** measure.decimals) : '';
      const codes = codesOf(dimensions, own).map(quoted);
      yield `${[...codes, ...(several ? [quoted(measure.name)] : []), value, status].join(',')}\n`;
    }
}

function reportOf({ task, working: { statuses, proof } }: Protected, seconds: number): ProtectionReport {
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
    seconds: { protect: seconds },
  };
}
