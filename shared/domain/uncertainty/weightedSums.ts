import { type Code, f64x2, i32, repeat, sequence, v128 } from '../../webassembly/code.ts';
import { loopsOf } from '../../webassembly/loops.ts';
import { defined } from '../../webassembly/module.ts';

/** Weight vectors that are carried out together: a value is then read once for all of them. */
export const TOGETHER = 4;
/** Areas that are taken together. */
const AREAS = 4;
const NUMBER = 8;
const VECTOR = 2 * NUMBER;

/**
 * Weighted sums of the same columns by four weight vectors at once, each area's terms added in the order of the columns: the same
 * bits as one after the other, in WebAssembly and in JavaScript.
 */
export interface WeightedSums {
  /** Weight of column j in vector v at j * 4 + v. */
  readonly weights: Float64Array;
  /** What `compute` fills: the sums by vector v, an area each. */
  readonly sums: readonly Float64Array[];
  compute(): void;
}

/** @param columns all of one length */
export function weightedSums(columns: readonly Float64Array[]): WeightedSums {
  const layout = layoutOf(columns);
  const loops = loopsOf(SUMS, layout.bytes);
  if (loops === undefined) return plainWeightedSums(columns);
  const { rows, p, weightsAt, sumsAt } = layout;
  return {
    ...placed(columns, layout, loops.memory),
    compute: () => loops.call['sums']?.(0, weightsAt, p * AREAS * NUMBER, weightsAt, sumsAt, rows * NUMBER),
  };
}

/** The same where nothing may be compiled. */
export function plainWeightedSums(columns: readonly Float64Array[]): WeightedSums {
  const layout = layoutOf(columns);
  const { values, weights, sums } = placed(columns, layout, new ArrayBuffer(layout.bytes));
  return { weights, sums, compute: () => plainSums(values, layout.p, weights, sums) };
}

interface Layout {
  readonly p: number;
  readonly n: number;
  /** Areas with those that fill up the last four. */
  readonly rows: number;
  readonly weightsAt: number;
  readonly sumsAt: number;
  readonly bytes: number;
}

function layoutOf(columns: readonly Float64Array[]): Layout {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  const rows = Math.ceil(n / AREAS) * AREAS;
  const weightsAt = rows * p * NUMBER;
  const sumsAt = weightsAt + p * TOGETHER * NUMBER;
  return { p, n, rows, weightsAt, sumsAt, bytes: sumsAt + TOGETHER * rows * NUMBER };
}

/** Four areas of a column, then the same four of the next: what is read together lies together. */
function placed(columns: readonly Float64Array[], { p, n, rows, weightsAt, sumsAt }: Layout, memory: ArrayBuffer) {
  const values = new Float64Array(memory, 0, rows * p);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i += 1) values[(Math.floor(i / AREAS) * p + j) * AREAS + (i % AREAS)] = column[i] as number;
  });
  return {
    values,
    weights: new Float64Array(memory, weightsAt, p * TOGETHER),
    sums: Array.from({ length: TOGETHER }, (_none, v) => new Float64Array(memory, sumsAt + v * rows * NUMBER, n)),
  };
}

function plainSums(values: Float64Array, p: number, weights: Float64Array, sums: readonly Float64Array[]): void {
  sums.forEach((sum, v) => {
    for (let i = 0; i < sum.length; i += 1) {
      let at = Math.floor(i / AREAS) * p * AREAS + (i % AREAS);
      let total = 0;
      for (let j = 0; j < p; j += 1, at += AREAS)
        total += (weights[j * TOGETHER + v] as number) * (values[at] as number);
      sum[i] = total;
    }
  });
}

/** The same, four areas by four vectors at a time; all places are addresses. */
const sumsCode = defined(
  'sums',
  { at: 'i32', end: 'i32', bytes: 'i32', weights: 'i32', out: 'i32', apart: 'i32' },
  {
    stop: 'i32',
    weight: 'i32',
    place: 'i32',
    left: 'v128',
    right: 'v128',
    times: 'v128',
    left0: 'v128',
    left1: 'v128',
    left2: 'v128',
    left3: 'v128',
    right0: 'v128',
    right1: 'v128',
    right2: 'v128',
    right3: 'v128',
  },
  (the) => {
    const pairs = [
      [the.left0, the.right0],
      [the.left1, the.right1],
      [the.left2, the.right2],
      [the.left3, the.right3],
    ] as const;
    const nothing = v128.const(Array.from({ length: VECTOR }, () => 0));
    const addTerms: Code[] = pairs.map(([left, right], v) =>
      sequence(
        the.times.set(f64x2.loadTwice([the.weight.get], v * NUMBER)),
        left.set(f64x2.add(left.get, f64x2.mul(the.times.get, the.left.get))),
        right.set(f64x2.add(right.get, f64x2.mul(the.times.get, the.right.get))),
      ),
    );
    const storeSums: Code[] = pairs.map(([left, right]) =>
      sequence(
        v128.store([the.place.get, left.get]),
        v128.store([the.place.get, right.get], VECTOR),
        the.place.set(i32.add(the.place.get, the.apart.get)),
      ),
    );
    return sequence(
      repeat(
        i32.lessUnsigned(the.at.get, the.end.get),
        sequence(
          the.stop.set(i32.add(the.at.get, the.bytes.get)),
          the.weight.set(the.weights.get),
          ...pairs.flat().map((sum) => sum.set(nothing)),
          repeat(
            i32.lessUnsigned(the.at.get, the.stop.get),
            sequence(
              the.left.set(v128.load([the.at.get])),
              the.right.set(v128.load([the.at.get], VECTOR)),
              ...addTerms,
              the.at.set(i32.add(the.at.get, i32.const(2 * VECTOR))),
              the.weight.set(i32.add(the.weight.get, i32.const(TOGETHER * NUMBER))),
            ),
          ),
          the.place.set(the.out.get),
          ...storeSums,
          the.out.set(i32.add(the.out.get, i32.const(2 * VECTOR))),
        ),
      ),
      i32.const(0),
    );
  },
);

const SUMS = [sumsCode];
