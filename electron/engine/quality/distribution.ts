import type { Quantiles } from '../../../shared/schemas/quality.ts';
import type { NumberProfile } from './columnProfile.ts';
import { binOrder, extentOf } from './fineBins.ts';

/** The points of the distribution that the report gives. */
const POINTS = {
  p1: 0.01,
  p5: 0.05,
  p10: 0.1,
  p25: 0.25,
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
} as const;

export const filledOf = ({ rows, missing }: { readonly rows: number; readonly missing: number }): number =>
  rows - missing;

const wholeNumbers = ({ type, signs }: NumberProfile): boolean => type === 'integer' || signs.fractions === 0;

/**
 * The share-th quantile: the smallest value that at least so large a part of the values does not exceed (inverse of the
 * empirical distribution function). Exact for whole numbers below 512, otherwise within 1/256 of the value: within a bin
 * values are taken to be spread evenly. NaN when there are no values.
 */
export function quantileOf(profile: NumberProfile, share: number): number {
  const filled = filledOf(profile);
  if (filled === 0 || profile.minimum === null || profile.maximum === null) return Number.NaN;
  const rank = Math.max(1, Math.ceil(share * filled));
  let before = 0;
  for (const [bin, count] of profile.bins) {
    if (before + count >= rank) {
      const { from, to } = extentOf(bin);
      const within = wholeNumbers(profile) && to - from <= 1 ? 0 : (rank - before - 0.5) / count;
      const value = to <= 0 && within === 0 ? to : from + within * (to - from);
      return Math.min(Math.max(value, profile.minimum), profile.maximum);
    }
    before += count;
  }
  return profile.maximum;
}

/** The quantiles of the report; undefined when there are no values. */
export function quantilesOf(profile: NumberProfile): Quantiles | undefined {
  if (filledOf(profile) === 0) return undefined;
  const entries = Object.entries(POINTS).map(([name, share]) => [name, quantileOf(profile, share)]);
  return Object.fromEntries(entries) as Quantiles;
}

/** Share of the values that are at most `limit`, up to the width of a bin. */
export function shareUpTo(profile: NumberProfile, limit: number): number {
  const filled = filledOf(profile);
  if (filled === 0) return Number.NaN;
  let count = 0;
  for (const [bin, rows] of profile.bins) {
    if (extentOf(bin).from > limit) break;
    count += rows;
  }
  return count / filled;
}

/** Bins of two columns side by side, in the order of the numbers. */
export function pairedBins(
  a: NumberProfile,
  b: NumberProfile,
): readonly (readonly [bin: number, inA: number, inB: number])[] {
  const paired = new Map<number, [number, number]>();
  for (const [bin, count] of a.bins) paired.set(bin, [count, 0]);
  for (const [bin, count] of b.bins) {
    const known = paired.get(bin);
    if (known === undefined) paired.set(bin, [0, count]);
    else known[1] = count;
  }
  return [...paired].sort(([x], [y]) => binOrder(x) - binOrder(y)).map(([bin, [inA, inB]]) => [bin, inA, inB] as const);
}

export interface PlotBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly countBefore: number | null;
}

const MOST_BARS = 40;
const NICE = [1, 2, 2.5, 5, 10] as const;

/** The least of 1, 2, 2.5, 5 times a power of ten that is at least `width`. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return (NICE.find((step) => step * power >= width * (1 - 1e-12)) ?? 10) * power;
}

/**
 * Bars for a plot with the same borders for both years: at most 40 of one nice width between the 1st and the 99th percentile
 * of both, the first and last of which hold what lies beyond. Whole numbers over a short range get a bar each.
 */
export function plotBins(now: NumberProfile, before: NumberProfile | undefined): readonly PlotBin[] {
  const both = before === undefined || filledOf(before) === 0 ? [now] : [now, before];
  if (filledOf(now) === 0) return [];
  const low = Math.min(...both.map((profile) => quantileOf(profile, 0.01)));
  const high = Math.max(...both.map((profile) => quantileOf(profile, 0.99)));
  const minimum = Math.min(...both.map((profile) => profile.minimum ?? low));
  const maximum = Math.max(...both.map((profile) => profile.maximum ?? high));
  const whole = both.every(wholeNumbers);
  const width = Math.max(niceWidth(Math.max((high - low) / MOST_BARS, Number.MIN_VALUE)), whole ? 1 : 0);
  const step = high === low ? (whole ? 1 : Math.max(Math.abs(low) / 100, 1e-9)) : width;
  const first = Math.floor(low / step);
  const bars = Math.min(60, Math.max(1, Math.floor(high / step) - first + 1));
  const edges = Array.from({ length: bars + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  edges[0] = Math.min(edges[0] as number, minimum);
  edges[bars] = Math.max(edges[bars] as number, maximum);
  const counts = both.map(({ bins }) => {
    const held = Array.from({ length: bars }, () => 0);
    for (const [bin, count] of bins) {
      const { from, to } = extentOf(bin);
      const middle = whole && to - from <= 1 ? (to <= 0 ? to : from) : (from + to) / 2;
      const bar = Math.min(bars - 1, Math.max(0, Math.floor(middle / step) - first));
      held[bar] = (held[bar] as number) + count;
    }
    return held;
  });
  return Array.from({ length: bars }, (_, i) => ({
    from: edges[i] as number,
    to: edges[i + 1] as number,
    count: counts[0]?.[i] ?? 0,
    countBefore: before === undefined ? null : (counts[1]?.[i] ?? 0),
  }));
}
