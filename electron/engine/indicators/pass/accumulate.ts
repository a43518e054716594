import { quantileOf } from '../../../../shared/domain/numbers/quantile.ts';
import type { Frame } from './frame.ts';
import { GrowingDoubles } from './growing.ts';
import type { Places } from './places.ts';
import { type Numbers, TRUE, type Truth, UNKNOWN } from './truth.ts';

/** What disclosure control needs to know about a sum, and the sum. One entry per place or per area. */
export interface Sums {
  /** Records counted. */
  readonly n: Float64Array;
  readonly sum: Float64Array;
  /** The two largest contributions, as absolute amounts; 0 where there are fewer. */
  readonly largest: Float64Array;
  readonly second: Float64Array;
}

export const emptySums = (count: number): Sums => ({
  n: new Float64Array(count),
  sum: new Float64Array(count),
  largest: new Float64Array(count),
  second: new Float64Array(count),
});

export interface Accumulator {
  step(frame: Frame): void;
  /** Records of the population that were left out because a value that decides was missing. */
  readonly leftOut: () => number;
}

export interface ShareAccumulator extends Accumulator {
  readonly n: Float64Array;
  readonly numerator: Float64Array;
}

/** Counts the population and those of it that fulfil the numerator condition. */
export function countShare(
  places: Places,
  population: Truth,
  numerator: Truth,
  keepUnknown: boolean,
): ShareAccumulator {
  const n = new Float64Array(places.count);
  const counted = new Float64Array(places.count);
  let leftOut = 0;
  return {
    n,
    numerator: counted,
    leftOut: () => leftOut,
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const verdicts = numerator(frame);
      for (let i = 0; i < frame.rows; i += 1) {
        if (inPopulation[i] !== TRUE) continue;
        const verdict = verdicts[i] as number;
        if (verdict === UNKNOWN && !keepUnknown) {
          leftOut += 1;
          continue;
        }
        const place = where[i] as number;
        n[place] = (n[place] as number) + 1;
        // TRUE is 2 and the others 0 and 1: the shift adds 1 for true alone, without a branch.
        counted[place] = (counted[place] as number) + (verdict >> 1);
      }
    },
  };
}

/** Keeps the two largest amounts that a place has seen. */
export function keepLargest({ largest, second }: Sums, place: number, size: number): void {
  const first = largest[place] as number;
  if (size > first) {
    second[place] = first;
    largest[place] = size;
  } else if (size > (second[place] as number)) second[place] = size;
}

/** Adds one amount to a place of the sums. */
function contribute(sums: Sums, place: number, amount: number): void {
  sums.n[place] = (sums.n[place] as number) + 1;
  sums.sum[place] = (sums.sum[place] as number) + amount;
  keepLargest(sums, place, Math.abs(amount));
}

export interface SumAccumulator extends Accumulator {
  readonly sums: Sums;
}

/** Sums a value over the records where `population` is true; without a value each record counts 1. */
export function sumUp(places: Places, population: Truth, value: Numbers | null): SumAccumulator {
  const sums = emptySums(places.count);
  let leftOut = 0;
  return {
    sums,
    leftOut: () => leftOut,
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const column = value?.kind === 'column' ? value.of(frame) : undefined;
      const one = value?.kind === 'scalar' ? value.of() : 1;
      for (let i = 0; i < frame.rows; i += 1) {
        if (inPopulation[i] !== TRUE) continue;
        const amount = column === undefined ? one : (column[i] as number);
        if (Number.isNaN(amount)) leftOut += 1;
        else contribute(sums, where[i] as number, amount);
      }
    },
  };
}

export interface QuantileAccumulator extends Accumulator {
  /** Exact quantile and number of values per area, given the area of each place (-1: none). */
  quantiles(p: number, areaOf: Int32Array, areas: number): { readonly value: Float64Array; readonly n: Float64Array };
}

/** Keeps every value, so that a quantile of any area is exact. */
export function keepValues(places: Places, population: Truth, value: Numbers): QuantileAccumulator {
  const amounts = new GrowingDoubles();
  const spots = new GrowingDoubles();
  let leftOut = 0;
  return {
    leftOut: () => leftOut,
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const column = value.kind === 'column' ? value.of(frame) : undefined;
      const one = value.kind === 'scalar' ? value.of() : 0;
      for (let i = 0; i < frame.rows; i += 1) {
        if (inPopulation[i] !== TRUE) continue;
        const amount = column === undefined ? one : (column[i] as number);
        if (Number.isNaN(amount)) leftOut += 1;
        else {
          amounts.push(amount);
          spots.push(where[i] as number);
        }
      }
    },
    quantiles: (p, areaOf, areas) => {
      const values = amounts.take();
      const where = spots.take();
      const start = new Uint32Array(areas + 1);
      for (const spot of where) {
        const area = areaOf[spot] as number;
        if (area >= 0) start[area + 1] = (start[area + 1] as number) + 1;
      }
      for (let area = 0; area < areas; area += 1)
        start[area + 1] = (start[area + 1] as number) + (start[area] as number);
      const next = start.slice();
      const sorted = new Float64Array(start[areas] as number);
      for (let i = 0; i < values.length; i += 1) {
        const area = areaOf[where[i] as number] as number;
        if (area < 0) continue;
        const at = next[area] as number;
        sorted[at] = values[i] as number;
        next[area] = at + 1;
      }
      const n = new Float64Array(areas);
      const value = new Float64Array(areas);
      for (let area = 0; area < areas; area += 1) {
        const own = sorted.subarray(start[area], start[area + 1]);
        n[area] = own.length;
        value[area] = quantileOf(own, p);
      }
      return { value, n };
    },
  };
}
