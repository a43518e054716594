import { type CellSystem, frequencySystem } from '../tables/system.ts';
import type { FrequencyTable } from '../tables/table.ts';
import { keptEquations } from './attack/implied.ts';
import { attackIntervals, type Intervals, type Solvers, type Steps } from './attack/intervals.ts';
import { networkOf } from './attack/network.ts';
import { admit, isAdmitted } from './checkedMark.ts';
import { changedContent, contentOf } from './checkedContent.ts';
import { type PerturbedSystem, type PerturbingMethod, perturbSystem, type SystemKeys } from './perturbed/method.ts';
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
  | 'rank'
  | 'index'
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
  const result = perturbSystem(system, method, keys, solvers);
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
