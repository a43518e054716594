import { loopsOf } from '../../../webassembly/loops.ts';
import type { Points } from '../points.ts';
import { filled, plainSquares, widthOf } from '../rowDistances.ts';
import type { Partition } from './partition.ts';
import { assign, nextMove } from './search.ts';
import { searchCodes } from './searchCode.ts';

/**
 * What is known of the distances between points and moving centres without computing them. Every centre carries the length of the path
 * it has moved, so that a distance once computed bounds all later ones and nothing has to be written when centres move:
 *   d(i, c) now >= lower[i * across + c] - path[c],   d(i, own centre of i) now <= upper[i] + path[own]
 * (C. Elkan, "Using the triangle inequality to accelerate k-means", 2003), and of all other centres together
 *   d(i, c) now >= reach[i] - drift,
 * drift being the sum of the longest moves (G. Hamerly, "Making k-means even faster", 2010): one look settles most points.
 */
export interface CentreBounds {
  readonly upper: Float64Array;
  /** A row of `across` per point: k, and one that fills up an odd k. Infinity for its own centre and for what fills up. */
  readonly lower: Float64Array;
  readonly across: number;
  readonly path: Float64Array;
  readonly reach: Float64Array;
  drift: number;
}

/**
 * All that one start of k-means works on, made once for a k and used for start after start. Points and centres are filled up with zeros
 * to rows of four coordinates, which changes no distance; the searches run in WebAssembly where that is allowed, with the same bits.
 */
export interface Space {
  readonly points: Points;
  readonly partition: Partition;
  readonly bounds: CentreBounds;
  /** What it costs a group to take in a point and what it saves to give one up, as factors of the squared distance. */
  readonly costs: Float64Array;
  readonly saves: Float64Array;
  /** Pairs of a point that `assign` moved and the group that it came from. */
  readonly moved: Int32Array;
  /** Where the point that `nextMove` found is to go, and how far its own centre lies. */
  readonly found: { readonly to: Int32Array; readonly away: Float64Array };
  /** Squared distances from a point to all points, in one of two places; overwritten by the next call for the same place. */
  squares(point: number, place: 0 | 1): Float64Array;
  /** Puts every point to its nearest centre (ties: it stays, else the lower group) and says how many moved. */
  assign(): number;
  /** The first point from `from` on that lowers the inertia by going to another group, n when there is none. */
  nextMove(from: number): number;
}

const NUMBER = 8;

interface Layout {
  readonly width: number;
  readonly at: Readonly<Record<keyof ReturnType<typeof sizesOf>, number>>;
  readonly bytes: number;
}

/** Centres are looked at two at a time. */
const acrossOf = (k: number): number => k + (k % 2);

const sizesOf = (n: number, k: number, width: number) => ({
  // One more row and place, since the loop over pairs takes two rows a time.
  rows: (n + 1) * width,
  squares0: n + 1,
  squares1: n + 1,
  centres: k * width,
  lower: n * acrossOf(k),
  upper: n,
  reach: n,
  path: acrossOf(k),
  costs: acrossOf(k),
  saves: k,
  away: 1,
  labels: Math.ceil(n / 2),
  moved: n,
  to: 1,
});

function layoutOf({ n, p }: Points, k: number): Layout {
  const width = widthOf(p);
  let bytes = 0;
  const at = Object.fromEntries(
    Object.entries(sizesOf(n, k, width)).map(([name, numbers]) => {
      const from = bytes;
      // Sixteen bytes are read at a time.
      bytes += Math.ceil(numbers / 2) * 2 * NUMBER;
      return [name, from];
    }),
  ) as Layout['at'];
  return { width, at, bytes };
}

/** @param points at least one, k at least 1 */
export function spaceFor(points: Points, k: number): Space {
  const layout = layoutOf(points, k);
  const loops = loopsOf(searchCodes(layout.width), layout.bytes);
  if (loops === undefined) return plainSpaceFor(points, k);
  const { n } = points;
  const { at, width } = layout;
  const { squares, assign: assigns, nextMove: moves } = loops.call;
  if (squares === undefined || assigns === undefined || moves === undefined) return plainSpaceFor(points, k);
  const laid = laidOut(points, k, layout, loops.memory);
  const { bounds } = laid;
  const bytes = width * NUMBER;
  return {
    ...laid,
    squares: (point, place) => {
      squares(at.rows + point * bytes, at.rows, at.rows + n * bytes, bytes, place === 0 ? at.squares0 : at.squares1);
      return laid.out[place];
    },
    assign: () =>
      assigns(
        at.rows,
        n,
        at.labels,
        at.upper,
        at.reach,
        at.lower,
        at.centres,
        k,
        acrossOf(k) * NUMBER,
        at.path,
        at.moved,
        bounds.drift,
      ),
    nextMove: (from) =>
      moves(
        at.rows,
        from,
        n,
        at.labels,
        at.upper,
        at.reach,
        at.lower,
        at.centres,
        k,
        acrossOf(k) * NUMBER,
        at.path,
        at.costs,
        at.saves,
        at.to,
        at.away,
        bounds.drift,
        leastCost(laid.costs, k),
      ),
  };
}

/** The same where nothing may be compiled. */
export function plainSpaceFor(points: Points, k: number): Space {
  const layout = layoutOf(points, k);
  const laid = laidOut(points, k, layout, new ArrayBuffer(layout.bytes));
  return {
    ...laid,
    squares: (point, place) => {
      plainSquares(laid.points.values, layout.width, point, 0, points.n, laid.out[place]);
      return laid.out[place];
    },
    assign: () => assign(laid),
    nextMove: (from) => nextMove(laid, from, leastCost(laid.costs, k)),
  };
}

function laidOut(points: Points, k: number, { width, at }: Layout, memory: ArrayBuffer) {
  const { n } = points;
  const numbers = (from: number, length: number): Float64Array => new Float64Array(memory, from, length);
  const rows = filled(numbers(at.rows, (n + 1) * width), points, width);
  return {
    points: { n, p: width, values: rows },
    partition: {
      k,
      labels: new Int32Array(memory, at.labels, n),
      sizes: new Int32Array(k),
      centres: numbers(at.centres, k * width),
    },
    bounds: {
      upper: numbers(at.upper, n),
      lower: numbers(at.lower, n * acrossOf(k)).fill(Infinity),
      across: acrossOf(k),
      path: numbers(at.path, k),
      reach: numbers(at.reach, n),
      drift: 0,
    },
    // What fills up an odd k must look as far away as it is: nothing times Infinity is no number.
    costs: numbers(at.costs, acrossOf(k)).fill(1),
    saves: numbers(at.saves, k),
    moved: new Int32Array(memory, at.moved, 2 * n),
    found: { to: new Int32Array(memory, at.to, 1), away: numbers(at.away, 1) },
    out: [numbers(at.squares0, n), numbers(at.squares1, n)] as const,
  };
}

function leastCost(costs: Float64Array, k: number): number {
  let least = Infinity;
  for (let c = 0; c < k; c += 1) least = Math.min(least, costs[c] as number);
  return least;
}

/** Nothing is known: every distance is computed when it is asked for the first time. */
export function forget({ bounds, partition, points }: Space): void {
  const { upper, lower, across, reach, path } = bounds;
  upper.fill(Infinity);
  reach.fill(-Infinity);
  path.fill(0);
  bounds.drift = 0;
  for (let i = 0; i < points.n; i += 1) {
    const row = i * across;
    lower.fill(-Infinity, row, row + partition.k);
    lower[row + (partition.labels[i] as number)] = Infinity;
  }
}
