import path from 'node:path';
import { unitsOf } from '../../../shared/domain/disclosure/checkedContent.ts';
import type { CheckedTable } from '../../../shared/domain/disclosure/checkedTable.ts';
import { protectSystem } from '../../../shared/domain/disclosure/protect.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import { statementRules } from '../../../shared/domain/disclosure/rules.ts';
import { checkRatio } from '../../../shared/domain/disclosure/statements/ratios.ts';
import type { StatementBreach } from '../../../shared/domain/disclosure/statements/rules.ts';
import type { Statistic } from '../../../shared/domain/disclosure/statements/statistic.ts';
import { checkStatistics } from '../../../shared/domain/disclosure/statements/statisticTable.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { buildSystem } from '../../../shared/domain/tables/system.ts';
import { cellId } from '../../../shared/domain/tables/table.ts';
import type { StatementSpecification } from '../../../shared/schemas/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';
import { problemText } from './problemFile.ts';
import { removeEarlierTables, rowsOfTable } from './protectedTables.ts';
import { type SpecifiedStatement, statementRows } from './statementRows.ts';

/** report.json of a table of means, quantiles and the like. A working file: it says why cells are hidden. */
export interface StatementReport {
  readonly version: 1;
  readonly rules: DisclosureRules;
  readonly method: { readonly kind: 'statement'; readonly measure: StatementSpecification };
  readonly counts: { readonly cells: number; readonly published: number; readonly hidden: number };
  /** Cells with values that are not shown; `few`: the table of sums and numbers behind a mean hides them. */
  readonly hidden: readonly { readonly cell: string; readonly breaches: readonly ExplainedBreach[] }[];
  /** The least step at which more could be shown; null where rounding hides nothing. */
  readonly coarserStep: number | null;
  readonly seconds: { readonly protect: number };
}

export type ExplainedBreach =
  | StatementBreach
  | { readonly limit: 'few'; readonly found: number; readonly needed: number };

export type StatementFile =
  | { readonly ok: true; readonly report: StatementReport; readonly files: readonly string[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

type Judged =
  | (Pick<StatementReport, 'hidden' | 'coarserStep'> & {
      readonly ok: true;
      readonly checked: CheckedTable;
      readonly problem: Iterable<string> | null;
    })
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * Protects one table of means, medians and other quantiles, extremes or modes: writes protected.csv and report.json, and for means
 * problem.json of the sums and numbers behind them. When no pattern can be proven nothing is written.
 */
export async function statementFile(
  files: { readonly table: string; readonly out: string },
  specified: SpecifiedStatement,
  dialect: DialectOverrides,
  progress: Progress,
): Promise<StatementFile> {
  const from = performance.now();
  const { measure, rules } = specified;
  const judged =
    measure.kind === 'mean'
      ? await meansOf(files.table, specified, dialect, progress)
      : await statisticsOf(files.table, specified, measure, dialect, progress);
  await removeEarlierTables(files.out, judged.ok);
  if (!judged.ok) return judged;
  const { checked, hidden, coarserStep, problem } = judged;
  const report: StatementReport = {
    version: 1,
    rules,
    method: { kind: 'statement', measure },
    counts: { cells: checked.counts.cells, published: checked.counts.published, hidden: hidden.length },
    hidden,
    coarserStep,
    seconds: { protect: Number(((performance.now() - from) / 1000).toFixed(3)) },
  };
  const target = (name: string): string => path.join(files.out, name);
  const written = [
    ...(problem === null ? [] : [{ path: target('problem.json'), content: problem }]),
    { path: target('report.json'), content: `${JSON.stringify(report, null, 2)}\n` },
    { path: target('protected.csv'), content: rowsOfTable(checked, new Set(hidden.map(({ cell }) => cell))) },
  ];
  await writeWhole(written);
  return { ok: true, report, files: written.map((file) => file.path).toReversed() };
}

async function statisticsOf(
  table: string,
  specified: SpecifiedStatement,
  measure: Exclude<StatementSpecification, { kind: 'mean' }>,
  dialect: DialectOverrides,
  progress: Progress,
): Promise<Judged> {
  const { dimensions, rows, title } = statementRows(table, specified, dialect);
  const statistic: Statistic =
    measure.kind === 'median'
      ? { kind: 'quantile', share: 0.5, roundTo: measure.roundTo }
      : measure.kind === 'quantile'
        ? { kind: 'quantile', share: measure.share, roundTo: measure.roundTo }
        : { kind: measure.kind };
  const made = checkStatistics(
    { title, measure: measure.column, dimensions, statistic, rows },
    specified.rules,
    await loadSolvers(),
    progress,
  );
  return made.ok ? { ...made, problem: null } : made;
}

async function meansOf(
  table: string,
  specified: SpecifiedStatement,
  dialect: DialectOverrides,
  progress: Progress,
): Promise<Judged> {
  const { dimensions, sum, number, title } = statementRows(table, specified, dialect);
  const { measure, rules } = specified;
  const built = buildSystem([sum, number]);
  if (!built.ok) throw new UserError('input', 'protect.statementAlone');
  const made = protectSystem(built.system, rules, {}, await loadSolvers(), progress);
  if (!made.ok) return { ok: false, reasons: made.reasons };
  const [sums, numbers] = made.checked as [CheckedTable, CheckedTable];
  const checked = checkRatio(sums, numbers, {
    title,
    measure: measure.column,
    kind: 'mean',
    decimals: ('decimals' in measure ? measure.decimals : undefined) ?? sum.measure.decimals,
  });
  const { meanContributors } = statementRules(rules);
  const hidden = checked.values.flatMap((value, cell) => {
    const found = number.values[cell] as number;
    if (value !== null || found === 0) return [];
    const few: ExplainedBreach = { limit: 'few', found, needed: meanContributors };
    const isolated: ExplainedBreach = { limit: 'isolated', found, needed: meanContributors };
    return [{ cell: cellId(dimensions, cell), breaches: [found < meanContributors ? few : isolated] }];
  });
  return {
    ok: true,
    checked,
    hidden,
    coarserStep: null,
    problem: problemText(made.working.problem, unitsOf(built.system)),
  };
}
