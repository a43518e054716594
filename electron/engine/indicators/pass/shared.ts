import type { Places } from './places.ts';
import { keepValues, type ValueAccumulator } from './keptValues.ts';
import type { Program } from './program.ts';
import { type RecordAccumulator, sumOrCount } from './records.ts';
import type { SumAccumulator } from './sums.ts';
import type { Numbers, Truth } from './truth.ts';

/** Makes something once for the same parts, and gives it again afterwards. */
function remembered<P extends readonly unknown[], A>(make: (...parts: P) => A): (...parts: P) => A {
  const known: { readonly parts: P; readonly made: A }[] = [];
  return (...parts) => {
    const found = known.find((one) => one.parts.every((part, i) => part === parts[i]));
    if (found !== undefined) return found.made;
    const made = make(...parts);
    known.push({ parts, made });
    return made;
  };
}

/**
 * What several definitions gather alike is gathered once: the inhabitants that every kind of crime is counted against, the
 * incomes of which one definition takes the median and another two quantiles. Programs give the same condition and value
 * whoever asks, so that alike is the same object.
 */
export interface SharedGatherings {
  /** `sumOrCount` over the register of a program. */
  readonly sums: (
    program: Program,
    places: Places,
    population: Truth,
    value: Numbers | null,
  ) => RecordAccumulator | SumAccumulator;
  /** `keepValues` over the register of a program. */
  readonly values: (program: Program, places: Places, population: Truth, value: Numbers) => ValueAccumulator;
}

export const sharedGatherings = (): SharedGatherings => ({
  sums: remembered((program: Program, places: Places, population: Truth, value: Numbers | null) =>
    program.gather<RecordAccumulator | SumAccumulator>(sumOrCount(places, population, value)),
  ),
  values: remembered((program: Program, places: Places, population: Truth, value: Numbers) =>
    program.gather(keepValues(places, population, value)),
  ),
});
