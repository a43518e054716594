import {
  effectiveNumber,
  eventRateError,
  meanError,
  quantileError,
  quantileRatioError,
  quotientError,
  shareError,
  sumError,
} from '../../../../shared/domain/smallAreas/standardErrors.ts';
import { standardise } from '../../../../shared/domain/smallAreas/standardise.ts';
import type { ValueAccumulator } from './keptValues.ts';
import { divided, type LevelValues, nothing } from './levelValues.ts';
import { countsByArea, sumsByArea } from './levels.ts';
import { momentsAt, type PairAccumulator, pairsByArea } from './moments.ts';
import type { ShareAccumulator } from './shares.ts';
import { strataByArea, type StrataAccumulator } from './strata.ts';
import type { Summed } from './sums.ts';

/*
 * From what was gathered to values. Each takes the gatherings of one year, or of several that are pooled: counts and sums
 * add, so that a pooled value is that of all its records.
 */

type Finish = (areaOf: Int32Array, areas: number) => LevelValues;

function each(areas: number, of: (area: number) => number): Float64Array {
  const out = new Float64Array(areas);
  for (let area = 0; area < areas; area += 1) out[area] = of(area);
  return out;
}

const added = (parts: readonly Float64Array[], areas: number): Float64Array =>
  each(areas, (area) => parts.reduce((sum, part) => sum + (part[area] as number), 0));

export const finishShare =
  (shares: readonly ShareAccumulator[], per: number): Finish =>
  (areaOf, areas) => {
    const sum = (counts: (share: ShareAccumulator) => Float64Array): Float64Array =>
      added(
        shares.map((share) => countsByArea(counts(share), areaOf, areas)),
        areas,
      );
    const n = sum((share) => share.n());
    const numerator = sum((share) => share.numerator());
    return {
      value: divided(numerator, n, per),
      n,
      numerator,
      contributors: n,
      largest: nothing(areas),
      second: nothing(areas),
      effective: numerator,
      standardError: each(areas, (area) => per * shareError(numerator[area] as number, n[area] as number)),
    };
  };

/** A sum, a count or a mean of the same records. */
export const finishSum =
  (parts: readonly Summed[], kind: 'count' | 'sum' | 'mean'): Finish =>
  (areaOf, areas) => {
    const sums = sumsByArea(
      parts.map((part) => part.sums),
      areaOf,
      areas,
    );
    const error = (area: number): number =>
      kind === 'mean'
        ? meanError(sums.n[area] as number, sums.sum[area] as number, sums.squares[area] as number)
        : sumError(sums.squares[area] as number);
    return {
      value: kind === 'mean' ? divided(sums.sum, sums.n, 1) : sums.sum,
      n: sums.n,
      numerator: sums.sum,
      contributors: sums.n,
      largest: sums.largest,
      second: sums.second,
      effective: each(areas, (area) => effectiveNumber(sums.absolute[area] as number, sums.squares[area] as number)),
      standardError: each(areas, error),
    };
  };

/**
 * A sum over records of one register / one over those of another: the numerator's chance against a denominator that is
 * taken as known, sqrt(sum y^2) / |x|; for a number of events sqrt(events) / x.
 */
export const finishQuotient =
  (tops: readonly Summed[], bottoms: readonly Summed[], per: number, events: boolean): Finish =>
  (areaOf, areas) => {
    const sumsOf = (parts: readonly Summed[]) =>
      sumsByArea(
        parts.map((part) => part.sums),
        areaOf,
        areas,
      );
    const [top, bottom] = [sumsOf(tops), sumsOf(bottoms)];
    const error = (area: number): number => {
      const under = bottom.sum[area] as number;
      if (events) return per * eventRateError(top.sum[area] as number, under);
      return under === 0 ? Number.NaN : (per * sumError(top.squares[area] as number)) / Math.abs(under);
    };
    return {
      value: divided(top.sum, bottom.sum, per),
      n: bottom.sum,
      numerator: top.sum,
      contributors: bottom.n,
      largest: top.largest,
      second: top.second,
      effective: each(areas, (area) => effectiveNumber(top.absolute[area] as number, top.squares[area] as number)),
      standardError: each(areas, error),
    };
  };

/** A quotient of two sums over the same records, or a weighted mean. */
export const finishPairs =
  (parts: readonly PairAccumulator[], per: number): Finish =>
  (areaOf, areas) => {
    const pairs = pairsByArea(
      parts.map((part) => part.pairs),
      areaOf,
      areas,
    );
    return {
      value: divided(pairs.y, pairs.x, per),
      n: pairs.x,
      numerator: pairs.y,
      contributors: pairs.counted,
      largest: pairs.largest,
      second: pairs.second,
      effective: each(areas, (area) => effectiveNumber(pairs.absolute[area] as number, pairs.yy[area] as number)),
      standardError: each(areas, (area) => per * quotientError(momentsAt(pairs, area))),
    };
  };

export const finishQuantile =
  (kept: ValueAccumulator, p: number): Finish =>
  (areaOf, areas) => {
    const own = kept.byArea(areaOf, areas);
    const n = each(areas, (area) => own[area]?.length ?? 0);
    const none = nothing(areas);
    return {
      value: Float64Array.from(own, (values) => values.quantile(p)),
      n,
      numerator: none,
      contributors: n,
      largest: none,
      second: none,
      effective: n,
      standardError: Float64Array.from(own, (values) => quantileError(values.length, p, values.quantile)),
    };
  };

export const finishQuantileRatio =
  (kept: ValueAccumulator, upper: number, lower: number): Finish =>
  (areaOf, areas) => {
    const own = kept.byArea(areaOf, areas);
    const n = each(areas, (area) => own[area]?.length ?? 0);
    const none = nothing(areas);
    const found = own.map((values) =>
      [upper, lower].map((p) => ({
        p,
        value: values.quantile(p),
        error: quantileError(values.length, p, values.quantile),
      })),
    );
    return {
      value: Float64Array.from(found, ([above, below]) =>
        above === undefined || below === undefined || below.value === 0 ? Number.NaN : above.value / below.value,
      ),
      n,
      numerator: none,
      contributors: n,
      largest: none,
      second: none,
      effective: n,
      standardError: Float64Array.from(found, ([above, below]) =>
        above === undefined || below === undefined ? Number.NaN : quantileRatioError(above, below),
      ),
    };
  };

/** `standard` gives the standard population's strata once everything has been gathered. */
export const finishStandardised =
  (parts: readonly StrataAccumulator[], strata: number, standard: () => ArrayLike<number>, per: number): Finish =>
  (areaOf, areas) => {
    const { people, cases } = strataByArea(
      parts.map(({ counts }) => counts),
      strata,
      areaOf,
      areas,
    );
    const weights = standard();
    const rates = people.map((own, area) => standardise(cases[area] ?? [], own, weights, true));
    const total = (of: readonly Float64Array[]): Float64Array =>
      Float64Array.from(of, (own) => own.reduce((sum, count) => sum + count, 0));
    const n = total(people);
    const numerator = total(cases);
    return {
      value: Float64Array.from(rates, ({ rate }) => per * rate),
      n,
      numerator,
      contributors: n,
      largest: nothing(areas),
      second: nothing(areas),
      effective: numerator,
      standardError: Float64Array.from(rates, ({ standardError }) => per * standardError),
    };
  };
