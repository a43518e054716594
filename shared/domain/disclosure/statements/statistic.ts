import { quantileOf } from '../../numbers/quantile.ts';
import { roundToNearest } from '../rounding/toBase.ts';
import { type StatementBreach, type StatementRules, under } from './rules.ts';

/** What is told of the values in a cell. A quantile is rounded to multiples of `roundTo`, in the unit of the values. */
export type Statistic =
  | { readonly kind: 'quantile'; readonly share: number; readonly roundTo: number }
  | { readonly kind: 'minimum' | 'maximum' | 'range' | 'mode' };

/** Values of one cell with the contributor of each; a contributor with several values counts once wherever it is counted. */
export interface CellValues {
  readonly values: Float64Array;
  readonly contributors: ArrayLike<number>;
}

export interface JudgedStatistic {
  /** NaN for an empty cell. */
  readonly value: number;
  readonly breaches: readonly StatementBreach[];
}

/**
 * The statistic of one cell and the limits that it breaks.
 *
 * - Quantile (type 7, see numbers/quantile.ts), rounded to the nearest multiple of `roundTo`: enough contributors, enough of
 *   them at or below and at or above it, and enough whose values lie within half a step of what is shown. A median of ten is the mean
 *   of two persons' values, and of eleven one person's: unrounded it is never released.
 * - Minimum, maximum, range: a person's own value; only where enough contributors share it (the range: both ends), or never.
 * - Mode (ties: the least value): only where enough share it, and not everyone, since then it is everyone's value.
 *
 * An empty cell is NaN and breaks nothing. Values must be finite.
 */
export function judgeStatistic(cell: CellValues, statistic: Statistic, rules: StatementRules): JudgedStatistic {
  if (cell.values.length === 0) return { value: Number.NaN, breaches: [] };
  if (cell.values.some((value) => !Number.isFinite(value))) throw new RangeError('values must be finite');
  if (statistic.kind === 'quantile') return judgeQuantile(cell, statistic, rules);
  return statistic.kind === 'mode' ? judgeMode(cell, rules) : judgeExtreme(cell, statistic.kind, rules);
}

function countWhere({ values, contributors }: CellValues, holds: (value: number) => boolean): number {
  const found = new Set<number>();
  for (const [i, value] of values.entries()) if (holds(value)) found.add(contributors[i] as number);
  return found.size;
}

function judgeQuantile(
  cell: CellValues,
  { share, roundTo }: Extract<Statistic, { kind: 'quantile' }>,
  rules: StatementRules,
): JudgedStatistic {
  if (!(roundTo > 0)) throw new RangeError('a quantile is rounded to a step above 0');
  const exact = quantileOf(Float64Array.from(cell.values), share);
  const value = roundToNearest(Float64Array.of(exact), roundTo)[0] as number;
  const sides = [countWhere(cell, (own) => own <= exact), countWhere(cell, (own) => own >= exact)];
  return {
    value,
    breaches: [
      ...under(
        rules,
        'quantileContributors',
        countWhere(cell, () => true),
      ),
      ...under(rules, 'eachSide', Math.min(...sides)),
      ...under(
        rules,
        'behindValue',
        countWhere(cell, (own) => Math.abs(own - value) <= roundTo / 2),
      ),
    ],
  };
}

function judgeExtreme(
  cell: CellValues,
  kind: 'minimum' | 'maximum' | 'range',
  { extremesSharedBy: needed }: StatementRules,
): JudgedStatistic {
  const least = cell.values.reduce((a, b) => Math.min(a, b));
  const most = cell.values.reduce((a, b) => Math.max(a, b));
  const ends = kind === 'minimum' ? [least] : kind === 'maximum' ? [most] : [least, most];
  const found = Math.min(...ends.map((end) => countWhere(cell, (own) => own === end)));
  return {
    value: kind === 'minimum' ? least : kind === 'maximum' ? most : most - least,
    breaches: needed !== null && found >= needed ? [] : [{ limit: 'extremesSharedBy', found, needed }],
  };
}

function judgeMode(cell: CellValues, rules: StatementRules): JudgedStatistic {
  const sharing = new Map<number, Set<number>>();
  for (const [i, own] of cell.values.entries()) {
    const known = sharing.get(own) ?? new Set();
    sharing.set(own, known.add(cell.contributors[i] as number));
  }
  const [value, by] = [...sharing].reduce((best, next) =>
    next[1].size > best[1].size || (next[1].size === best[1].size && next[0] < best[0]) ? next : best,
  );
  const elsewhere = countWhere(cell, (own) => own !== value);
  return {
    value,
    breaches: [
      ...under(rules, 'modeSharedBy', by.size),
      ...(elsewhere > 0 ? [] : [{ limit: 'wholeGroup' as const, found: 0, needed: 1 }]),
    ],
  };
}

/** Steps that a person finds round: 1, 2 and 5 times powers of ten, from the first at or above `least`. */
export function* roundSteps(least: number): Generator<number> {
  for (let power = 10 ** Math.floor(Math.log10(least)); ; power *= 10)
    for (const step of [power, 2 * power, 5 * power])
      if (step >= least * (1 - 1e-9)) yield Number(step.toPrecision(12));
}

/** Most steps of the ladder that are tried: fifteen powers of ten. */
const MOST_STEPS = 45;

/**
 * The least round step, not below the asked one, at which every cell that breaks nothing but its rounding can be shown; null where
 * no step is enough. One step for the whole table: a step per cell would tell how close together its values lie.
 */
export function coarserStep(
  cells: readonly CellValues[],
  { share, roundTo }: Extract<Statistic, { kind: 'quantile' }>,
  rules: StatementRules,
): number | null {
  const fixable = cells.filter((cell) =>
    judgeStatistic(cell, { kind: 'quantile', share, roundTo }, rules).breaches.every(
      ({ limit }) => limit === 'behindValue',
    ),
  );
  let tried = 0;
  for (const step of roundSteps(roundTo)) {
    const statistic: Statistic = { kind: 'quantile', share, roundTo: step };
    if (fixable.every((cell) => judgeStatistic(cell, statistic, rules).breaches.length === 0)) return step;
    tried += 1;
    if (tried > MOST_STEPS) return null;
  }
  return null;
}
