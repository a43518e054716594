import type { Dimension } from '../../tables/dimension.ts';
import { rowsByCell } from '../../tables/contributions.ts';
import { cellCount, cellId, frequencyTable } from '../../tables/table.ts';
import type { Solvers, Steps } from '../attack/intervals.ts';
import { admit } from '../checkedMark.ts';
import { checkedDimension } from '../checkedContent.ts';
import type { CheckedContent, CheckedTable } from '../checkedTable.ts';
import { protectFrequencyTable } from '../protect.ts';
import type { Reason } from '../proof.ts';
import { type DisclosureRules, statementRules } from '../rules.ts';
import type { StatementBreach } from './rules.ts';
import { type CellValues, coarserStep, judgeStatistic, type Statistic } from './statistic.ts';

/** One row per value: the inner cell it falls in, and whose it is. */
export interface ValueRows {
  readonly cell: Int32Array;
  readonly value: Float64Array;
  readonly unit: Int32Array;
  readonly holding: Int32Array;
}

export interface StatisticTable {
  readonly title: string;
  readonly measure: string;
  readonly dimensions: readonly Dimension[];
  readonly statistic: Statistic;
  readonly rows: ValueRows;
}

/** Why a cell shows no number; inside only. `isolated`: shown, it would tell of too few by the difference from other cells. */
export interface JudgedCell {
  readonly cell: string;
  readonly breaches: readonly StatementBreach[];
}

export type CheckedStatistics =
  | {
      readonly ok: true;
      readonly checked: CheckedTable;
      readonly hidden: readonly JudgedCell[];
      /** A coarser step at which more could be shown; null where the step is no hindrance, or none helps. */
      readonly coarserStep: number | null;
    }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * A table of quantiles, extremes or modes: every cell is judged by itself (statistic.ts), and by what it tells beside the others. A cell
 * with too few contributors must not follow as the difference of cells that are shown, so that what is shown is a proven
 * pattern of the numbers of values at the limit for quantiles (for modes and extremes at theirs): no sum or difference of shown cells isolates fewer.
 * Empty cells and hidden ones are one symbol.
 */
export function checkStatistics(
  { title, measure, dimensions, statistic, rows }: StatisticTable,
  rules: DisclosureRules,
  solvers?: Solvers,
  steps?: Steps,
): CheckedStatistics {
  const limits = statementRules(rules);
  const cells = cellsOf(dimensions, rows);
  const judged = cells.map((cell) => judgeStatistic(cell, statistic, limits));
  const least =
    statistic.kind === 'quantile'
      ? limits.quantileContributors
      : statistic.kind === 'mode'
        ? limits.modeSharedBy
        : limits.extremesSharedBy;
  // What is never released needs no pattern.
  let shown = judged.map(() => false);
  if (least !== null) {
    const inner = new Float64Array(cells.length);
    for (const cell of rows.cell) inner[cell] = (inner[cell] as number) + 1;
    const numbers = frequencyTable({ title, measure, dimensions }, inner);
    const own: DisclosureRules = {
      ruleSet: rules.ruleSet,
      minFrequency: Math.max(least, rules.minFrequency),
      zeroUnsafe: false,
      knowledge: rules.knowledge,
    };
    const outcome = protectFrequencyTable(numbers, own, steps, solvers);
    if (!outcome.ok) return { ok: false, reasons: outcome.reasons };
    shown = outcome.checked.values.map((value) => value !== null);
  }
  const hidden: JudgedCell[] = [];
  const values = judged.map(({ value, breaches }, cell) => {
    if (Number.isNaN(value)) return null;
    const isolated: StatementBreach[] =
      shown[cell] === true || breaches.length > 0 ? [] : [{ limit: 'isolated', found: 0, needed: least }];
    if (breaches.length + isolated.length === 0) return value;
    hidden.push({ cell: cellId(dimensions, cell), breaches: [...breaches, ...isolated] });
    return null;
  });
  const [checked] = admit([statementContent({ title, measure, kind: statistic.kind, dimensions, values }, rules)]);
  const coarser =
    statistic.kind === 'quantile' && hidden.some(({ breaches }) => breaches.every((own) => own.limit === 'behindValue'))
      ? coarserStep(
          cells.filter((_, cell) => shown[cell] === true),
          statistic,
          limits,
        )
      : null;
  return { ok: true, checked: checked as unknown as CheckedTable, hidden, coarserStep: coarser };
}

function cellsOf(dimensions: readonly Dimension[], rows: ValueRows): CellValues[] {
  const { order, start } = rowsByCell(dimensions, { cell: rows.cell }, cellCount(dimensions));
  return Array.from({ length: start.length - 1 }, (_, cell) => {
    const own = order.subarray(start[cell], start[cell + 1]);
    return {
      values: Float64Array.from(own, (row) => rows.value[row] as number),
      contributors: Array.from(own, (row) => rows.holding[row] as number),
    };
  });
}

/** What a checked table of statements holds. Its cells are no sums of each other: no equation, and no interval, is claimed. */
export function statementContent(
  given: {
    readonly title: string;
    readonly measure: string;
    readonly kind: CheckedTable['kind'];
    readonly dimensions: readonly Dimension[];
    readonly values: readonly (number | null)[];
    readonly basis?: readonly CheckedTable[];
  },
  rules: DisclosureRules,
): CheckedContent {
  const { title, measure, kind, dimensions, values, basis } = given;
  const hidden = values.flatMap((value, cell) => (value === null ? [cell] : []));
  return {
    title,
    measure,
    kind,
    decimals: values.reduce<number>((most, value) => Math.max(most, value === null ? 0 : decimalsOf(value)), 0),
    dimensions: dimensions.map(checkedDimension),
    values: [...values],
    states: values.map((value) => (value === null ? 'hidden' : 'published')),
    method: { kind: 'suppress' },
    rules: JSON.parse(JSON.stringify(rules)) as DisclosureRules,
    certificate: { hidden, intervals: [], bounds: [], equations: [], others: [], least: null, waived: [] },
    counts: { cells: values.length, published: values.length - hidden.length, hidden: hidden.length },
    ...(basis === undefined ? {} : { basis: [...basis] }),
  };
}

/** Decimals of the shortest text that is this number. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}
