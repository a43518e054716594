import type { Equations } from '../../tables/equations.ts';

/**
 * What an attacker of a published table has before them: numbered cells, the equations between them, and for each cell
 * what is known. One model for every kind of table and method: a hidden cell is unknown within a-priori bounds; a rounded
 * cell is unknown within its rounding; all other cells are known. Later releases add cells and equations, nothing else.
 */
export interface AttackProblem {
  readonly ids: readonly string[];
  /** True values; NaN where even the auditor does not have one (a public problem). */
  readonly values: Float64Array;
  /** 1 for a cell whose value is not published; these are the attacker's targets. */
  readonly hidden: Uint8Array;
  /** 1 for a cell that the attacker does not know exactly: hidden or rounded. */
  readonly unknown: Uint8Array;
  /** 1 for a cell that must not be learnt: never exactly, nor within its protection levels. */
  readonly primary: Uint8Array;
  /** A-priori bounds of unknown cells; -Infinity and Infinity where there are none. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The interval must reach value - lowerLevel and value + upperLevel, and be at least slidingLevel wide. */
  readonly lowerLevel: Float64Array;
  readonly upperLevel: Float64Array;
  readonly slidingLevel: Float64Array;
  readonly equations: Equations;
  /** Every cell is an integer, and the attacker knows it; but for those of `fractional`. */
  readonly integer: boolean;
  /** 1 for a cell that need not be whole though others are: an index, a profile. None where absent. */
  readonly fractional?: Uint8Array | undefined;
  /** Units (persons, firms, coalitions) and the hidden cells that each knows. */
  readonly units: readonly Unit[];
}

export interface Unit {
  readonly name: string;
  readonly cells: readonly number[];
}

/** What the attack proved about one hidden cell. `undecided` counts as not safe. */
export type CellVerdict = 'safe' | 'exact' | 'under' | 'undecided' | 'inconsistent';

/** Relative slack for decimal problems; counts are exact. */
export const TOLERANCE = 1e-6;

/** Whether the attacker knows that the cell holds a whole number. */
export const isWhole = ({ integer, fractional }: AttackProblem, cell: number): boolean =>
  integer && fractional?.[cell] !== 1;

/** The verdict on a cell whose interval is proven to be [min, max]. NaN: the solver could not decide. */
export function verdict(problem: AttackProblem, cell: number, min: number, max: number): CellVerdict {
  if (Number.isNaN(min) || Number.isNaN(max)) return 'undecided';
  const value = problem.values[cell] as number;
  const slack = TOLERANCE * Math.max(1, Number.isNaN(value) ? 0 : Math.abs(value));
  if (min > max + slack || value < min - slack || value > max + slack) return 'inconsistent';
  if (max - min <= slack) return 'exact';
  if (isWhole(problem, cell) && Math.floor(max + TOLERANCE) - Math.ceil(min - TOLERANCE) < 1) return 'exact';
  if (problem.primary[cell] !== 1 || Number.isNaN(value)) return 'safe';
  const reaches =
    max >= value + (problem.upperLevel[cell] as number) - slack &&
    min <= value - (problem.lowerLevel[cell] as number) + slack &&
    max - min >= (problem.slidingLevel[cell] as number) - slack;
  return reaches ? 'safe' : 'under';
}
