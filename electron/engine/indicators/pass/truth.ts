import type { Operator } from '../../../../shared/schemas/definitionNames.ts';
import { byTable, type CodesOf } from './codes.ts';
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

/** Numbers that hang on a code alone: the code of each record, and the number of each code. */
export interface Coded {
  readonly codes: CodesOf;
  readonly table: () => Float64Array;
}

/** A number per row (NaN missing), or one that is the same for every row. */
export type Numbers =
  | { readonly kind: 'column'; readonly of: (frame: Frame) => Float64Array; readonly coded?: Coded }
  | { readonly kind: 'scalar'; readonly of: () => number };

/** A part that is the same for every row: what "all of none" and "any of none" are. */
const constant = (verdict: number): Truth =>
  oncePerFrame((frame, previous) => bytesFor(frame.rows, previous).fill(verdict, 0, frame.rows));

/** True where every part is, false where any is false; everyone when there are no parts. */
export function all(parts: readonly Truth[]): Truth {
  const [first, second, ...rest] = parts;
  if (first === undefined) return constant(TRUE);
  if (second === undefined) return first;
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const a = first(frame);
    const b = second(frame);
    for (let i = 0; i < frame.rows; i += 1) out[i] = Math.min(a[i] as number, b[i] as number);
    for (const part of rest) {
      const values = part(frame);
      for (let i = 0; i < frame.rows; i += 1) out[i] = Math.min(out[i] as number, values[i] as number);
    }
    return out;
  });
}

/** True where any part is, false where every one is false. */
export function any(parts: readonly Truth[]): Truth {
  const [first, second, ...rest] = parts;
  if (first === undefined) return constant(FALSE);
  if (second === undefined) return first;
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const a = first(frame);
    const b = second(frame);
    for (let i = 0; i < frame.rows; i += 1) out[i] = Math.max(a[i] as number, b[i] as number);
    for (const part of rest) {
      const values = part(frame);
      for (let i = 0; i < frame.rows; i += 1) out[i] = Math.max(out[i] as number, values[i] as number);
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

const verdictTable = (numbers: Float64Array, verdictOf: (x: number) => number): Uint8Array =>
  Uint8Array.from(numbers, (x) => verdictOf(x));

/** A verdict per record from its number: by a table where the number hangs on a code. */
function perRecord(value: Numbers & { readonly kind: 'column' }, makeVerdict: () => (x: number) => number): Truth {
  const { coded, of } = value;
  if (coded !== undefined) return byTable(coded.codes, () => verdictTable(coded.table(), makeVerdict()));
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const values = of(frame);
    const verdictOf = makeVerdict();
    for (let i = 0; i < frame.rows; i += 1) out[i] = verdictOf(values[i] as number);
    return out;
  });
}

/** Compares two numbers per row; unknown when either is missing. */
export function compare(left: Numbers, operator: Operator, right: Numbers): Truth {
  const [less, equal, greater] = VERDICTS[operator];
  const verdict = (a: number, b: number): number => (a < b ? less : a > b ? greater : a === b ? equal : UNKNOWN);
  if (left.kind === 'scalar') {
    if (right.kind === 'scalar')
      return oncePerFrame((frame, previous) => bytesFor(frame.rows, previous).fill(verdict(left.of(), right.of())));
    return perRecord(right, () => {
      const a = left.of();
      return (b) => verdict(a, b);
    });
  }
  if (right.kind === 'scalar' && left.coded !== undefined)
    return perRecord(left, () => {
      const b = right.of();
      return (a) => verdict(a, b);
    });
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const a = left.of(frame);
    if (right.kind === 'scalar') {
      const b = right.of();
      for (let i = 0; i < frame.rows; i += 1) {
        const x = a[i] as number;
        out[i] = x < b ? less : x > b ? greater : x === b ? equal : UNKNOWN;
      }
      return out;
    }
    const b = right.of(frame);
    for (let i = 0; i < frame.rows; i += 1) {
      const x = a[i] as number;
      const y = b[i] as number;
      out[i] = x < y ? less : x > y ? greater : x === y ? equal : UNKNOWN;
    }
    return out;
  });
}

const alike = (verdict: () => number): Truth =>
  oncePerFrame((frame, previous) => bytesFor(frame.rows, previous).fill(verdict()));

/** least <= value <= most; unknown when the value is missing. */
export function between(value: Numbers, least: number, most: number): Truth {
  const verdict = (x: number): number => (x >= least && x <= most ? TRUE : Number.isNaN(x) ? UNKNOWN : FALSE);
  return value.kind === 'scalar' ? alike(() => verdict(value.of())) : perRecord(value, () => verdict);
}

/** Is the number one of these? Unknown when it is missing. */
export function inNumbers(value: Numbers, wanted: ReadonlySet<number>): Truth {
  const verdict = (x: number): number => (Number.isNaN(x) ? UNKNOWN : wanted.has(x) ? TRUE : FALSE);
  return value.kind === 'scalar' ? alike(() => verdict(value.of())) : perRecord(value, () => verdict);
}
