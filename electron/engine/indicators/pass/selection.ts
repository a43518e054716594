import { quantileOf } from '../../../../shared/domain/numbers/quantile.ts';

/** Below this, picking out a bracket costs more than it saves. */
const FEW = 16_384;
/** Values looked at beforehand, to guess between which two the wanted ones lie. */
const SAMPLED = 1024;
/** How far from the guess, in the sample's ranks, the bracket reaches on both sides. */
const MARGIN = 48;

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

interface Bracketed {
  readonly below: number;
  readonly within: Float64Array;
}

/** The values from `low` to `high`, both with, and how many lie below; undefined when they would be too many. */
function between(parts: readonly Float64Array[], low: number, high: number, most: number): Bracketed | undefined {
  const within = new Float64Array(most);
  let below = 0;
  let count = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 1) {
      const value = part[i] as number;
      below += value < low ? 1 : 0;
      if (value >= low && value <= high) {
        if (count === most) return undefined;
        within[count] = value;
        count += 1;
      }
    }
  }
  return { below, within: within.subarray(0, count) };
}

/**
 * The k-th smallest value (k from 0) and the next, or undefined when the sample misled or most values are tied. Of many
 * values a sorted sample tells between which two the wanted ones should lie; one pass picks those out, and only among
 * them is there anything left to find.
 */
function neighbours(parts: readonly Float64Array[], length: number, k: number): readonly [number, number] | undefined {
  const sorted = sample(parts, length);
  const guess = Math.round((k / length) * sorted.length);
  const low = guess - MARGIN < 0 ? Number.NEGATIVE_INFINITY : (sorted[guess - MARGIN] as number);
  const high = guess + MARGIN >= sorted.length ? Number.POSITIVE_INFINITY : (sorted[guess + MARGIN] as number);
  const found = between(parts, low, high, length >>> 2);
  if (found === undefined) return undefined;
  const { below, within } = found;
  if (k < below || k + 1 >= below + within.length) return undefined;
  if (within.length >= FEW) return neighbours([within], within.length, k - below);
  within.sort();
  return [within[k - below] as number, within[k - below + 1] as number];
}

/**
 * Quantile of type 7 over values that lie in several arrays: the same number as `quantileOf` gives for all of them
 * together, exact, for any values in any order (no NaN; empty: NaN). After Floyd and Rivest (1975), "Expected time
 * bounds for selection". The arrays are left as they are.
 */
export function quantileOfParts(parts: readonly Float64Array[], p: number): number {
  const length = lengthOf(parts);
  const h = (length - 1) * p;
  const k = Math.floor(h);
  const found = length < FEW ? undefined : neighbours(parts, length, k);
  if (found === undefined) return quantileOf(together(parts, length), p);
  const [lower, next] = found;
  return h === k ? lower : lower + (h - k) * (next - lower);
}
