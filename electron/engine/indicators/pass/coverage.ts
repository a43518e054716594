import type { Accumulator } from './accumulator.ts';
import type { Places } from './places.ts';

/** How many records of a register could be placed. */
export interface Coverage {
  readonly register: string;
  readonly year: number;
  readonly records: number;
  /** Records whose area is missing: in the nation only. */
  readonly withoutArea: number;
  /** Records whose area code the area key does not know: in the nation only. */
  readonly unknownArea: number;
}

type State = Readonly<{ counts: Float64Array<ArrayBuffer> }>;

export interface CoverageAccumulator extends Accumulator<State> {
  readonly coverage: () => Omit<Coverage, 'register' | 'year'>;
}

/** Counts the records of a register, those without an area and those with an unknown one. */
export function countCoverage(places: Places): CoverageAccumulator {
  let held = new Float64Array(3);
  const totals = new Float64Array(3);
  return {
    step: (frame) => {
      const where = places.of(frame);
      let without = 0;
      let unknown = 0;
      for (let i = 0; i < frame.rows; i += 1) {
        const place = where[i] as number;
        if (place < places.withoutArea) continue;
        if (place === places.withoutArea) without += 1;
        else if (place === places.unknownArea) unknown += 1;
      }
      held[0] = (held[0] as number) + frame.rows;
      held[1] = (held[1] as number) + without;
      held[2] = (held[2] as number) + unknown;
    },
    take: () => {
      const counts = held;
      held = new Float64Array(3);
      return { counts };
    },
    add: ({ counts }) => {
      for (let i = 0; i < 3; i += 1) totals[i] = (totals[i] as number) + (counts[i] as number);
    },
    coverage: () => {
      const [records = 0, withoutArea = 0, unknownArea = 0] = totals;
      return { records, withoutArea, unknownArea };
    },
  };
}
