import type { Dimension } from '../tables/dimension.ts';
import { type Block, type CellSystem, frequencySystem } from '../tables/system.ts';
import type { FrequencyTable } from '../tables/table.ts';
import { keptEquations } from './attack/implied.ts';
import { attackIntervals, type Intervals, type Solvers, type Steps } from './attack/intervals.ts';
import { networkOf } from './attack/network.ts';
import { admit, isAdmitted } from './checkedMark.ts';
import {
  type Perturbed,
  type PerturbedSystem,
  type PerturbingMethod,
  perturbSystem,
  type SystemKeys,
} from './perturbed/method.ts';
import { type PerturbedProof, provePerturbed } from './perturbed/prove.ts';
import { type Proof, provePattern } from './proof.ts';
import type { DisclosureRules, FrequencyRules } from './rules.ts';
import { protectionTask, type ProtectionTask } from './task.ts';

declare const checked: unique symbol;

/** What the numbers of a table are. Beside counts and sums: statements on the contributors of a cell, see statements/. */
export type TableKind =
  | 'frequency'
  | 'sum'
  | 'mean'
  | 'share'
  | 'ratio'
  | 'quantile'
  | 'minimum'
  | 'maximum'
  | 'range'
  | 'mode'
  | 'label'
  | 'limit'
  | 'coefficient'
  | 'centroid';

export interface CheckedDimension {
  readonly column: string;
  /** Nodes, parents before children; the first is the total. */
  readonly codes: readonly string[];
  readonly labels: readonly string[] | null;
  /** Code of each node's parent in the first hierarchy; null for the total, and for what only further hierarchies have. */
  readonly parents: readonly (string | null)[];
  /** The same for each further hierarchy; empty where there is one only. */
  readonly further: readonly (readonly (string | null)[])[];
}

/** What a reader sees of a cell: its number, no number, or one that was changed by noise or by rounding. */
export type CellState = 'published' | 'hidden' | 'perturbed' | 'rounded';

/** How the table was protected, as far as a reader may know it: no key, no noise, no level. `base` in the unit of the measure. */
export type PublicMethod =
  | { readonly kind: 'suppress' }
  | { readonly kind: 'cell-key' }
  | { readonly kind: 'small-count-rounding'; readonly base: number }
  | { readonly kind: 'round'; readonly base: number; readonly how: 'nearest' | 'controlled' | 'random' };

/** What the published table lets anyone prove: its own attack problem, without anything that is not published. */
export interface PublicCertificate {
  /** Positions in `values` of the hidden cells, without value, level or reason. */
  readonly hidden: readonly number[];
  /** Proven interval of each hidden cell, in the same order, rounded outwards; null: no upper bound. */
  readonly intervals: readonly { readonly min: number; readonly max: number | null }[];
  readonly equations: readonly PublicEquation[];
  /** What anyone who knows the method can say of each changed cell's true value, in the numbering of `hidden`; null: no bound. */
  readonly bounds: readonly { readonly cell: number; readonly min: number | null; readonly max: number | null }[];
  /**
   * Cells of the tables that leave together with this one, numbered after its own: null where hidden. Hidden ones have their
   * place in `hidden` and `intervals` too.
   */
  readonly others: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly least: number | null;
    readonly decimals: number;
  }[];
  /** What a reader takes for the least behind the hidden symbol of this table; null: no bound. That of each of `others` stands there. */
  readonly least: number | null;
  /** Positions in `values` of unsafe cells that the rule set lets out all the same. */
  readonly waived: readonly number[];
}

export interface PublicEquation {
  readonly total: number;
  readonly parts: readonly number[];
  /** All 1 where absent. */
  readonly coefficients?: readonly number[];
}

/**
 * A table that has passed disclosure control. The only thing that a package, a file, a picture, the clipboard or a report
 * takes. It cannot be written as a literal (its mark has no name outside this file), and at run time only tables made here are
 * known, so a cast or a copy does not make one. Deeply frozen. A hidden cell is null: one symbol, whatever the reason.
 */
export interface CheckedTable {
  readonly [checked]: true;
  readonly title: string;
  readonly measure: string;
  readonly kind: TableKind;
  /** Decimals of the values. */
  readonly decimals: number;
  readonly dimensions: readonly CheckedDimension[];
  /** One per cell of the product of all nodes, row-major, the last dimension fastest; null where hidden. */
  readonly values: readonly (number | null)[];
  /** One per cell, in the order of the values: `hidden` where the value is null. */
  readonly states: readonly CellState[];
  readonly method: PublicMethod;
  readonly rules: DisclosureRules;
  readonly certificate: PublicCertificate;
  readonly counts: { readonly cells: number; readonly published: number; readonly hidden: number };
  /**
   * Tables whose published cells tell everything that this one tells: those of a mean, a share or a profile. A release counts as if
   * they left with it.
   */
  readonly basis?: readonly CheckedTable[];
}

/** What stands in a checked table; only the mark makes it one. */
export type CheckedContent = Omit<CheckedTable, typeof checked>;

/** True only for a table that this program has itself attacked in this run. */
export const isCheckedTable = (value: unknown): value is CheckedTable =>
  typeof value === 'object' && value !== null && isAdmitted(value);

