import { rm } from 'node:fs/promises';
import path from 'node:path';
import { protectFrequencyTable, type ProtectionWork } from '../../../shared/domain/disclosure/protect.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import type { FrequencyRules } from '../../../shared/domain/disclosure/rules.ts';
import { codesOf, type FrequencyTable } from '../../../shared/domain/tables/table.ts';
import type { TableSpecification } from '../../../shared/schemas/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { problemText } from './problemFile.ts';
import { readSpecifiedTable } from './tableFile.ts';

/** report.json: what was done and proven. A working file. */
export interface ProtectionReport {
  readonly version: 1;
  readonly rules: FrequencyRules;
  readonly dimensions: readonly { readonly column: string; readonly codes: number }[];
  readonly counts: {
    readonly cells: number;
    readonly published: number;
    readonly primary: number;
    readonly secondary: number;
  };
  /** What the secondary cells cost: their number, and the counts that they hide. */
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

const NAMES = ['problem.json', 'report.json', 'protected.csv'] as const;

/**
 * Protects TABLE.csv as SPEC.json says and writes protected.csv, problem.json and report.json. When no pattern can be
 * proven, nothing is written, and what an earlier run left in the folder is removed, lest it be taken for this one's.
 */
export async function protectFile(
  files: { readonly table: string; readonly specification: string; readonly out: string },
  dialect: DialectOverrides,
  progress: Progress,
): Promise<ProtectedFile> {
  const { table, specification } = await readSpecifiedTable(files.table, files.specification, dialect);
  const rules = rulesOf(specification);
  const from = performance.now();
  const result = protectFrequencyTable(table, rules, progress);
  const seconds = Number(((performance.now() - from) / 1000).toFixed(3));
  const target = (name: (typeof NAMES)[number]): string => path.join(files.out, name);
  if (!result.ok) {
    for (const name of NAMES) await rm(target(name), { force: true });
    return { ok: false, reasons: result.reasons };
  }
  const report = reportOf(table, rules, result.working, seconds);
  await writeWhole([
    { path: target('problem.json'), content: problemText(result.working.problem) },
    { path: target('report.json'), content: `${JSON.stringify(report, null, 2)}\n` },
    { path: target('protected.csv'), content: protectedCsv(table, result.working) },
  ]);
  return { ok: true, report, files: NAMES.toReversed().map(target) };
}

const rulesOf = ({ rules }: TableSpecification): FrequencyRules => ({
  ruleSet: { name: 'specification', version: 1 },
  minFrequency: rules.minFrequency,
  zeroUnsafe: rules.zeroUnsafe ?? false,
  knowledge: rules.knowledge ?? 'default',
});

const quoted = (field: string): string => (/[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

function* protectedCsv(table: FrequencyTable, { statuses }: ProtectionWork): Generator<string> {
  const { dimensions, values } = table;
  yield `${[...dimensions.map(({ column }) => quoted(column)), 'value', 'status'].join(',')}\n`;
  for (const [cell, status] of statuses.entries()) {
    const value = status === 'published' ? String(values[cell]) : '';
    yield `${[...codesOf(dimensions, cell).map(quoted), value, status].join(',')}\n`;
  }
}

function reportOf(
  table: FrequencyTable,
  rules: FrequencyRules,
  { statuses, proof }: ProtectionWork,
  seconds: number,
): ProtectionReport {
  const count = (wanted: string): number => statuses.filter((status) => status === wanted).length;
  const hiddenCount = table.values.reduce((sum, value, cell) => sum + (statuses[cell] === 'secondary' ? value : 0), 0);
  const careful = rules.knowledge === 'default';
  return {
    version: 1,
    rules,
    dimensions: table.dimensions.map(({ column, codes }) => ({ column, codes: codes.length })),
    counts: {
      cells: statuses.length,
      published: count('published'),
      primary: count('primary'),
      secondary: count('secondary'),
    },
    loss: { cells: count('secondary'), hiddenCount },
    attack: {
      exactPrimaries: 0,
      underLevel: 0,
      exactSecondaries: proof.exactSecondaries,
      readers: careful ? ['outsider', 'guessing', 'insiders'] : ['outsider'],
      guessedByInsiders: proof.guessedByInsiders,
      insiders: careful ? proof.problem.units.length : 0,
    },
    seconds: { protect: seconds },
  };
}
