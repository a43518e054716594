import { codedNumbers } from './columns.ts';
import { doublesFor, type Frame, oncePerFrame } from './frame.ts';
import type { Numbers } from './truth.ts';

/** Arithmetic on numbers per record. Whatever is missing (NaN) makes the result missing; so does division by zero. */

type Step = (a: number, b: number) => number;

const STEPS = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => (b === 0 ? Number.NaN : a / b),
} as const satisfies Record<string, Step>;

type Kind = keyof typeof STEPS;
type Loop = (a: Float64Array, b: Float64Array, out: Float64Array, rows: number) => void;

/** The same steps over columns: a loop for each, since a call per record would cost more than the step itself. */
const LOOPS: Readonly<Record<Kind, Loop>> = {
  add: (a, b, out, rows) => {
    for (let i = 0; i < rows; i += 1) out[i] = (a[i] as number) + (b[i] as number);
  },
  subtract: (a, b, out, rows) => {
    for (let i = 0; i < rows; i += 1) out[i] = (a[i] as number) - (b[i] as number);
  },
  multiply: (a, b, out, rows) => {
    for (let i = 0; i < rows; i += 1) out[i] = (a[i] as number) * (b[i] as number);
  },
  divide: (a, b, out, rows) => {
    for (let i = 0; i < rows; i += 1) {
      const under = b[i] as number;
      out[i] = under === 0 ? Number.NaN : (a[i] as number) / under;
    }
  },
};

/** A column of numbers, also where all are the same. */
function filled(numbers: Numbers): (frame: Frame) => Float64Array {
  if (numbers.kind === 'column') return numbers.of;
  return oncePerFrame<Float64Array>((frame, previous) =>
    doublesFor(frame.rows, previous).fill(numbers.of(), 0, frame.rows),
  );
}

const two = (left: Numbers, right: Numbers, kind: Kind): Numbers => {
  const step: Step = STEPS[kind];
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
  const leftOf = filled(left);
  const rightOf = filled(right);
  const of = oncePerFrame<Float64Array>((frame, previous) => {
    const out = doublesFor(frame.rows, previous);
    LOOPS[kind](leftOf(frame), rightOf(frame), out, frame.rows);
    return out;
  });
  return { kind: 'column', of };
};

/** Combines from the left: ((a step b) step c) … */
export function combine(parts: readonly Numbers[], kind: Kind): Numbers {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError('combine: nothing to combine');
  return rest.reduce((held, part) => two(held, part, kind), first);
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
