import type { Operator } from '../../../../shared/schemas/condition.ts';
import { bytesFor, type Frame, oncePerFrame } from './frame.ts';

/*
 * Three-valued logic after Kleene, one byte per record: with FALSE < UNKNOWN < TRUE, "all" is the least, "any" the
 * greatest and "not" the mirror image.
 */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** One truth value per row of the frame; only valid until the next frame. */
export type Truth = (frame: Frame) => Uint8Array;

/** A number per row (NaN missing), or one that is the same for every row. */
export type Numbers =
  | { readonly kind: 'column'; readonly of: (frame: Frame) => Float64Array }
  | { readonly kind: 'scalar'; readonly of: () => number };

/** A part that is the same for every row: what "all of none" and "any of none" are. */
const constant = (verdict: number): Truth =>
  oncePerFrame((frame, previous) => bytesFor(frame.rows, previous).fill(verdict, 0, frame.rows));

/** True where every part is, false where any is false; everyone when there are no parts. */
export function all(parts: readonly Truth[]): Truth {
  const [first, ...rest] = parts;
  if (first === undefined) return constant(TRUE);
  if (rest.length === 0) return first;
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    out.set(first(frame).subarray(0, frame.rows));
    for (const part of rest) {
      const values = part(frame);
      for (let i = 0; i < frame.rows; i += 1) {
        const value = values[i] as number;
        if (value < (out[i] as number)) out[i] = value;
      }
    }
    return out;
  });
}

/** True where any part is, false where every one is false. */
export function any(parts: readonly Truth[]): Truth {
  const [first, ...rest] = parts;
  if (first === undefined) return constant(FALSE);
  if (rest.length === 0) return first;
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    out.set(first(frame).subarray(0, frame.rows));
    for (const part of rest) {
      const values = part(frame);
      for (let i = 0; i < frame.rows; i += 1) {
        const value = values[i] as number;
        if (value > (out[i] as number)) out[i] = value;
      }
    }
    return out;
  });
}

export const not = (part: Truth): Truth =>
  oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const values = part(frame);
    for (let i = 0; i < frame.rows; i += 1) out[i] = TRUE - (values[i] as number);
    return out;
  });

/** What an operator says when the left side is less, equal, greater. */
const VERDICTS: Readonly<Record<Operator, readonly [number, number, number]>> = {
  '<': [TRUE, FALSE, FALSE],
  '<=': [TRUE, TRUE, FALSE],
  '=': [FALSE, TRUE, FALSE],
  '!=': [TRUE, FALSE, TRUE],
  '>=': [FALSE, TRUE, TRUE],
  '>': [FALSE, FALSE, TRUE],
};

/** Compares two numbers per row; unknown when either is missing. */
export function compare(left: Numbers, operator: Operator, right: Numbers): Truth {
  const [less, equal, greater] = VERDICTS[operator];
  const verdict = (a: number, b: number): number => (a < b ? less : a > b ? greater : a === b ? equal : UNKNOWN);
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    if (left.kind === 'scalar' && right.kind === 'scalar') return out.fill(verdict(left.of(), right.of()));
    if (left.kind === 'scalar') {
      const a = left.of();
      const b = right.of(frame) as Float64Array;
      for (let i = 0; i < frame.rows; i += 1) out[i] = verdict(a, b[i] as number);
      return out;
    }
    const a = left.of(frame);
    if (right.kind === 'scalar') {
      const b = right.of();
      for (let i = 0; i < frame.rows; i += 1) out[i] = verdict(a[i] as number, b);
      return out;
    }
    const b = right.of(frame);
    for (let i = 0; i < frame.rows; i += 1) out[i] = verdict(a[i] as number, b[i] as number);
    return out;
  });
}

/** least <= value <= most; unknown when the value is missing. */
export function between(value: Numbers, least: number, most: number): Truth {
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const one = value.kind === 'scalar' ? value.of() : 0;
    const column = value.kind === 'column' ? value.of(frame) : undefined;
    for (let i = 0; i < frame.rows; i += 1) {
      const x = column === undefined ? one : (column[i] as number);
      out[i] = x >= least && x <= most ? TRUE : Number.isNaN(x) ? UNKNOWN : FALSE;
    }
    return out;
  });
}
