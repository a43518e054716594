import type { ColumnDrift } from '../../../shared/schemas/quality.ts';
import { type CodeProfile, type ColumnProfile, holdsCodes, type NumberProfile } from './columnProfile.ts';
import { filledOf, pairedBins, quantileOf } from './distribution.ts';
import { extentOf } from './fineBins.ts';

/*
 * How a column differs from the one of an earlier year. Missing values are compared by their share alone and are no part of
 * the rest. Formulas and sources: docs/methods/quality.md.
 */

/** Cells are given half a row more, so that an empty one does not make the index infinite. */
const PSEUDO_COUNT = 0.5;

/**
 * Population stability index, sum of (p - q) ln(p / q) over cells: p this year's shares, q last year's, each from counts
 * with PSEUDO_COUNT added (Siddiqi 2006, Credit Risk Scorecards, ch. 10: below 0.1 no change to speak of, above 0.25 a large
 * one). Symmetric, 0 for equal shares. NaN without cells or when a year has no values.
 */
export function stabilityIndex(now: readonly number[], before: readonly number[]): number {
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  const [n, m] = [total(now), total(before)];
  if (n === 0 || m === 0 || now.length === 0) return Number.NaN;
  const [wideN, wideM] = [n + PSEUDO_COUNT * now.length, m + PSEUDO_COUNT * now.length];
  let index = 0;
  for (const [i, count] of now.entries()) {
    const p = (count + PSEUDO_COUNT) / wideN;
    const q = ((before[i] ?? 0) + PSEUDO_COUNT) / wideM;
    index += (p - q) * Math.log(p / q);
  }
  return index;
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

interface CodePair {
  readonly code: string;
  readonly now: number;
  readonly before: number;
}

/** Every code of either year, by code. */
function pairCodes(now: CodeProfile, before: CodeProfile): readonly CodePair[] {
  const pairs = new Map<string, { now: number; before: number }>();
  for (const [code, count] of now.codes) pairs.set(code, { now: count, before: 0 });
  for (const [code, count] of before.codes) {
    const known = pairs.get(code);
    if (known === undefined) pairs.set(code, { now: 0, before: count });
    else known.before = count;
  }
  return [...pairs].map(([code, pair]) => ({ code, ...pair })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

const CODES_LISTED = 20;
/** Rows with codes that the other year does not have, beyond which the column is taken to be coded anew. */
const RECODED = 0.5;
/** Shares that differ by more than this are not what another code had. */
const SWAP_TOLERANCE = 0.02;
/** A stability index beyond which a swap of codes is looked for. */
const SWAP_FROM = 0.25;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function listed(pairs: readonly CodePair[], of: 'now' | 'before', filled: number) {
  const byCount = pairs.toSorted((a, b) => b[of] - a[of] || (a.code < b.code ? -1 : 1));
  return {
    codes: byCount.slice(0, CODES_LISTED).map(({ code }) => code.slice(0, 500)),
    count: pairs.length,
    share: filled === 0 ? 0 : Math.min(1, sum(pairs.map((pair) => pair[of])) / filled),
  };
}

/**
 * What has become of the coding. `swapped`: the same codes with clearly other shares, which are another order of last
 * year's: 1 and 2 have changed places. Few codes only, since many shares match by chance.
 */
function codingOf(
  pairs: readonly CodePair[],
  psi: number,
  filled: readonly [now: number, before: number],
): NonNullable<ColumnDrift['coding']> {
  const [n, m] = filled;
  const fresh = sum(pairs.filter(({ before }) => before === 0).map(({ now }) => now));
  const gone = sum(pairs.filter(({ now }) => now === 0).map(({ before }) => before));
  if (n > 0 && m > 0 && fresh / n > RECODED && gone / m > RECODED) return 'recoded';
  const added = pairs.some(({ before }) => before === 0);
  const removed = pairs.some(({ now }) => now === 0);
  if (!added && !removed && psi > SWAP_FROM && pairs.length >= 2 && pairs.length <= 20) {
    const shares = (of: 'now' | 'before', total: number): number[] =>
      pairs.map((pair) => pair[of] / total).sort((a, b) => a - b);
    const earlier = shares('before', m);
    if (shares('now', n).every((share, i) => Math.abs(share - (earlier[i] as number)) <= SWAP_TOLERANCE))
      return 'swapped';
  }
  return added ? 'wider' : removed ? 'narrower' : 'same';
}

function codeDrift(now: CodeProfile, before: CodeProfile): ColumnDrift {
  const pairs = pairCodes(now, before);
  const [n, m] = [filledOf(now), filledOf(before)];
  const counts = (of: 'now' | 'before', rest: number): number[] => [...pairs.map((pair) => pair[of]), rest];
  const [inNow, inBefore] = [counts('now', now.others.count), counts('before', before.others.count)];
  if (now.others.count === 0 && before.others.count === 0) {
    inNow.pop();
    inBefore.pop();
  }
  const psi = stabilityIndex(inNow, inBefore);
  const distance =
    n === 0 || m === 0
      ? Number.NaN
      : sum(inNow.map((count, i) => Math.abs(count / n - (inBefore[i] as number) / m))) / 2;
  // Codes beyond the kept ones may be in the other year's tail: then nothing is said to be new or gone.
  const known = now.others.codes === 0 && before.others.codes === 0 && n > 0 && m > 0;
  return {
    missing: missingShare(now) - missingShare(before),
    psi: orNull(psi),
    distance: orNull(distance),
    location: null,
    spread: null,
    newCodes: known
      ? listed(
          pairs.filter((pair) => pair.before === 0),
          'now',
          n,
        )
      : null,
    vanishedCodes: known
      ? listed(
          pairs.filter((pair) => pair.now === 0),
          'before',
          m,
        )
      : null,
    coding: known ? codingOf(pairs, psi, [n, m]) : null,
  };
}

export const missingShare = ({ rows, missing }: { readonly rows: number; readonly missing: number }): number =>
  rows === 0 ? 0 : missing / rows;

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** Interquartile range of the normal distribution in standard deviations. */
const NORMAL_IQR = 1.349;
/** The same for the range between the 5th and the 95th percentile. */
const NORMAL_P5_P95 = 3.29;

function numberDrift(now: NumberProfile, before: NumberProfile): ColumnDrift {
  const nothing = { newCodes: null, vanishedCodes: null, coding: null };
  const missing = missingShare(now) - missingShare(before);
  const [n, m] = [filledOf(now), filledOf(before)];
  if (n === 0 || m === 0 || now.type === 'key' || before.type === 'key')
    return { missing, psi: null, distance: null, location: null, spread: null, ...nothing };
  const limits = [...new Set(TENTHS.map((share) => quantileOf(before, share)))];
  const inNow = Array.from({ length: limits.length + 1 }, () => 0);
  const inBefore = Array.from({ length: limits.length + 1 }, () => 0);
  let distance = 0;
  let [upNow, upBefore] = [0, 0];
  for (const [bin, a, b] of pairedBins(now, before)) {
    const { from } = extentOf(bin);
    const cell = limits.findIndex((limit) => from <= limit);
    const at = cell === -1 ? limits.length : cell;
    inNow[at] = (inNow[at] as number) + a;
    inBefore[at] = (inBefore[at] as number) + b;
    upNow += a;
    upBefore += b;
    distance = Math.max(distance, Math.abs(upNow / n - upBefore / m));
  }
  const range = (profile: NumberProfile, low: number, high: number): number =>
    quantileOf(profile, high) - quantileOf(profile, low);
  const iqr = range(before, 0.25, 0.75);
  const deviation = iqr > 0 ? iqr / NORMAL_IQR : range(before, 0.05, 0.95) / NORMAL_P5_P95;
  const shift = quantileOf(now, 0.5) - quantileOf(before, 0.5);
  return {
    missing,
    psi: orNull(stabilityIndex(inNow, inBefore)),
    distance,
    location: shift === 0 ? 0 : orNull(shift / deviation),
    spread: orNull(range(now, 0.25, 0.75) / iqr),
    ...nothing,
  };
}

/** How a column differs from last year's; null when it is not of the same kind, so that there is nothing to compare. */
export function driftOf(now: ColumnProfile, before: ColumnProfile): ColumnDrift | null {
  if (holdsCodes(now)) return holdsCodes(before) ? codeDrift(now, before) : null;
  return holdsCodes(before) ? null : numberDrift(now, before);
}
