import { type Code, f64, f64x2, i32, repeat, sequence, v128 } from '../../webassembly/code.ts';
import { loopsOf } from '../../webassembly/loops.ts';
import { defined } from '../../webassembly/module.ts';
import type { Points } from './points.ts';
import { filled, plainSquares, squaresCode, widthOf } from './rowDistances.ts';

const NUMBER = 8;
const INTEGER = 4;
const VECTOR = 2 * NUMBER;

export interface Grouped {
  readonly k: number;
  /** Group of each point, 0..k-1. */
  readonly labels: Int32Array;
}

/**
 * Sums of the distances (Euclidean, not squared) from every point to the points of every group, of several divisions of the same points: every
 * pair's distance is computed once, and added in the order of the points, with the same bits in WebAssembly and in JavaScript.
 * @returns per division k rows of n: the sum from point i to group c at c * n + i
 * @param report told now and then how many points are done; may throw to stop
 */
export function distanceSums(
  points: Points,
  divisions: readonly Grouped[],
  report: (done: number, total: number) => void = () => undefined,
): Float64Array[] {
  const layout = layoutOf(points, divisions);
  const { call, memory } = loopsOf(SUMS, layout.bytes) ?? {};
  const { squares, roots, add } = call ?? {};
  if (squares === undefined || roots === undefined || add === undefined || memory === undefined)
    return plainDistanceSums(points, divisions, report);
  const { n } = points;
  const { width, outAt } = layout;
  const sums = placed(points, divisions, layout, memory);
  const bytes = width * NUMBER;
  const last = outAt + n * NUMBER;
  for (let i = 0; i < n; i += 1) {
    const from = outAt + (i + 1) * NUMBER;
    if (i + 1 < n) squares(i * bytes, (i + 1) * bytes, n * bytes, bytes, from);
    roots(from, last);
    divisions.forEach(({ labels }, d) => {
      const { labelsAt, sumsAt } = layout.places[d] as Place;
      const own = sumsAt + ((labels[i] as number) * n + i + 1) * NUMBER;
      add(from, last, labelsAt + (i + 1) * INTEGER, own, sumsAt + i * NUMBER);
    });
    if ((i & 63) === 0) report(i, n);
  }
  return sums;
}

/** The same where nothing may be compiled. */
export function plainDistanceSums(
  points: Points,
  divisions: readonly Grouped[],
  report: (done: number, total: number) => void = () => undefined,
): Float64Array[] {
  const { n } = points;
  const width = widthOf(points.p);
  const rows = filled(new Float64Array(n * width), points, width);
  const distances = new Float64Array(n);
  const sums = divisions.map(({ k }) => new Float64Array(n * k));
  for (let i = 0; i < n; i += 1) {
    plainSquares(rows, width, i, i + 1, n, distances);
    for (let j = i + 1; j < n; j += 1) distances[j] = Math.sqrt(distances[j] as number);
    divisions.forEach(({ labels }, d) => {
      addDistances(distances, i, labels, sums[d] as Float64Array);
    });
    if ((i & 63) === 0) report(i, n);
  }
  return sums;
}

/** The distances from point i to all later ones, added to what both ends have to the other's group. */
function addDistances(distances: Float64Array, i: number, labels: Int32Array, sums: Float64Array): void {
  const n = labels.length;
  const own = (labels[i] as number) * n;
  for (let j = i + 1; j < n; j += 1) {
    const distance = distances[j] as number;
    const atI = (labels[j] as number) * n + i;
    const atJ = own + j;
    sums[atI] = (sums[atI] as number) + distance;
    sums[atJ] = (sums[atJ] as number) + distance;
  }
}

interface Place {
  readonly labelsAt: number;
  readonly sumsAt: number;
}
interface Layout {
  readonly width: number;
  /** Where the distances from one point lie, behind all rows. */
  readonly outAt: number;
  readonly places: readonly Place[];
  readonly bytes: number;
}

function layoutOf({ n, p }: Points, divisions: readonly Grouped[]): Layout {
  const whole = (bytes: number): number => Math.ceil(bytes / VECTOR) * VECTOR;
  const width = widthOf(p);
  // One more row and two more places, since two rows and two roots are taken at a time.
  const outAt = whole((n + 1) * width * NUMBER);
  let end = outAt + whole((n + 2) * NUMBER);
  const places = divisions.map(({ k }) => {
    const labelsAt = end;
    const sumsAt = labelsAt + whole(n * INTEGER);
    end = sumsAt + whole(n * k * NUMBER);
    return { labelsAt, sumsAt };
  });
  return { width, outAt, places, bytes: end };
}

/** Puts points and groups into the memory, each group as the distance in bytes to its row of sums, and gives the sums. */
function placed(points: Points, divisions: readonly Grouped[], layout: Layout, memory: ArrayBuffer): Float64Array[] {
  const { n } = points;
  filled(new Float64Array(memory, 0, n * layout.width), points, layout.width);
  return divisions.map(({ k, labels }, d) => {
    const { labelsAt, sumsAt } = layout.places[d] as Place;
    const steps = new Int32Array(memory, labelsAt, n);
    for (let i = 0; i < n; i += 1) steps[i] = (labels[i] as number) * n * NUMBER;
    return new Float64Array(memory, sumsAt, n * k);
  });
}

/** Square roots in place, two at a time. */
const rootsCode = defined('roots', { at: 'i32', end: 'i32' }, {}, (the) =>
  sequence(
    repeat(
      i32.lessUnsigned(the.at.get, the.end.get),
      sequence(
        v128.store([the.at.get, f64x2.sqrt(v128.load([the.at.get]))]),
        the.at.set(i32.add(the.at.get, i32.const(VECTOR))),
      ),
    ),
    i32.const(0),
  ),
);

/** `addDistances`, all places as addresses: of the distances, the groups' steps, the row of sums of the own group, and the own sums. */
const addCode = defined(
  'add',
  { at: 'i32', end: 'i32', label: 'i32', own: 'i32', sums: 'i32' },
  { distance: 'f64', place: 'i32' },
  (the) => {
    const added = (place: Code): Code => f64.store([place, f64.add(f64.load([place]), the.distance.get)]);
    return sequence(
      repeat(
        i32.lessUnsigned(the.at.get, the.end.get),
        sequence(
          the.distance.set(f64.load([the.at.get])),
          the.place.set(i32.add(the.sums.get, i32.load([the.label.get]))),
          added(the.place.get),
          added(the.own.get),
          the.at.set(i32.add(the.at.get, i32.const(NUMBER))),
          the.own.set(i32.add(the.own.get, i32.const(NUMBER))),
          the.label.set(i32.add(the.label.get, i32.const(INTEGER))),
        ),
      ),
      i32.const(0),
    );
  },
);

const SUMS = [squaresCode, rootsCode, addCode];
