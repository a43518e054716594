import { type Accumulator, addInto } from './accumulator.ts';
import { partAt, type Places } from './places.ts';
import { type Numbers, TRUE, type Truth } from './truth.ts';

/** What disclosure control needs to know about a sum, and the sum. One entry per place or per area. */
export interface Sums {
  /** Records counted. */
  readonly n: Float64Array<ArrayBuffer>;
  readonly sum: Float64Array<ArrayBuffer>;
  /** Of the amounts without their signs, and of their squares. */
  readonly absolute: Float64Array<ArrayBuffer>;
  readonly squares: Float64Array<ArrayBuffer>;
  /** The two largest contributions, as absolute amounts; 0 where there are fewer. */
  readonly largest: Float64Array<ArrayBuffer>;
  readonly second: Float64Array<ArrayBuffer>;
}

export const emptySums = (count: number): Sums => ({
  n: new Float64Array(count),
  sum: new Float64Array(count),
  absolute: new Float64Array(count),
  squares: new Float64Array(count),
  largest: new Float64Array(count),
  second: new Float64Array(count),
});

/** Keeps the two largest amounts that a place has seen. */
export function keepLargest({ largest, second }: Pick<Sums, 'largest' | 'second'>, place: number, size: number): void {
  const first = largest[place] as number;
  if (size > first) {
    second[place] = first;
    largest[place] = size;
  } else if (size > (second[place] as number)) second[place] = size;
}

type State = Readonly<Sums & { leftOut: Int32Array<ArrayBuffer> }>;

/** Something summed: values, or records as ones. */
export interface Summed {
  readonly sums: Sums;
}

export interface SumAccumulator extends Accumulator<State> {
  readonly sums: Sums;
  /** Records of the population that were left out because their value was missing. */
  readonly leftOut: (part: number) => number;
}

/** Sums a value over the records where `population` is true and there is one. */
export function sumUp(places: Places, population: Truth, value: Numbers): SumAccumulator {
  const sums = emptySums(places.count);
  let held: State = { ...emptySums(places.count), leftOut: new Int32Array(places.parts) };
  const leftOut = new Float64Array(places.parts);
  return {
    sums,
    leftOut: (part) => leftOut[part] ?? 0,
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const { n, sum, absolute, squares, largest, second } = held;
      const column = value.kind === 'column' ? value.of(frame) : undefined;
      const one = value.kind === 'scalar' ? value.of() : 0;
      for (let i = 0; i < frame.rows; i += 1) {
        if (inPopulation[i] !== TRUE) continue;
        const amount = column === undefined ? one : (column[i] as number);
        if (Number.isNaN(amount)) {
          const part = partAt(places, where[i] as number);
          held.leftOut[part] = (held.leftOut[part] as number) + 1;
          continue;
        }
        const place = where[i] as number;
        n[place] = (n[place] as number) + 1;
        sum[place] = (sum[place] as number) + amount;
        const size = Math.abs(amount);
        absolute[place] = (absolute[place] as number) + size;
        squares[place] = (squares[place] as number) + amount * amount;
        if (size <= (second[place] as number)) continue;
        const first = largest[place] as number;
        if (size > first) {
          second[place] = first;
          largest[place] = size;
        } else second[place] = size;
      }
    },
    take: () => {
      const state = held;
      held = { ...emptySums(places.count), leftOut: new Int32Array(places.parts) };
      return state;
    },
    add: (state) => {
      addInto(sums.n, state.n);
      addInto(sums.sum, state.sum);
      addInto(sums.absolute, state.absolute);
      addInto(sums.squares, state.squares);
      for (let place = 0; place < places.count; place += 1) {
        keepLargest(sums, place, state.largest[place] as number);
        keepLargest(sums, place, state.second[place] as number);
      }
      addInto(leftOut, state.leftOut);
    },
  };
}