/** For every door out: refuses what has not passed. A failure here is a bug, never a matter of data. */
export function assertChecked(value: unknown): asserts value is CheckedTable {
  if (!isCheckedTable(value)) throw new TypeError('Only a checked table may leave.');
}

/** The one table of counts of `checkSystem`. */
export function checkPattern(
  table: FrequencyTable,
  rules: FrequencyRules,
  hidden: Uint8Array,
  solvers?: Solvers,
  steps?: Steps,
): { readonly checked: CheckedTable | null; readonly proof: Proof } {
  const { checked, proof } = checkSystem(protectionTask(frequencySystem(table), rules), hidden, solvers, steps);
  return { checked: checked?.[0] ?? null, proof };
}

/**
 * Attacks the pattern (1 = hidden) and makes a checked table of every block if, and only if, everything holds. The proof is
 * made here and not taken from the caller, so that not even a caller inside this folder can get round it: values are copied first,
 * and what is unsafe is found again from the copy.
 */
export function checkSystem(
  asked: ProtectionTask,
  hidden: Uint8Array,
  solvers?: Solvers,
  steps?: Steps,
): { readonly checked: readonly CheckedTable[] | null; readonly proof: Proof } {
  const system: CellSystem = { ...asked.system, values: Float64Array.from(asked.system.values) };
  const pattern = Uint8Array.from(hidden);
  if (pattern.length !== system.values.length) throw new RangeError('hidden must have one entry per cell');
  requireSums(system);
  const task = protectionTask(system, asked.rules, { waived: asked.waived });
  const proof = provePattern(task, pattern, solvers, steps);
  if (proof.reasons.length > 0) return { checked: null, proof };
  const shown = publicIntervals(proof, solvers, steps);
  return { checked: admitted(system.blocks.map((block) => contentOf(task, block, pattern, shown))), proof };
}

export type PerturbedCheck =
  | { readonly ok: true; readonly checked: readonly CheckedTable[]; readonly proof: PerturbedProof }
  /** The method does not fit the tables, or the attack found something. */
  | { readonly ok: false; readonly reason: Extract<PerturbedSystem, { ok: false }>['reason'] }
  | { readonly ok: false; readonly reason: 'attack'; readonly proof: PerturbedProof };

/**
 * Changes every number of a system by a method, attacks what would be shown with the method known, and makes a checked table of
 * every block if everything holds. Both are done here, on copies, so that no caller can hand over numbers of its own.
 */
export function checkPerturbed(
  asked: ProtectionTask,
  method: PerturbingMethod,
  keys: SystemKeys | null,
  solvers?: Solvers,
  steps?: Steps,
): PerturbedCheck {
  const system: CellSystem = { ...asked.system, values: Float64Array.from(asked.system.values) };
  requireSums(system);
  const result = perturbSystem(system, method, keys);
  if (!result.ok) return result;
  const task = protectionTask(system, asked.rules, { waived: asked.waived });
  const proof = provePerturbed(task, result.perturbed, solvers, steps);
  if (proof.reasons.length > 0) return { ok: false, reason: 'attack', proof };
  const contents = system.blocks.map((block) => changedContent(task, block, method, result.perturbed));
  return { ok: true, checked: admitted(contents), proof };
}

/**
 * The intervals that anyone can repeat, who does not know which cells are unsafe: where whole numbers were tried for these
 * alone, theirs would be narrower than those of the others, and tell them apart.
 */
function publicIntervals({ problem, intervals }: Proof, solvers?: Solvers, steps?: Steps): Intervals {
  const { equations, values, unknown } = problem;
  const { isNetwork } = networkOf(equations, keptEquations(equations, values.length), unknown);
  if (isNetwork.every((flag) => flag === 1)) return intervals;
  return attackIntervals({ ...problem, primary: new Uint8Array(values.length) }, solvers, steps);
}

const admitted = (contents: readonly CheckedContent[]): readonly CheckedTable[] =>
  admit(contents) as unknown as readonly CheckedTable[];

function changedContent(
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

/** Counts are whole and not negative, sums are whole in the unit of their decimals, and every equation adds up. */
function requireSums({ values, blocks, equations }: CellSystem): void {
  const sound = blocks.every(({ cells, measure }) =>
    cells.every((cell) => {
      const value = values[cell] as number;
      return Number.isSafeInteger(value) && (measure.signed || value >= 0);
    }),
  );
  const { count, total, start, parts, coefficients } = equations;
  let adds = sound;
  for (let e = 0; adds && e < count; e += 1) {
    const wanted = values[total[e] as number] as number;
    let sum = 0;
    for (let i = start[e] as number; i < (start[e + 1] as number); i += 1)
      sum += (coefficients === null ? 1 : (coefficients[i] as number)) * (values[parts[i] as number] as number);
    adds = coefficients === null ? sum === wanted : Math.abs(sum - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
  }
  if (!adds) throw new RangeError('the table must hold counts or sums whose margins are the sums of their parts');
}

function contentOf(task: ProtectionTask, block: Block, pattern: Uint8Array, intervals: Intervals): CheckedContent {
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
