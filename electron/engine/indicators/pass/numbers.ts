import { codedNumbers } from './columns.ts';
import { doublesFor, oncePerFrame } from './frame.ts';
import type { Numbers } from './truth.ts';

/** Arithmetic on numbers per record. Whatever is missing (NaN) makes the result missing; so does division by zero. */

type Step = (a: number, b: number) => number;

export const STEPS = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => (b === 0 ? Number.NaN : a / b),
} as const satisfies Record<string, Step>;

const two = (left: Numbers, right: Numbers, step: Step): Numbers => {
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    const of = (): number => step(left.of(), right.of());
    return { kind: 'scalar', of };
  }
  // One number and one that hangs on a code: the result hangs on that code too.
  if (left.kind === 'column' && left.coded !== undefined && right.kind === 'scalar') {
    const { codes, table } = left.coded;
    return codedNumbers(codes, () => table().map((a) => step(a, right.of())));
  }
  if (right.kind === 'column' && right.coded !== undefined && left.kind === 'scalar') {
    const { codes, table } = right.coded;
    return codedNumbers(codes, () => table().map((b) => step(left.of(), b)));
  }
  const of = oncePerFrame<Float64Array>((frame, previous) => {
    const out = doublesFor(frame.rows, previous);
    const leftColumn = left.kind === 'column' ? left.of(frame) : undefined;
    const rightColumn = right.kind === 'column' ? right.of(frame) : undefined;
    const leftOne = left.kind === 'scalar' ? left.of() : 0;
    const rightOne = right.kind === 'scalar' ? right.of() : 0;
    for (let i = 0; i < frame.rows; i += 1) {
      out[i] = step(
        leftColumn === undefined ? leftOne : (leftColumn[i] as number),
        rightColumn === undefined ? rightOne : (rightColumn[i] as number),
      );
    }
    return out;
  });
  return { kind: 'column', of };
};

/** Combines from the left: ((a step b) step c) … */
export function combine(parts: readonly Numbers[], step: Step): Numbers {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError('combine: nothing to combine');
  return rest.reduce((held, part) => two(held, part, step), first);
}

/** Applies a function of one number, such as rounding up. */
export function mapped(part: Numbers, step: (a: number) => number): Numbers {
  if (part.kind === 'scalar') return { kind: 'scalar', of: () => step(part.of()) };
  const { coded } = part;
  if (coded !== undefined) return codedNumbers(coded.codes, () => coded.table().map((a) => step(a)));
  const of = oncePerFrame<Float64Array>((frame, previous) => {
    const out = doublesFor(frame.rows, previous);
    const values = part.of(frame);
    for (let i = 0; i < frame.rows; i += 1) out[i] = step(values[i] as number);
    return out;
  });
  return { kind: 'column', of };
}
