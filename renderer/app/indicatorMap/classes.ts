import { limitsByRule, onSteps, USUAL_CLASSES } from '../../../shared/domain/classes/classRule.ts';
import type { ClassRule } from '../../../shared/schemas/method.ts';

/** Values in classes: what the map's colours, the legend and the histogram share. */
export interface Classes {
  /** Inner limits, ascending: class c holds limits[c - 1] <= value < limits[c]. */
  readonly limits: readonly number[];
  /** Per area its class, 255 where there is no value. */
  readonly classOf: Uint8Array;
  /** How many areas each class holds. */
  readonly counts: readonly number[];
  readonly missing: number;
  readonly least: number;
  readonly most: number;
}

export const MISSING_CLASS = 255;

/**
 * At most `wanted` classes with about as many areas in each: limits at the quantiles j / wanted, rounded to the
 * indicator's decimals so that the legend says exactly what the colours mean. Limits that fall together, or outside the
 * values, are dropped; where none is left, the least value and all above it become one class each. A constant column becomes
 * one class, and no values at all none.
 */
export function quantileClasses(values: Float64Array, wanted: number, decimals: number): Classes {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const least = sorted[0] ?? Number.NaN;
  const most = sorted.at(-1) ?? Number.NaN;
  const unit = 10 ** decimals;
  const limits = new Set<number>();
  for (let j = 1; j < wanted; j += 1) {
    const at = (j * (sorted.length - 1)) / wanted;
    const low = sorted[Math.floor(at)] ?? Number.NaN;
    const high = sorted[Math.ceil(at)] ?? Number.NaN;
    const limit = Math.round((low + (high - low) * (at - Math.floor(at))) * unit) / unit;
    if (limit > least && limit <= most) limits.add(limit);
  }
  // Most areas have the least value, as where few events happen: what lies above it is still told apart.
  const above = sorted.find((value) => value > least);
  if (wanted > 1 && limits.size === 0 && above !== undefined) {
    const limit = Math.ceil(above * unit) / unit;
    if (limit <= most) limits.add(limit);
  }
  return classify(values, [...limits], least, most);
}

/**
 * The classes that a rule makes of an indicator, with limits on the indicator's own decimals: what is read in the legend is what parts the
 * colours. A rule's limits at or below the least value, or above the greatest, are dropped; those set by hand stand, though a class be empty.
 */
export function classesByRule(values: Float64Array, rule: ClassRule, decimals: number): Classes {
  if (rule.kind === 'quantile') return quantileClasses(values, rule.count ?? USUAL_CLASSES, decimals);
  const [least, most] = ends(values);
  const limits = onSteps(limitsByRule(rule, values), 10 ** -decimals);
  const kept = rule.kind === 'fixed' ? limits : limits.filter((limit) => limit > least && limit <= most);
  return classify(values, kept, least, most);
}

function ends(values: Float64Array): readonly [least: number, most: number] {
  let least = Number.NaN;
  let most = Number.NaN;
  for (const value of values) {
    if (!(value >= least)) least = Number.isNaN(value) ? least : value;
    if (!(value <= most)) most = Number.isNaN(value) ? most : value;
  }
  return [least, most];
}

function classify(values: Float64Array, limits: readonly number[], least: number, most: number): Classes {
  const classOf = new Uint8Array(values.length);
  const counts = Number.isNaN(least) ? [] : Array.from({ length: limits.length + 1 }, () => 0);
  let missing = 0;
  for (let area = 0; area < values.length; area += 1) {
    const value = values[area] ?? Number.NaN;
    if (Number.isNaN(value)) {
      classOf[area] = MISSING_CLASS;
      missing += 1;
      continue;
    }
    let own = 0;
    while (own < limits.length && value >= (limits[own] ?? Infinity)) own += 1;
    classOf[area] = own;
    counts[own] = (counts[own] ?? 0) + 1;
  }
  return { limits, classOf, counts, missing, least, most };
}

/** The class of one value by limits, for marks that are not areas. */
export function classAt(limits: readonly number[], value: number): number {
  let own = 0;
  while (own < limits.length && value >= (limits[own] ?? Infinity)) own += 1;
  return own;
}
