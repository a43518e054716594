import { type Accumulator, addInto } from './accumulator.ts';
import type { Places } from './places.ts';
import { emptySums, type SumAccumulator, type Sums, sumUp } from './sums.ts';
import type { Numbers, Truth } from './truth.ts';

type State = Readonly<{ counts: Int32Array<ArrayBuffer> }>;

export interface RecordAccumulator extends Accumulator<State> {
  /** Each record as a contribution of 1. */
  readonly sums: Sums;
  /** Never any: a record has nothing that could be missing. */
  readonly leftOut: (part: number) => number;
}

/** Counts the records where `population` is true, per place, without a branch. */
export function countRecords(places: Places, population: Truth): RecordAccumulator {
  let held = new Int32Array(2 * places.count);
  const totals = new Float64Array(2 * places.count);
  return {
    leftOut: () => 0,
    get sums() {
      const sums = emptySums(places.count);
      for (let place = 0; place < places.count; place += 1) {
        const count = totals[2 * place + 1] as number;
        sums.n[place] = count;
        sums.sum[place] = count;
        sums.absolute[place] = count;
        sums.squares[place] = count;
        sums.largest[place] = count > 0 ? 1 : 0;
        sums.second[place] = count > 1 ? 1 : 0;
      }
      return sums;
    },
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const counts = held;
      for (let i = 0; i < frame.rows; i += 1) {
        const at = 2 * (where[i] as number) + ((inPopulation[i] as number) >> 1);
        counts[at] = (counts[at] as number) + 1;
      }
    },
    take: () => {
      const counts = held;
      held = new Int32Array(2 * places.count);
      return { counts };
    },
    add: ({ counts }) => {
      addInto(totals, counts);
    },
  };
}

/** Sums a value over the records where `population` is true; without a value each record counts 1. */
export const sumOrCount = (
  places: Places,
  population: Truth,
  value: Numbers | null,
): RecordAccumulator | SumAccumulator =>
  value === null ? countRecords(places, population) : sumUp(places, population, value);
