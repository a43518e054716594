import type { Dimension } from '../../tables/dimension.ts';
import { noSteps, type Solvers, type Steps } from '../attack/intervals.ts';
import { keptEquations } from '../attack/implied.ts';
import { networkOf } from '../attack/network.ts';
import { admit } from '../checkedMark.ts';
import type { CheckedTable } from '../checkedTable.ts';
import { provePattern, type Reason } from '../proof.ts';
import type { ProtectionTask } from '../task.ts';
import { statementContent } from './statisticTable.ts';

/** A number that stands for where a cell's value lies: a level, an area type, a rank, a flag. Bounds in the system's whole units. */
export interface Label {
  /** Position in `dimensions` of the label's own table. */
  readonly place: number;
  /** Cell of the system whose value is told of. */
  readonly cell: number;
  readonly shown: number;
  readonly from: number;
  readonly to: number;
}

export interface LabelTable {
  readonly title: string;
  readonly measure: string;
  readonly dimensions: readonly Dimension[];
  readonly labels: readonly Label[];
}

export type CheckedLabels =
  | { readonly ok: true; readonly checked: CheckedTable; readonly withheld: readonly Label[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * Labels beside a table with hidden cells. A label of a hidden cell says that its value lies within [from, to], and that is added to what
 * every reader knows; the pattern is proven anew, against outsiders, guessers and insiders. Where it then fails, the
 * labels of all hidden cells that hang together with the failing ones are withheld, until the proof holds. A label of a shown cell says
 * nothing new. Several labels of one cell (a rank and a level) hold together. @throws RangeError for a label that is not true
 */
export function checkLabels(
  task: ProtectionTask,
  hidden: Uint8Array,
  { title, measure, dimensions, labels }: LabelTable,
  solvers?: Solvers,
  steps: Steps = noSteps,
): CheckedLabels {
  const { values } = task.system;
  for (const { cell, from, to } of labels)
    if (!((values[cell] as number) >= from && (values[cell] as number) <= to))
      throw new RangeError('a label must hold for the value that it stands for');
  const component = networkOf(
    task.system.equations,
    keptEquations(task.system.equations, values.length),
    hidden,
  ).component;
  const position = new Map(task.system.ids.map((id, cell) => [id, cell]));
  let told = labels.filter(({ cell }) => hidden[cell] === 1);
  for (;;) {
    const { reasons } = provePattern(withLabels(task, told), hidden, solvers, steps);
    if (reasons.length === 0) break;
    const failing = new Set(reasons.map(({ cell }) => component[position.get(cell) ?? -1]));
    const kept = told.filter(({ cell }) => !failing.has(component[cell]));
    // Nothing was said of what fails: the pattern itself does not hold.
    if (kept.length === told.length) return { ok: false, reasons };
    told = kept;
  }
  const safe = new Set(told);
  const withheld = labels.filter((label) => hidden[label.cell] === 1 && !safe.has(label));
  const shown: (number | null)[] = Array.from(
    { length: dimensions.reduce((product, { codes }) => product * codes.length, 1) },
    () => null,
  );
  for (const label of labels) if (!withheld.includes(label)) shown[label.place] = label.shown;
  const [checked] = admit([statementContent({ title, measure, kind: 'label', dimensions, values: shown }, task.rules)]);
  return { ok: true, checked: checked as unknown as CheckedTable, withheld };
}

/** The same task for readers who know the labels; an unsafe cell need not reach further than its label lets it. */
function withLabels(task: ProtectionTask, told: readonly Label[]): ProtectionTask {
  const tightened = ({ lower, upper }: ProtectionTask['plain']): ProtectionTask['plain'] => {
    const own = { lower: Float64Array.from(lower), upper: Float64Array.from(upper) };
    for (const { cell, from, to } of told) {
      own.lower[cell] = Math.max(own.lower[cell] as number, from);
      own.upper[cell] = Math.min(own.upper[cell] as number, to);
    }
    return own;
  };
  return { ...task, plain: tightened(task.plain), guess: task.guess === null ? null : tightened(task.guess) };
}

/**
 * What a rank by value says of each cell: that its value lies between those of the nearest shown cells above and below it in rank.
 * `ranks[i]` is the rank of `cells[i]`, 1 for the greatest value where `greatestFirst`; ties have one rank.
 */
export function rankBounds(
  values: Float64Array,
  cells: readonly number[],
  ranks: readonly number[],
  hidden: Uint8Array,
  greatestFirst: boolean,
): { readonly from: number; readonly to: number }[] {
  const sign = greatestFirst ? -1 : 1;
  const shown = cells
    .map((cell, i) => ({ rank: sign * (ranks[i] as number), value: values[cell] as number, open: hidden[cell] === 1 }))
    .filter(({ open }) => !open);
  return cells.map((_, i) => {
    const own = sign * (ranks[i] as number);
    let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { rank, value } of shown) {
      if (rank <= own) from = Math.max(from, value);
      if (rank >= own) to = Math.min(to, value);
    }
    return { from, to };
  });
}
