import { spearman } from '../statistics/correlation.ts';
import { median, quartileRange } from '../statistics/quantile.ts';
import type { SamePair } from './areaDifferences.ts';
import { changeBeyondNoise, falseDiscovery } from './noise.ts';
import type { ResultIndicator, YearResults } from './yearResults.ts';

/**
 * `compared`: the same measure of two registers; `otherDefinition`: it measures something else, and its values are not held against each
 * other; `sameRegister`: carried, both years show the same register year; `new` and `gone`: in one year only.
 */
export type IndicatorState = 'compared' | 'otherDefinition' | 'sameRegister' | 'new' | 'gone';

export interface IndicatorDifference {
  readonly id: string;
  readonly state: IndicatorState;
  readonly revisions: readonly [before: number | null, after: number | null];
  readonly sourceYears: readonly [before: number | null, after: number | null];
  /** Null unless compared. */
  readonly change: IndicatorChange | null;
}

export interface IndicatorChange {
  /** Areas that are the same ground and have a value in both years. */
  readonly areas: number;
  /** Areas that have lost or got a value. */
  readonly lost: number;
  readonly gained: number;
  readonly medians: readonly [before: number, after: number];
  /** Shift of the median in standard deviations (interquartile range / 1.349) of the earlier year; NaN without spread. */
  readonly shift: number;
  /** Interquartile range after / before. */
  readonly spread: number;
  /** Of the areas' order. */
  readonly rankCorrelation: number;
  readonly up: number;
  readonly down: number;
  /** Areas whose change is beyond register noise: at 5 % each, and with a false discovery rate of 5 %. */
  readonly beyondNoise: number;
  readonly discovered: number;
  /** Areas whose noise is known. */
  readonly tested: number;
}

const IQR_TO_SD = 1.349;
const LEVEL = 0.05;

/** How an indicator moved on areas that are the same ground. */
export function indicatorChange(
  before: ResultIndicator,
  after: ResultIndicator,
  same: readonly SamePair[],
): IndicatorChange {
  const had = (pair: SamePair): boolean => !Number.isNaN(before.value[pair.before]);
  const has = (pair: SamePair): boolean => !Number.isNaN(after.value[pair.after]);
  const both = same.filter((pair) => had(pair) && has(pair));
  const then = Float64Array.from(both, (pair) => before.value[pair.before] as number);
  const now = Float64Array.from(both, (pair) => after.value[pair.after] as number);
  const p = Float64Array.from(
    both,
    (pair, i) =>
      changeBeyondNoise(
        { value: then[i] as number, error: before.error[pair.before] as number },
        { value: now[i] as number, error: after.error[pair.after] as number },
      ).p,
  );
  const sd = quartileRange(then) / IQR_TO_SD;
  const count = (values: Float64Array, of: (value: number) => boolean): number => values.filter(of).length;
  return {
    areas: both.length,
    lost: same.filter((pair) => had(pair) && !has(pair)).length,
    gained: same.filter((pair) => !had(pair) && has(pair)).length,
    medians: [median(then), median(now)],
    shift: sd > 0 ? (median(now) - median(then)) / sd : Number.NaN,
    spread: sd > 0 ? quartileRange(now) / quartileRange(then) : Number.NaN,
    rankCorrelation: both.length < 2 ? Number.NaN : spearman(then, now),
    up: both.filter((_pair, i) => (now[i] as number) > (then[i] as number)).length,
    down: both.filter((_pair, i) => (now[i] as number) < (then[i] as number)).length,
    beyondNoise: count(p, (value) => value < LEVEL),
    discovered: count(falseDiscovery(p), (value) => value <= LEVEL),
    tested: count(p, (value) => !Number.isNaN(value)),
  };
}

/** Every indicator of either year; those that do not measure the same are named, and not compared. */
export function indicatorDifferences(
  before: YearResults,
  after: YearResults,
  same: readonly SamePair[],
): IndicatorDifference[] {
  const [then, now] = [before, after].map(({ indicators }) => new Map(indicators.map((one) => [one.id, one])));
  const ids = [...new Set([...(now?.keys() ?? []), ...(then?.keys() ?? [])])];
  return ids.map((id): IndicatorDifference => {
    const [was, is] = [then?.get(id), now?.get(id)];
    const state: IndicatorState =
      was === undefined
        ? 'new'
        : is === undefined
          ? 'gone'
          : was.definition !== is.definition
            ? 'otherDefinition'
            : was.sourceYear === is.sourceYear && before.year !== after.year
              ? 'sameRegister'
              : 'compared';
    return {
      id,
      state,
      revisions: [was?.revision ?? null, is?.revision ?? null],
      sourceYears: [was?.sourceYear ?? null, is?.sourceYear ?? null],
      change: state === 'compared' && was !== undefined && is !== undefined ? indicatorChange(was, is, same) : null,
    };
  });
}
