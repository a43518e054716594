import { type Accumulator, addInto } from './accumulator.ts';

import type { Places } from './places.ts';
import type { Truth } from './truth.ts';

type State = Readonly<{ counts: Int32Array<ArrayBuffer> }>;

export interface ShareAccumulator extends Accumulator<State> {
  /** Records of the denominator, per place. */
  readonly n: () => Float64Array;
  readonly numerator: () => Float64Array;
  /** Records of the population that were left out because a value that decides was missing; of one part of them. */
  readonly leftOut: (part: number) => number;
}

/** Outside the population, or in it with a numerator that is false, unknown, true: 0 to 3. */
const CASES = 4;
/** Neighbours in a register often live in the same area: two banks of counters keep them from waiting for each other. */
const BANKS = 2;

/**
 * Counts the population and those of it that fulfil the numerator condition, per place. Each record adds one to one of
 * four counters, without a branch: the cost does not hang on how well the processor guesses what comes next.
 */
export function countShare(
  places: Places,
  population: Truth,
  numerator: Truth,
  keepUnknown: boolean,
): ShareAccumulator {
  const size = CASES * places.count;
  const held = new Int32Array(BANKS * size);
  const totals = new Float64Array(size);
  const of = (no: number, unknown: number, yes: number): Float64Array => {
    const sums = new Float64Array(places.count);
    for (let place = 0; place < places.count; place += 1) {
      const at = CASES * place;
      sums[place] =
        no * (totals[at + 1] as number) + unknown * (totals[at + 2] as number) + yes * (totals[at + 3] as number);
    }
    return sums;
  };
  return {
    n: () => of(1, keepUnknown ? 1 : 0, 1),
    numerator: () => of(0, 0, 1),
    leftOut: (part) => {
      const own = places.count / places.parts;
      const unknown = of(0, 1, 0).subarray(part * own, (part + 1) * own);
      return keepUnknown ? 0 : unknown.reduce((sum, count) => sum + count, 0);
    },
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const verdicts = numerator(frame);
      const counts = held;
      for (let i = 0; i < frame.rows; i += 1) {
        // TRUE is 2 and the others 0 and 1: the shift gives 1 for true alone.
        const which = ((inPopulation[i] as number) >> 1) * (1 + (verdicts[i] as number));
        const at = BANKS * (CASES * (where[i] as number) + which) + (i & 1);
        counts[at] = (counts[at] as number) + 1;
      }
    },
    take: () => {
      const counts = new Int32Array(size);
      for (let i = 0; i < size; i += 1) counts[i] = (held[BANKS * i] as number) + (held[BANKS * i + 1] as number);
      held.fill(0);
      return { counts };
    },
    add: ({ counts: part }) => {
      addInto(totals, part);
    },
  };
}
