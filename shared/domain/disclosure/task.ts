import type { Equations } from '../tables/equations.ts';
import type { CellSystem } from '../tables/system.ts';
import type { AttackProblem, Unit } from './attack/problem.ts';
import { type DisclosureRules, leastHidden, mayHideZeros } from './rules.ts';
import { type UnsafeCells, unsafeCells } from './unsafe/unsafeCells.ts';

/** What a reader thinks possible for each cell, if it is hidden. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** What the person who asks for the protection wants of the pattern; cells of the system. */
export interface Wishes {
  /** Loss of a hidden cell: its own number first (default), its value, or how many it counts. */
  readonly cost?: 'cells' | 'value' | 'frequency' | undefined;
  /** Losses of single cells, instead of what `cost` says. */
  readonly costs?: ReadonlyMap<number, number> | undefined;
  /** Cells that should rather be hidden than others. */
  readonly preferred?: ReadonlySet<number> | undefined;
  /** Cells that must be published. */
  readonly published?: ReadonlySet<number> | undefined;
  /** `exact`: the pattern of least loss, proven or as near as the limits allow; the quick search where absent. */
  readonly search?: 'exact' | undefined;
  /** Unsafe cells that a rule set lets out, see waivers.ts. */
  readonly waived?: ReadonlySet<number> | undefined;
}

/** What is to be protected and against whom: the same for the search, the proof and the explanation. */
export interface ProtectionTask {
  readonly system: CellSystem;
  readonly rules: DisclosureRules;
  /** Unsafe cells that the rule set lets out all the same. */
  readonly waived: ReadonlySet<number>;
  readonly unsafe: UnsafeCells;
  /** Every value is whole but for those of `fractional`, and the reader knows it. */
  readonly integer: boolean;
  /** 1 for what follows from counts by an explicit equation: indexes, profiles. */
  readonly fractional: Uint8Array;
  readonly plain: Bounds;
  /** A reader who rightly guesses which hidden counts are unsafe; null when the rules do not ask for that. */
  readonly guess: Bounds | null;
  /** Insiders; none when the rules do not ask for them. */
  readonly units: readonly Unit[];
  /** Loss of hiding each cell; Infinity where it may not be hidden. */
  readonly loss: Float64Array;
}

export function protectionTask(system: CellSystem, rules: DisclosureRules, wishes: Wishes = {}): ProtectionTask {
  const unsafe = unsafeCells(system, rules, wishes.waived);
  const careful = rules.knowledge === 'default';
  const { kinds, filled } = kindsOf(system);
  const count = system.values.length;
  const plain: Bounds = {
    lower: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  };
  const guess: Bounds = { lower: new Float64Array(count), upper: Float64Array.from(plain.upper) };
  const least = leastHidden(rules);
  for (let cell = 0; cell < count; cell += 1) {
    if (kinds[cell] === 'count') plain.lower[cell] = least;
    else if (kinds[cell] === 'sum') plain.lower[cell] = 0;
    guess.lower[cell] = plain.lower[cell] as number;
    if (kinds[cell] !== 'count') continue;
    if (unsafe.small[cell] === 1 && unsafe.primary[cell] === 1) guess.upper[cell] = rules.minFrequency - 1;
    // Where zeros may be hidden without being unsafe, the others are 0 or at least the limit, which no single interval says.
    else if (rules.zeroUnsafe || !mayHideZeros(rules)) guess.lower[cell] = rules.minFrequency;
  }
  const counts = kinds.includes('count');
  return {
    system,
    rules,
    waived: wishes.waived ?? new Set(),
    unsafe,
    integer: counts,
    fractional: Uint8Array.from(kinds, (kind) => (kind === 'derived' ? 1 : 0)),
    plain,
    guess: careful && counts ? guess : null,
    units: careful ? system.knowers : [],
    loss: lossesOf(system, rules, unsafe, wishes, filled),
  };
}

type Kind = 'count' | 'sum' | 'signed' | 'derived';

/** What each cell holds, and whether anybody fills it. */
function kindsOf({ values, blocks }: CellSystem): { readonly kinds: readonly Kind[]; readonly filled: Float64Array } {
  const kinds = Array.from(values, (): Kind => 'derived');
  const filled = new Float64Array(values.length).fill(1);
  for (const { measure, cells, contributors } of blocks)
    for (const [own, cell] of cells.entries()) {
      kinds[cell] = measure.kind === 'frequency' ? 'count' : measure.signed ? 'signed' : 'sum';
      filled[cell] = contributors === null ? (values[cell] as number) : (contributors.units[own] as number);
    }
  return { kinds, filled };
}

/**
 * Loss of hiding a cell: first the number of cells, then their size. One cell more is always worse than a larger one
 * up to about a million; log2 keeps national totals from being hidden where a small area would do.
 */
const lossOf = (size: number): number => 1 + 0.05 * Math.log2(1 + size);

/** A preferred cell is hidden rather than ten others. */
const PREFERRED = 0.1;

function lossesOf(
  { values, blocks }: CellSystem,
  rules: DisclosureRules,
  { primary }: UnsafeCells,
  wishes: Wishes,
  filled: Float64Array,
): Float64Array {
  const loss = new Float64Array(values.length).fill(1);
  for (const { measure, cells } of blocks) {
    // Sums of any currency are of one size, so that no measure is spared for its unit.
    const largest = cells.reduce((most, cell) => Math.max(most, Math.abs(values[cell] as number)), 1);
    for (const cell of cells) {
      const value = Math.abs(values[cell] as number);
      const size = measure.kind === 'frequency' ? value : (1e6 * value) / largest;
      if (wishes.cost === 'value') loss[cell] = 1e-3 + value / 10 ** measure.decimals;
      else if (wishes.cost === 'frequency') loss[cell] = 1e-3 + (filled[cell] as number);
      else if (wishes.cost === 'cells') loss[cell] = 1;
      else loss[cell] = lossOf(size);
    }
  }
  for (const [cell, own] of wishes.costs ?? []) loss[cell] = own;
  for (const cell of wishes.preferred ?? []) loss[cell] = PREFERRED * (loss[cell] as number);
  for (const cell of wishes.published ?? []) loss[cell] = Number.POSITIVE_INFINITY;
  // What a rule set lets out is published; hidden beside others it would make the reader's right guess a wrong one.
  for (const cell of wishes.waived ?? []) loss[cell] = Number.POSITIVE_INFINITY;
  const zeros = mayHideZeros(rules);
  for (let cell = 0; cell < loss.length; cell += 1)
    if (filled[cell] === 0 && primary[cell] !== 1 && !zeros) loss[cell] = Number.POSITIVE_INFINITY;
  return loss;
}

/**
 * The attacker's problem of a pattern (1 = hidden). `guess`: a reader who rightly guesses which hidden counts are
 * unsafe; no level is asked for then, only that no unsafe cell is known exactly.
 */
export function attackProblem(task: ProtectionTask, hidden: Uint8Array, reader: 'plain' | 'guess'): AttackProblem {
  const { system, unsafe } = task;
  const none = new Float64Array(hidden.length);
  const bounds = reader === 'guess' ? (task.guess ?? task.plain) : task.plain;
  const equations: Equations = system.equations;
  return {
    ids: system.ids,
    values: system.values,
    hidden,
    unknown: hidden,
    primary: unsafe.primary,
    ...bounds,
    lowerLevel: reader === 'guess' ? none : unsafe.lowerLevel,
    upperLevel: reader === 'guess' ? none : unsafe.upperLevel,
    slidingLevel: none,
    equations,
    integer: task.integer,
    fractional: task.fractional,
    units: task.units,
  };
}
