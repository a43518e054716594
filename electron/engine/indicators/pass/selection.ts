import { select } from '../../../../shared/domain/numbers/quantile.ts';

/** Below this, picking out a bracket costs more than it saves. */
const FEW = 16_384;
/** Values looked at beforehand, to guess between which two the wanted ones lie. */
const SAMPLED = 1024;
/** How far from the guess, in the sample's ranks, the bracket reaches on both sides. */
const MARGIN = 48;
/** Values looked at between two looks at whether there is still room for them. */
const STRETCH = 4096;

const lengthOf = (parts: readonly Float64Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function together(parts: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Every so-manieth value, sorted. */
function sample(parts: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(SAMPLED);
  const step = length / SAMPLED;
  let wanted = step / 2;
  let before = 0;
  let taken = 0;
  for (const part of parts) {
    while (taken < SAMPLED && Math.floor(wanted) < before + part.length) {
      out[taken] = part[Math.floor(wanted) - before] as number;
      taken += 1;
      wanted += step;
    }
    before += part.length;
  }
  return out.subarray(0, taken).sort();
}

/** Values between two others, all of those that there are. */
interface Bracket {
  /** How many values lie below all of these. */
  readonly below: number;
  readonly parts: readonly Float64Array[];
  readonly length: number;
  sample?: Float64Array;
}

/** The values from `low` to `high`, both with, and how many lie below; undefined when they would be too many. */
function between(
  parts: readonly Float64Array[],
  low: number,
  high: number,
  most: number,
): { readonly below: number; readonly within: Float64Array } | undefined {
  const within = new Float64Array(most + STRETCH);
  let below = 0;
  let count = 0;
  for (const part of parts)
    for (let first = 0; first < part.length; first += STRETCH) {
      if (count > most) return undefined;
      const end = Math.min(first + STRETCH, part.length);
      // Without a branch, since no processor can guess it: what does not belong is written over by the next.
      for (let i = first; i < end; i += 1) {
        const value = part[i] as number;
        const isBelow = Number(value < low);
        below += isBelow;
        within[count] = value;
        count += Number(value <= high) - isBelow;
      }
    }
  return count > most ? undefined : { below, within: within.slice(0, count) };
}

/** The k-th smallest value (k from 0) and the next; the same again where there is no next. */
type Neighbours = (k: number) => readonly [number, number];

/** Selects in one array, reordering it; what has been put in its place stays there and narrows the next search. */
function selectIn(values: Float64Array): Neighbours {
  const settled: number[] = [];
  const settle = (k: number): number => {
    let before = 0;
    while (before < settled.length && (settled[before] as number) < k) before += 1;
    if (settled[before] === k) return values[k] as number;
    const found = select(values, k, (settled[before - 1] ?? -1) + 1, (settled[before] ?? values.length) - 1);
    settled.splice(before, 0, k);
    return found;
  };
  return (k) => {
    const lower = settle(k);
    return [lower, k + 1 < values.length ? settle(k + 1) : lower];
  };
}

/**
 * Selects from many values. A sorted sample tells between which two the wanted ones should lie; one pass picks those out, and
 * only among them is there anything left to find. The brackets are kept: the quantiles that one asks for besides, such
 * as the ends of an interval, mostly lie in them. After Floyd and Rivest (1975), "Expected time bounds for selection".
 */
function selectAmong(parts: readonly Float64Array[], length: number): Neighbours {
  const brackets: Bracket[] = [{ below: 0, parts, length }];
  const last = new Map<Bracket, Neighbours>();
  let whole: Neighbours | undefined;
  const narrowed = (of: Bracket, k: number): Bracket | undefined => {
    of.sample ??= sample(of.parts, of.length);
    const sorted = of.sample;
    const guess = Math.round(((k - of.below) / of.length) * sorted.length);
    const low = guess - MARGIN < 0 ? Number.NEGATIVE_INFINITY : (sorted[guess - MARGIN] as number);
    const high = guess + MARGIN >= sorted.length ? Number.POSITIVE_INFINITY : (sorted[guess + MARGIN] as number);
    const found = between(of.parts, low, high, of.length >>> 2);
    if (found === undefined) return undefined;
    const { below, within } = found;
    return { below: of.below + below, parts: [within], length: within.length };
  };
  const holds = ({ below, length: own }: Bracket, k: number): boolean => k >= below && k + 1 < below + own;
  return (k) => {
    let bracket = brackets.findLast((candidate) => holds(candidate, k));
    while (bracket !== undefined && bracket.length >= FEW) {
      const next: Bracket | undefined = narrowed(bracket, k);
      bracket = next !== undefined && holds(next, k) ? next : undefined;
      if (bracket !== undefined) brackets.push(bracket);
    }
    if (bracket === undefined) {
      // The sample misled, or most values are tied.
      whole ??= selectIn(together(parts, length));
      return whole(k);
    }
    const { below } = bracket;
    const own = last.get(bracket) ?? selectIn(bracket.parts[0] as Float64Array);
    last.set(bracket, own);
    return own(k - below);
  };
}

/** Values of which quantiles are asked for, one after the other. */
export interface Ordered {
  readonly length: number;
  /**
   * The quantile of type 7: the same number as `quantileOf` gives for all values together, exact, for any values in any
   * order (no NaN; empty: NaN).
   */
  readonly quantile: (p: number) => number;
}

/** Values that lie in several arrays, which are left as they are. */
export function ordered(parts: readonly Float64Array[]): Ordered {
  const length = lengthOf(parts);
  let neighbours: Neighbours | undefined;
  return {
    length,
    quantile: (p) => {
      if (length === 0) return Number.NaN;
      neighbours ??= length < FEW ? selectIn(together(parts, length)) : selectAmong(parts, length);
      const h = (length - 1) * p;
      const k = Math.floor(h);
      const [lower, next] = neighbours(k);
      return h === k ? lower : lower + (h - k) * (next - lower);
    },
  };
}
