import { type FrequencyTable, frequencyTable } from '../tables/table.ts';
import type { ComponentSolver, Steps } from './attack/intervals.ts';
import { type Proof, provePattern } from './proof.ts';
import type { FrequencyRules } from './rules.ts';

declare const checked: unique symbol;

export interface CheckedDimension {
  readonly column: string;
  /** Nodes, parents before children; the first is the total. */
  readonly codes: readonly string[];
  readonly labels: readonly string[] | null;
  /** Code of each node's parent; null for the total. */
  readonly parents: readonly (string | null)[];
}

/** What the published table lets anyone prove: its own attack problem, without anything that is not published. */
export interface PublicCertificate {
  /** Positions in `values` of the hidden cells, without value, level or reason. */
  readonly hidden: readonly number[];
  /** Proven interval of each hidden cell, in the same order, rounded outwards; null: no upper bound. */
  readonly intervals: readonly { readonly min: number; readonly max: number | null }[];
  readonly equations: readonly { readonly total: number; readonly parts: readonly number[] }[];
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
  readonly dimensions: readonly CheckedDimension[];
  /** One per cell of the product of all nodes, row-major, the last dimension fastest; null where hidden. */
  readonly values: readonly (number | null)[];
  readonly rules: FrequencyRules;
  readonly certificate: PublicCertificate;
  readonly counts: { readonly cells: number; readonly published: number; readonly hidden: number };
}

const made = new WeakSet<object>();

/** True only for a table that this program has itself attacked in this run. */
export const isCheckedTable = (value: unknown): value is CheckedTable =>
  typeof value === 'object' && value !== null && made.has(value);

/** For every door out: refuses what has not passed. A failure here is a bug, never a matter of data. */
export function assertChecked(value: unknown): asserts value is CheckedTable {
  if (!isCheckedTable(value)) throw new TypeError('Only a checked table may leave.');
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

/**
 * Attacks the pattern (1 = hidden) and makes the checked table if, and only if, everything holds. The proof is made here
 * and not taken from the caller, so that not even a caller inside this folder can get round it.
 */
export function checkPattern(
  table: FrequencyTable,
  rules: FrequencyRules,
  hidden: Uint8Array,
  solver?: ComponentSolver,
  steps?: Steps,
): { readonly checked: CheckedTable | null; readonly proof: Proof } {
  const own: FrequencyTable = { ...table, values: Float64Array.from(table.values) };
  const pattern = Uint8Array.from(hidden);
  if (pattern.length !== own.values.length) throw new RangeError('hidden must have one entry per cell');
  const summed = frequencyTable(own, own.values).values;
  if (!own.values.every((value, cell) => Number.isSafeInteger(value) && value >= 0 && value === summed[cell]))
    throw new RangeError('the table must hold counts whose margins are the sums of their parts');
  const proof = provePattern(own, rules, pattern, solver, steps);
  if (proof.reasons.length > 0) return { checked: null, proof };
  const content = frozen({
    title: own.title,
    measure: own.measure,
    dimensions: own.dimensions.map(({ column, codes, labels, parents }) => ({
      column,
      codes: [...codes],
      labels: labels === undefined ? null : [...labels],
      parents: parents.map((parent) => (parent < 0 ? null : (codes[parent] as string))),
    })),
    values: Array.from(own.values, (value, cell) => (pattern[cell] === 1 ? null : value)),
    rules: { ...rules, ruleSet: { ...rules.ruleSet } },
    certificate: certificateOf(pattern, proof),
    counts: countsOf(pattern),
  });
  const result = content as unknown as CheckedTable;
  made.add(result);
  return { checked: result, proof };
}

function countsOf(hidden: Uint8Array): CheckedTable['counts'] {
  const hiddenCount = hidden.reduce((sum, flag) => sum + flag, 0);
  return { cells: hidden.length, published: hidden.length - hiddenCount, hidden: hiddenCount };
}

function certificateOf(hidden: Uint8Array, { problem, intervals }: Proof): PublicCertificate {
  const cells: number[] = [];
  const proven: { min: number; max: number | null }[] = [];
  for (const [cell, flag] of hidden.entries()) {
    if (flag !== 1) continue;
    cells.push(cell);
    const max = intervals.max[cell] as number;
    proven.push({
      min: Math.floor(intervals.min[cell] as number),
      max: Number.isFinite(max) ? Math.ceil(max) : null,
    });
  }
  const { count, total, start, parts } = problem.equations;
  const equations = Array.from({ length: count }, (_, e) => ({
    total: total[e] as number,
    parts: [...parts.subarray(start[e], start[e + 1])],
  }));
  return { hidden: cells, intervals: proven, equations };
}
