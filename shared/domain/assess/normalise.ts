import type { IndexMethod, Normalisation } from '../../schemas/method.ts';
import { extremes, mean, standardDeviation } from '../statistics/moments.ts';
import { median, medianAbsoluteDeviation, quartileRange } from '../statistics/quantile.ts';
import { ascendingRanks } from '../statistics/ranks.ts';
import { MethodError } from './methodError.ts';
import { changesUnit, treatColumn } from './treat.ts';

/** 1.4826 = 1 / z(0.75) makes the MAD, and 1.349 = 2 z(0.75) the quartile range, estimate sd for normal values. */
const MAD_TO_SD = 1.4826;
const QUARTILE_RANGE_TO_SD = 1.349;
/** The constant of the English indices of deprivation: the top tenth spans 50..100 (DCLG, technical report 2015, 3.7). */
const EXPONENTIAL = 23;

/** What one column was normalised with, in the oriented unit; kept with the result. */
export type NormalisationFacts = Readonly<Record<string, number>>;

export interface NormalisedColumn {
  /** High = more exclusion; NaN where missing. */
  readonly values: Float64Array;
  readonly facts: NormalisationFacts;
}

export interface ColumnToNormalise {
  readonly id: string;
  readonly direction: 1 | -1;
  /** In the indicator's own unit, NaN where missing. */
  readonly values: Float64Array;
  /** Area codes aligned with `values`. */
  readonly areas: readonly string[];
}

/** The column turned so that high = more exclusion, and what every formula needs of it. */
interface Oriented extends ColumnToNormalise {
  readonly x: Float64Array;
  readonly low: number;
  readonly high: number;
  /** How many areas have a value. */
  readonly count: number;
}

type Kind = Normalisation['kind'];
type Formula<K extends Kind> = (column: Oriented, how: Extract<Normalisation, { kind: K }>) => NormalisedColumn;

const constant = (id: string): MethodError => new MethodError({ indicator: id }, 'assess.constantColumn', { id });
const linear = (x: Float64Array, centre: number, scale: number, times: number, plus: number): Float64Array =>
  x.map((value) => ((value - centre) / scale) * times + plus);

