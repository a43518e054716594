import type { Dimension } from '../tables/dimension.ts';
import type { Block, CellSystem } from '../tables/system.ts';
import type { Intervals } from './attack/intervals.ts';
import type {
  CellState,
  CheckedContent,
  CheckedDimension,
  CheckedTable,
  PublicCertificate,
  PublicEquation,
  PublicMethod,
} from './checkedTable.ts';
import type { Perturbed, PerturbingMethod } from './perturbed/method.ts';
import type { DisclosureRules } from './rules.ts';
import type { ProtectionTask } from './task.ts';

/*
 * What a reader may see of a protected block, as plain content: nothing here makes a checked table of it.
 */

/** What may be seen of a block of which every number was changed. */
export function changedContent(
  task: ProtectionTask,
  block: Block,
  method: PerturbingMethod,
  { shown, open, lower, upper }: Perturbed,
): CheckedContent {
  const { system, rules } = task;
  const units = unitsOf(system);
  const { position, order } = positionsOf(system, block);
  const seen = (cell: number): number => (shown[cell] as number) / (units[cell] as number);
  const bound = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...wordsOf(block),
    values: Array.from(block.cells, seen),
    states: Array.from(block.cells, (cell): CellState => {
      if (open[cell] !== 1) return 'published';
      return method.kind === 'cell-key' ? 'perturbed' : 'rounded';
    }),
    method: publicMethod(method),
    rules: JSON.parse(JSON.stringify(rules)) as DisclosureRules,
    certificate: {
      hidden: [],
      intervals: [],
      bounds: [...order.entries()].flatMap(([at, cell]) =>
        open[cell] === 1
          ? [
              {
                cell: at,
                min: bound((lower[cell] as number) / (units[cell] as number)),
                max: bound((upper[cell] as number) / (units[cell] as number)),
              },
            ]
          : [],
      ),
      equations: publicEquations(system, position, units),
      others: order.slice(block.cells.length).map((cell) => ({
        id: system.ids[cell] as string,
        value: seen(cell),
        least: leastOf(task, cell),
        decimals: Math.round(Math.log10(units[cell] as number)),
      })),
      ...commonPart(task, block),
    },
    counts: { cells: block.cells.length, published: block.cells.length, hidden: 0 },
  };
}

const publicMethod = (method: PerturbingMethod): PublicMethod =>
  method.kind === 'cell-key' ? { kind: 'cell-key' } : method;

/** What may be seen of a block of which some numbers are hidden. */
export function contentOf(
  task: ProtectionTask,
  block: Block,
  pattern: Uint8Array,
  intervals: Intervals,
): CheckedContent {
  const { rules, system } = task;
  const { measure, cells } = block;
  const unit = 10 ** measure.decimals;
  const values = Array.from(cells, (cell) => (pattern[cell] === 1 ? null : (system.values[cell] as number) / unit));
  const hidden = values.filter((value) => value === null).length;
  return {
    ...wordsOf(block),
    values,
    states: values.map((value): CellState => (value === null ? 'hidden' : 'published')),
    method: { kind: 'suppress' } satisfies PublicMethod,
    rules: JSON.parse(JSON.stringify(rules)) as DisclosureRules,
    certificate: certificateOf(task, block, pattern, intervals),
    counts: { cells: cells.length, published: cells.length - hidden, hidden },
  };
}

/** What a block is called, and how its dimensions are made. */
function wordsOf({
  title,
  measure,
  dimensions,
}: Block): Pick<CheckedTable, 'title' | 'measure' | 'kind' | 'decimals' | 'dimensions'> {
  return {
    title,
    measure: measure.name,
    kind: measure.kind,
    decimals: measure.decimals,
    dimensions: dimensions.map(checkedDimension),
  };
}

/** A dimension as a checked table tells it. */
export function checkedDimension({ column, codes, labels, parents, further }: Dimension): CheckedDimension {
  const named = (list: readonly number[]): (string | null)[] =>
    list.map((parent) => (parent < 0 ? null : (codes[parent] as string)));
  return {
    column,
    codes: [...codes],
    labels: labels === undefined ? null : [...labels],
    parents: named(parents),
    further: (further ?? []).map((tree) => named(tree.parents)),
  };
}

/** The block's own cells first, so that its positions are those of `values`; then the system's other cells. */
function positionsOf(
  { values }: CellSystem,
  block: Block,
): { readonly position: Int32Array; readonly order: readonly number[] } {
  const position = new Int32Array(values.length).fill(-1);
  for (const [own, cell] of block.cells.entries()) position[cell] = own;
  const order = [...block.cells];
  for (let cell = 0; cell < values.length; cell += 1)
    if (position[cell] === -1) {
      position[cell] = order.length;
      order.push(cell);
    }
  return { position, order };
}

function certificateOf(
  task: ProtectionTask,
  block: Block,
  pattern: Uint8Array,
  intervals: Intervals,
): PublicCertificate {
  const { system } = task;
  const { position, order } = positionsOf(system, block);
  const units = unitsOf(system);
  const hidden: number[] = [];
  const proven: { min: number; max: number | null }[] = [];
  for (const [at, cell] of order.entries()) {
    if (pattern[cell] !== 1) continue;
    hidden.push(at);
    const unit = units[cell] as number;
    const max = intervals.max[cell] as number;
    proven.push({
      min: Math.floor((intervals.min[cell] as number) + ROUNDING) / unit,
      max: Number.isFinite(max) ? Math.ceil(max - ROUNDING) / unit : null,
    });
  }
  return {
    hidden,
    intervals: proven,
    bounds: [],
    equations: publicEquations(system, position, units),
    others: order.slice(block.cells.length).map((cell) => ({
      id: system.ids[cell] as string,
      value: pattern[cell] === 1 ? null : (system.values[cell] as number) / (units[cell] as number),
      least: leastOf(task, cell),
      decimals: Math.round(Math.log10(units[cell] as number)),
    })),
    ...commonPart(task, block),
  };
}

/** What a solver's rounding may take a whole number for. */
const ROUNDING = 1e-6;

const leastOf = ({ plain }: ProtectionTask, cell: number): number | null => {
  const least = plain.lower[cell] as number;
  return Number.isFinite(least) ? least : null;
};

const commonPart = (task: ProtectionTask, { cells }: Block): Pick<PublicCertificate, 'least' | 'waived'> => ({
  least: leastOf(task, cells[0] as number),
  waived: Array.from(cells).flatMap((cell, own) => (task.waived.has(cell) ? [own] : [])),
});

/** What 1 of a cell's published value is in the whole units that the system counts in. */
export function unitsOf({ values, blocks }: CellSystem): Float64Array {
  const units = new Float64Array(values.length).fill(1);
  for (const { cells, measure } of blocks) for (const cell of cells) units[cell] = 10 ** measure.decimals;
  return units;
}

function publicEquations(system: CellSystem, position: Int32Array, units: Float64Array): PublicEquation[] {
  const { count, total, start, parts, coefficients } = system.equations;
  return Array.from({ length: count }, (_, e) => {
    const own = parts.subarray(start[e], start[e + 1]);
    const head = total[e] as number;
    const equation = { total: position[head] as number, parts: Array.from(own, (cell) => position[cell] as number) };
    if (coefficients === null) return equation;
    const factors = Array.from(
      own,
      (cell, i) =>
        ((coefficients[(start[e] as number) + i] as number) * (units[cell] as number)) / (units[head] as number),
    );
    return factors.every((k) => k === 1) ? equation : { ...equation, coefficients: factors };
  });
}
