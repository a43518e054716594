import type { IndicatorDefinition, Measure } from '../../../../shared/schemas/indicator.ts';
import type { Passes } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { type JoinMap, resolveJoins } from './joins.ts';
import { shifted } from './otherYears.ts';
import type { Places } from './places.ts';
import type { Program } from './program.ts';
import { countStrata, strataCount, type StrataAccumulator, stratumOf } from './strata.ts';
import type { Truth } from './truth.ts';

type Standardised = Extract<Measure, { readonly kind: 'standardised' }>;

interface OneYear {
  readonly measure: Standardised;
  readonly joins: JoinMap;
  readonly program: Program;
  readonly places: Places;
  readonly population: Truth;
}

const strataOf = (measure: Standardised, program: Program, joins: JoinMap) =>
  stratumOf(measure, program.numbers(measure.age, joins), program.leaf(measure.sex, joins));

/** Counts cases and people per area and stratum, for each of the years that are pooled. */
export function strataIn(
  years: readonly OneYear[],
  keepUnknown: boolean,
  inPass: (accumulator: StrataAccumulator, program: Program) => StrataAccumulator,
): { readonly strata: number; readonly counts: readonly StrataAccumulator[] } {
  const [first] = years;
  if (first === undefined) throw new RangeError('the definition has not been checked');
  const strata = strataCount(first.measure);
  const counts = years.map(({ measure, joins, program, places, population }) =>
    inPass(
      countStrata(
        places,
        population,
        program.truth(measure.numerator, joins),
        keepUnknown,
        strataOf(measure, program, joins),
        strata,
      ),
      program,
    ),
  );
  return { strata, counts };
}

/** All records in one place. */
const nationwide = {
  count: 1,
  of: (frame: Frame): Int32Array => new Int32Array(frame.rows),
};

/** People per stratum in all places together. */
function peopleIn(counts: Float64Array, strata: number): Float64Array {
  const people = new Float64Array(strata);
  for (let at = 0; at < counts.length; at += 2) {
    const stratum = (at / 2) % strata;
    people[stratum] = (people[stratum] as number) + (counts[at] as number);
  }
  return people;
}

/**
 * The standard population per stratum, known when all has been gathered: the nation's own in the value's year (`counts`,
 * the year's own first), that of a stated year, or persons that are given.
 */
export function standardOf(
  definition: IndicatorDefinition,
  passes: Passes,
  year: number,
  counts: readonly StrataAccumulator[],
): () => ArrayLike<number> {
  const { measure, population, joins: written = [] } = definition;
  if (measure.kind !== 'standardised') throw new RangeError('not a standardised measure');
  const { standard, sexes, fromAges } = measure;
  const strata = strataCount(measure);
  if (standard === 'nation') {
    const [own] = counts;
    return () => peopleIn(own?.counts ?? new Float64Array(2 * strata), strata);
  }
  if ('strata' in standard) {
    const given = new Float64Array(strata);
    for (const { fromAge, sex, persons } of standard.strata)
      given[sexes.indexOf(sex) * fromAges.length + fromAges.indexOf(fromAge)] = persons;
    return () => given;
  }
  const offset = standard.nationOf - year;
  const joins = resolveJoins(written, offset);
  const program = passes.nation(shifted(population.register, offset));
  const people = program.gather(
    countStrata(
      nationwide,
      program.truth(population.where, joins),
      null,
      true,
      strataOf(measure, program, joins),
      strata,
    ),
  );
  return () => peopleIn(people.counts, strata);
}