const FORMULAS: { readonly [K in Kind]: Formula<K> } = {
  none: ({ x }) => ({ values: x, facts: {} }),

  'min-max': ({ id, x, low, high }, { lower = 0, upper = 1 }) => {
    if (low === high) throw constant(id);
    return { values: linear(x, low, high - low, upper - lower, lower), facts: { min: low, max: high } };
  },

  z: ({ id, x }, { mean: newMean = 0, sd: newSd = 1, ddof = 1 }) => {
    const sd = standardDeviation(x, ddof);
    if (!(sd > 0)) throw constant(id);
    const centre = mean(x);
    return { values: linear(x, centre, sd, newSd, newMean), facts: { mean: centre, sd } };
  },

  'robust-z': ({ id, x }) => {
    const centre = median(x);
    const mad = MAD_TO_SD * medianAbsoluteDeviation(x);
    // More than half the areas at one value: the quartiles may still tell them apart.
    const scale = mad > 0 ? mad : quartileRange(x) / QUARTILE_RANGE_TO_SD;
    if (!(scale > 0)) throw constant(id);
    return { values: linear(x, centre, scale, 1, 0), facts: { median: centre, scale } };
  },

  rank: ({ x, count }) => ({ values: ascendingRanks(x, 'min'), facts: { valid: count } }),

  borda: ({ x, count }) => ({ values: ascendingRanks(x, 'min').map((rank) => rank - 1), facts: { valid: count } }),

  'percentile-rank': ({ id, x, count }) => {
    if (count === 1) throw constant(id);
    return { values: ascendingRanks(x, 'min').map((rank) => (rank - 1) / (count - 1)), facts: { valid: count } };
  },

  'distance-max': ({ id, x, low, high }) => {
    if (low === high) throw constant(id);
    return { values: x.map((value) => 1 - (high - value) / (high - low)), facts: { min: low, max: high } };
  },

  'distance-reference': ({ id, x, low, areas }, { area }) => {
    const position = areas.indexOf(area);
    if (position < 0) throw new MethodError({ path: ['normalisation', 'area'] }, 'assess.unknownArea');
    const reference = x[position] as number;
    if (Number.isNaN(reference)) throw new MethodError({ indicator: id, area }, 'assess.referenceMissing', { id });
    if (reference === low) throw new MethodError({ indicator: id }, 'assess.referenceLowest', { id });
    return { values: x.map((value) => 1 - (reference - value) / (reference - low)), facts: { min: low, reference } };
  },

  'distance-target': ({ id, direction, x, low }, { targets }) => {
    const written = targets[id];
    if (written === undefined)
      throw new MethodError({ path: ['normalisation', 'targets'] }, 'assess.targetMissing', { id });
    const target = direction * written;
    if (!(target > low))
      throw new MethodError({ path: ['normalisation', 'targets', id] }, 'assess.targetTooLow', { id });
    return { values: x.map((value) => Math.min(1, (value - low) / (target - low))), facts: { min: low, target } };
  },

  goalposts: ({ id, direction, x }, { posts }) => {
    const own = posts[id];
    if (own === undefined) throw new MethodError({ path: ['normalisation', 'posts'] }, 'assess.postsMissing', { id });
    const [a, b] = own;
    if (!(a < b)) throw new MethodError({ path: ['normalisation', 'posts', id] }, 'assess.postsOrder', { id });
    const from = direction === 1 ? a : -b;
    const to = direction === 1 ? b : -a;
    return {
      values: x.map((value) => Math.min(1, Math.max(0, (value - from) / (to - from)))),
      facts: { from, to },
    };
  },

  'fraction-of-max': ({ id, x, high }) => {
    if (!(high > 0)) throw new MethodError({ indicator: id }, 'assess.maxNotPositive', { id });
    return { values: x.map((value) => value / high), facts: { max: high } };
  },

  // Math.asinh is ln(x + sqrt(x^2 + 1)) without the cancellation for negative x.
  ihs: ({ x }) => ({ values: x.map((value) => Math.asinh(value)), facts: {} }),

  exponential: ({ x, count }) => {
    const reach = 1 - Math.exp(-100 / EXPONENTIAL);
    return {
      values: ascendingRanks(x, 'average').map((rank) => -EXPONENTIAL * Math.log(1 - (rank / count) * reach)),
      facts: { valid: count },
    };
  },
};

/**
 * Normalises one indicator, first oriented so that high = more exclusion (x <- direction * x). NaN stays NaN and takes
 * no part in any mean, extreme or rank. Formulas and edge cases: docs/methods/assess.md.
 * @throws MethodError when the column has no value, or when the formula would divide by zero (a constant column)
 */
export function normaliseColumn<K extends Kind>(
  column: ColumnToNormalise,
  how: Extract<Normalisation, { kind: K }>,
): NormalisedColumn {
  // 0 - x rather than -x, so that zero stays plus zero.
  const x = column.direction === 1 ? Float64Array.from(column.values) : column.values.map((value) => 0 - value);
  const { low, high, count } = extremes(x);
  if (count === 0) throw new MethodError({ indicator: column.id }, 'assess.emptyColumn', { id: column.id });
  const formula = FORMULAS[how.kind] as Formula<K>;
  return formula({ ...column, x, low, high, count }, how);
}

/** Every indicator of an index method, treated and normalised, with what that was done with. */
export function normaliseAll(
  method: IndexMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
): readonly (NormalisedColumn & { readonly treatedWith: NormalisationFacts })[] {
  const treatment = method.treatment ?? { kind: 'none' as const };
  const { normalisation } = method;
  if (changesUnit(treatment) && (normalisation.kind === 'goalposts' || normalisation.kind === 'distance-target'))
    throw new MethodError({ path: ['treatment'] }, 'assess.treatmentChangesUnit');
  return method.indicators.map(({ id, direction }, i) => {
    const treated = treatColumn(id, columns[i] ?? new Float64Array(0), treatment);
    const normalised = normaliseColumn({ id, direction, values: treated.values, areas }, normalisation);
    return { ...normalised, treatedWith: treated.facts };
  });
}
