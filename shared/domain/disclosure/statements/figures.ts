import { flatDimension } from '../../tables/dimension.ts';
import { admit } from '../checkedMark.ts';
import type { CheckedTable } from '../checkedTable.ts';
import { type DisclosureRules, statementRules } from '../rules.ts';
import { roundToNearest } from '../rounding/toBase.ts';
import { type StatementBreach, under } from './rules.ts';
import { type CellValues, roundSteps } from './statistic.ts';
import { statementContent } from './statisticTable.ts';

export type CheckedFigures =
  | { readonly ok: true; readonly checked: CheckedTable }
  | { readonly ok: false; readonly breaches: readonly StatementBreach[] };

export interface ModelFigures {
  readonly title: string;
  readonly measure: string;
  readonly observations: number;
  /** Coefficients as they will be shown, with how many contributors have a value of the term that is not 0. */
  readonly terms: readonly { readonly name: string; readonly value: number; readonly contributors: number }[];
}

/**
 * Coefficients of a model: observations less coefficients must reach the least residual degrees of freedom, since a model with
 * none repeats its data, and every term must stand on enough contributors: the coefficient of a category with one member is its value.
 * All or nothing, since the others of a model tell of the one left out.
 */
export function checkModel(
  { title, measure, observations, terms }: ModelFigures,
  rules: DisclosureRules,
): CheckedFigures {
  const limits = statementRules(rules);
  const least = terms.reduce((few, { contributors }) => Math.min(few, contributors), Number.POSITIVE_INFINITY);
  const breaches = [
    ...under(limits, 'residualDegrees', observations - terms.length),
    ...under(limits, 'meanContributors', least),
  ];
  if (breaches.length > 0) return { ok: false, breaches };
  return figures(
    { title, measure, kind: 'coefficient', column: 'term' },
    terms.map(({ name }) => name),
    terms.map(({ value }) => value),
    rules,
  );
}

export interface ClassLimits {
  readonly title: string;
  readonly measure: string;
  /** Rising. */
  readonly limits: readonly number[];
  /** The unreleased values that the limits were chosen from, each with its contributor. */
  readonly values: CellValues;
  /** Step to which limits are rounded. */
  readonly roundTo: number;
}

export type CheckedLimits =
  | { readonly ok: true; readonly checked: CheckedTable; readonly roundTo: number }
  | { readonly ok: false; readonly breaches: readonly StatementBreach[] };

/**
 * Limits of classes chosen from data (quantiles, natural breaks) coincide with somebody's value, or lie between two. Each is
 * rounded to the least round step, from the asked one up, at which within half a step of every limit lie the values of nobody or of enough
 * contributors, as long as the limits stay apart; else they are refused.
 */
export function checkClassLimits(
  { title, measure, limits, values, roundTo }: ClassLimits,
  rules: DisclosureRules,
): CheckedLimits {
  const own = statementRules(rules);
  let last: StatementBreach[] = [];
  for (const step of roundSteps(roundTo)) {
    const rounded = limits.map((limit) => roundToNearest(Float64Array.of(limit), step)[0] as number);
    if (rounded.some((limit, i) => i > 0 && limit <= (rounded[i - 1] as number))) break;
    const few = rounded
      .map((limit) => contributorsWithin(values, limit, step / 2))
      .filter((found) => found > 0 && found < own.behindValue);
    if (few.length === 0) {
      const names = rounded.map((_, i) => String(i + 1));
      const shown = rounded.map((limit) => Number(limit.toPrecision(12)));
      const made = figures({ title, measure, kind: 'limit', column: 'limit' }, names, shown, rules);
      return { ...made, roundTo: step };
    }
    last = under(own, 'behindValue', Math.min(...few));
    // A single limit stays apart from nothing: beyond the values themselves a step is no limit any more.
    if (step > 2 * Math.max(...limits.map(Math.abs), roundTo)) break;
  }
  return {
    ok: false,
    breaches: last.length > 0 ? last : [{ limit: 'behindValue', found: 0, needed: own.behindValue }],
  };
}

function contributorsWithin({ values, contributors }: CellValues, around: number, reach: number): number {
  const found = new Set<number>();
  for (const [i, value] of values.entries())
    if (Math.abs(value - around) <= reach) found.add(contributors[i] as number);
  return found.size;
}

function figures(
  about: {
    readonly title: string;
    readonly measure: string;
    readonly kind: CheckedTable['kind'];
    readonly column: string;
  },
  names: readonly string[],
  shown: readonly number[],
  rules: DisclosureRules,
): { readonly ok: true; readonly checked: CheckedTable } {
  const { title, measure, kind, column } = about;
  // The first node of a dimension is its total, which a list of figures does not have.
  const dimensions = [flatDimension(column, names, 'Total')];
  const [checked] = admit([statementContent({ title, measure, kind, dimensions, values: [null, ...shown] }, rules)]);
  return { ok: true, checked: checked as unknown as CheckedTable };
}
