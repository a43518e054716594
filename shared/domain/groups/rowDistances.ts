import { type Code, f64, f64x2, i32, repeat, sequence, v128 } from '../../webassembly/code.ts';
import { loopsOf } from '../../webassembly/loops.ts';
import { defined, type Local } from '../../webassembly/module.ts';
import type { Points } from './points.ts';

/** Coordinates that are taken together; a row is filled up with zeros to a multiple of it. */
const TOGETHER = 4;
const NUMBER = 8;
const VECTOR = 2 * NUMBER;

/**
 * Distances from one row of a table to many others, the innermost loop of all methods that look at pairs. Four partial sums,
 * always added in the same order: the same bits in WebAssembly and in JavaScript, and as `squaredDistance` gives for rows of this
 * width.
 */
export interface RowDistances {
  /** Coordinates of a row with what it was filled up by. */
  readonly width: number;
  /** The rows, which may be changed. */
  readonly rows: Float64Array;
  /** Squared distances from row `i` to the rows from..to - 1, at their own places; later places may be overwritten. */
  squares(i: number, from: number, to: number): Float64Array;
}

export function rowDistances(points: Points): RowDistances {
  const { n, p } = points;
  const width = widthOf(p);
  // One more row and place, since the loop takes two rows a time.
  const numbers = (n + 1) * width;
  const outAt = Math.ceil((numbers * NUMBER) / VECTOR) * VECTOR;
  const loops = loopsOf(SQUARES, outAt + (n + 1) * NUMBER);
  const squares = loops?.call['squares'];
  if (loops === undefined || squares === undefined) return plainRowDistances(points);
  const out = new Float64Array(loops.memory, outAt, n);
  const bytes = width * NUMBER;
  return {
    width,
    rows: filled(new Float64Array(loops.memory, 0, numbers), points, width),
    squares: (i, from, to) => {
      if (from < to) squares(i * bytes, from * bytes, to * bytes, bytes, outAt + from * NUMBER);
      return out;
    },
  };
}

/** The same where nothing may be compiled. */
export function plainRowDistances(points: Points): RowDistances {
  const width = widthOf(points.p);
  const rows = filled(new Float64Array(points.n * width), points, width);
  const out = new Float64Array(points.n);
  return {
    width,
    rows,
    squares: (i, from, to) => {
      plainSquares(rows, width, i, from, to, out);
      return out;
    },
  };
}

/** Coordinates of a row when it is filled up. */
export const widthOf = (p: number): number => Math.ceil(p / TOGETHER) * TOGETHER;

/** Puts the points into rows of this width; the rows must hold zeros. */
export function filled(rows: Float64Array, { n, p, values }: Points, width: number): Float64Array {
  for (let i = 0; i < n; i += 1) rows.set(values.subarray(i * p, (i + 1) * p), i * width);
  return rows;
}

export function plainSquares(
  rows: Float64Array,
  width: number,
  i: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const own = i * width;
  const end = own + width;
  let b = from * width;
  for (let j = from; j < to; j += 1) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let a = own; a < end; a += TOGETHER, b += TOGETHER) {
      const d0 = (rows[a] as number) - (rows[b] as number);
      const d1 = (rows[a + 1] as number) - (rows[b + 1] as number);
      const d2 = (rows[a + 2] as number) - (rows[b + 2] as number);
      const d3 = (rows[a + 3] as number) - (rows[b + 3] as number);
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    out[j] = s0 + s1 + (s2 + s3);
  }
}

/** The same, two rows and two coordinates at a time: a row and a place behind the last must be there. All places are addresses. */
export const squaresCode = defined(
  'squares',
  { own: 'i32', other: 'i32', end: 'i32', bytes: 'i32', out: 'i32' },
  {
    at: 'i32',
    stop: 'i32',
    next: 'i32',
    low: 'v128',
    high: 'v128',
    nextLow: 'v128',
    nextHigh: 'v128',
    gap: 'v128',
  },
  (the) => {
    const nothing = v128.const(Array.from({ length: VECTOR }, () => 0));
    const addSquare = (sum: Local, of: Local, offset: number): Code =>
      sequence(
        the.gap.set(f64x2.sub(v128.load([the.at.get], offset), v128.load([of.get], offset))),
        sum.set(f64x2.add(sum.get, f64x2.mul(the.gap.get, the.gap.get))),
      );
    const forward = (place: Local, step: number): Code => place.set(i32.add(place.get, i32.const(step)));
    const added = (low: Local, high: Local): Code =>
      f64.add(
        f64.add(f64x2.at(low.get, 0), f64x2.at(low.get, 1)),
        f64.add(f64x2.at(high.get, 0), f64x2.at(high.get, 1)),
      );
    return sequence(
      repeat(
        i32.lessUnsigned(the.other.get, the.end.get),
        sequence(
          the.at.set(the.own.get),
          the.stop.set(i32.add(the.own.get, the.bytes.get)),
          the.next.set(i32.add(the.other.get, the.bytes.get)),
          ...[the.low, the.high, the.nextLow, the.nextHigh].map((sum) => sum.set(nothing)),
          repeat(
            i32.lessUnsigned(the.at.get, the.stop.get),
            sequence(
              addSquare(the.low, the.other, 0),
              addSquare(the.high, the.other, VECTOR),
              addSquare(the.nextLow, the.next, 0),
              addSquare(the.nextHigh, the.next, VECTOR),
              forward(the.at, 2 * VECTOR),
              forward(the.other, 2 * VECTOR),
              forward(the.next, 2 * VECTOR),
            ),
          ),
          the.other.set(the.next.get),
          f64.store([the.out.get, added(the.low, the.high)]),
          f64.store([the.out.get, added(the.nextLow, the.nextHigh)], NUMBER),
          forward(the.out, VECTOR),
        ),
      ),
      i32.const(0),
    );
  },
);

const SQUARES = [squaresCode];
