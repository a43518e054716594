import { generator } from '../../random/generator.ts';
import { nodesOver } from '../../tables/dimension.ts';
import { type FrequencyTable, isInner, strides, withMargins } from '../../tables/table.ts';

/**
 * Small-count rounding (Langsrud and Heldal 2018): inner cells that lie under a published count of 1..base-1 become 0 or `base`,
 * all other inner cells stay, and margins are summed anew. So no published count is 1..base-1, every total is the sum of
 * its parts, and the same cell is the same number everywhere.
 *
 * Which become `base` is chosen for the least sum of squared errors over the published cells: first the cell that lessens it most, as long
 * as one does (gains only fall, so a queue of old gains needs few looks), then changes and exchanges until none helps. The
 * order of cells and a fixed stream decide ties: the same table gives the same rounding.
 *
 * `published`: 1 for each cell that will be shown; all when not given. base >= 2.
 */
export function roundSmallCounts(table: FrequencyTable, base: number, published?: Uint8Array): Float64Array {
  if (!Number.isInteger(base) || base < 2) throw new RangeError('the base must be a whole number of at least 2');
  const { dimensions, values } = table;
  const shown = published ?? new Uint8Array(values.length).fill(1);
  if (shown.length !== values.length) throw new RangeError('published must have one entry per cell');
  const inner = Array.from(values.keys()).filter((cell) => isInner(dimensions, cell));
  const above = shownAbove(table, inner, shown);
  const small = new Set<number>();
  const rounded = Float64Array.from(values);
  // Rounding can make a margin small that was not, where inner cells are not shown themselves: then once more.
  for (;;) {
    const before = small.size;
    for (const [i, cell] of inner.entries())
      if ((values[cell] as number) > 0 && above[i]?.some((over) => isSmall(rounded[over] as number, base)) === true)
        small.add(i);
    if (small.size === before) return rounded;
    const start = Float64Array.from(values);
    const choice = chooseRaised(
      [...small].sort((a, b) => a - b),
      { inner, above, values, base },
    );
    for (const i of small) start[inner[i] as number] = choice.has(i) ? base : 0;
    rounded.set(withMargins(dimensions, start));
  }
}

const isSmall = (count: number, base: number): boolean => count > 0 && count < base;

/** Shown cells that each inner cell is part of, itself included. */
function shownAbove({ dimensions }: FrequencyTable, inner: readonly number[], shown: Uint8Array): number[][] {
  const steps = strides(dimensions);
  const over = dimensions.map(nodesOver);
  return inner.map((cell) => {
    let cells = [0];
    for (const [d, dimension] of dimensions.entries()) {
      const step = steps[d] as number;
      const node = Math.floor(cell / step) % dimension.codes.length;
      cells = cells.flatMap((first) => (over[d]?.[node] ?? []).map((higher) => first + higher * step));
    }
    return cells.filter((higher) => shown[higher] === 1);
  });
}

interface Choice {
  readonly inner: readonly number[];
  readonly above: readonly (readonly number[])[];
  readonly values: Float64Array;
  readonly base: number;
}

/** Which of the small inner cells become `base`; the others become 0. */
function chooseRaised(small: readonly number[], { inner, above, values, base }: Choice): Set<number> {
  const error = new Float64Array(values.length);
  for (const i of small)
    for (const cell of above[i] as readonly number[])
      error[cell] = (error[cell] as number) - (values[inner[i] as number] as number);
  /** Change of the sum of squared errors when inner cell i changes by `step`. */
  const change = (i: number, step: number): number => {
    let sum = 0;
    for (const cell of above[i] as readonly number[]) sum += step * (2 * (error[cell] as number) + step);
    return sum;
  };
  const raised = new Set<number>();
  const apply = (i: number, up: boolean): void => {
    for (const cell of above[i] as readonly number[]) error[cell] = (error[cell] as number) + (up ? base : -base);
    if (up) raised.add(i);
    else raised.delete(i);
  };

  const queue = new GainQueue(small.map((i) => ({ i, change: change(i, base) })));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const now = change(next.i, base);
    if (now >= 0) continue;
    if (now > queue.least()) queue.push({ i: next.i, change: now });
    else apply(next.i, true);
  }
  improve(small, { raised, change, apply, base });
  return raised;
}

/** Changes one cell, or exchanges two, while the error falls. All pairs where that is cheap; otherwise a fixed sample of them. */
function improve(
  small: readonly number[],
  {
    raised,
    change,
    apply,
    base,
  }: {
    readonly raised: Set<number>;
    readonly change: (i: number, step: number) => number;
    readonly apply: (i: number, up: boolean) => void;
    readonly base: number;
  },
): void {
  const everyPair = small.length <= 400;
  const draws = generator('disclosure', 'small-count-rounding');
  const step = (i: number): number => (raised.has(i) ? -base : base);
  const exchange = (one: number, other: number): boolean => {
    if (raised.has(one) === raised.has(other)) return false;
    const first = change(one, step(one));
    apply(one, !raised.has(one));
    if (first + change(other, step(other)) < 0) {
      apply(other, !raised.has(other));
      return true;
    }
    apply(one, !raised.has(one));
    return false;
  };
  for (let helped = true, round = 0; helped && round < 50; round += 1) {
    helped = false;
    for (const i of small)
      if (change(i, step(i)) < 0) {
        apply(i, !raised.has(i));
        helped = true;
      }
    if (everyPair) {
      for (const [at, one] of small.entries())
        for (const other of small.slice(at + 1)) helped = exchange(one, other) || helped;
    } else {
      for (let draw = 0; draw < 20 * small.length; draw += 1) {
        const one = small[draws.integer(small.length)] as number;
        const other = small[draws.integer(small.length)] as number;
        helped = exchange(one, other) || helped;
      }
    }
  }
}

interface Gain {
  readonly i: number;
  /** Change of the error when it was last looked at; it can only have risen since. */
  readonly change: number;
}

/** A binary heap, least change first, ties by number. */
class GainQueue {
  readonly #heap: Gain[];

  constructor(gains: readonly Gain[]) {
    this.#heap = [...gains].sort(before);
  }

  least(): number {
    return this.#heap[0]?.change ?? Number.POSITIVE_INFINITY;
  }

  push(gain: Gain): void {
    const heap = this.#heap;
    let at = heap.push(gain) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (before(heap[parent] as Gain, gain) <= 0) break;
      heap[at] = heap[parent] as Gain;
      at = parent;
    }
    heap[at] = gain;
  }

  pop(): Gain | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const child = right < heap.length && before(heap[right] as Gain, heap[left] as Gain) < 0 ? right : left;
      if (before(last, heap[child] as Gain) <= 0) break;
      heap[at] = heap[child] as Gain;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const before = (a: Gain, b: Gain): number => a.change - b.change || a.i - b.i;
