import type { Measure } from '../../../../shared/schemas/indicator.ts';
import { type Accumulator, addInto } from './accumulator.ts';
import { byTable } from './codes.ts';
import type { Leaf } from './columns.ts';
import { bytesFor, oncePerFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { type Numbers, TRUE, type Truth, UNKNOWN } from './truth.ts';

type Standardised = Extract<Measure, { readonly kind: 'standardised' }>;

/** No stratum: an age below the first, or an age or sex that is missing or not named. */
const OUTSIDE = 255;

/** Which stratum each record stands in; strata are numbered by sex, within it by age. */
export type StratumOf = (frame: Frame) => Uint8Array;

export const strataCount = ({ fromAges, sexes }: Standardised): number => fromAges.length * sexes.length;

/** The last band that begins at or below an age; OUTSIDE below the first, or where the age is missing. */
function bandOf(years: number, fromAges: readonly number[]): number {
  let band = -1;
  while (band + 1 < fromAges.length && years >= (fromAges[band + 1] as number)) band += 1;
  return band < 0 ? OUTSIDE : band;
}

function bandsOf(age: Numbers, fromAges: readonly number[]): (frame: Frame) => Uint8Array {
  if (age.kind === 'column' && age.coded !== undefined) {
    const { codes, table } = age.coded;
    return byTable(codes, () => Uint8Array.from(table(), (years) => bandOf(years, fromAges)));
  }
  return oncePerFrame<Uint8Array>((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const ages = age.kind === 'column' ? age.of(frame) : undefined;
    for (let row = 0; row < frame.rows; row += 1) out[row] = bandOf(ages?.[row] ?? Number.NaN, fromAges);
    return out;
  });
}

export function stratumOf(measure: Standardised, age: Numbers, sex: Leaf): StratumOf {
  const { fromAges, sexes } = measure;
  const sexAt = byTable(sex.codes, () => {
    const held = sex.column();
    if (held.kind !== 'words') throw new TypeError('not a column of words');
    return Uint8Array.from(held.words, (word, code) => {
      const position = code === 0 ? -1 : sexes.indexOf(word);
      return position < 0 ? OUTSIDE : position;
    });
  });
  const bands = bandsOf(age, fromAges);
  return oncePerFrame<Uint8Array>((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const [ages, own] = [bands(frame), sexAt(frame)];
    for (let row = 0; row < frame.rows; row += 1) {
      const [band, place] = [ages[row] as number, own[row] as number];
      out[row] = band === OUTSIDE || place === OUTSIDE ? OUTSIDE : place * fromAges.length + band;
    }
    return out;
  });
}

type State = Readonly<{ counts: Int32Array<ArrayBuffer>; leftOut: Int32Array<ArrayBuffer> }>;

export interface StrataAccumulator extends Accumulator<State> {
  /** Per place and stratum: people, then cases, two numbers after each other. */
  readonly counts: Float64Array;
  readonly leftOut: () => number;
}

/** Counts people and cases per place and stratum; without `numerator` only people. */
export function countStrata(
  places: { readonly count: number; of(frame: Frame): Int32Array },
  population: Truth,
  numerator: Truth | null,
  keepUnknown: boolean,
  stratum: StratumOf,
  strata: number,
): StrataAccumulator {
  const size = 2 * strata * places.count;
  const totals = new Float64Array(size);
  let held: State = { counts: new Int32Array(size), leftOut: new Int32Array(1) };
  let leftOut = 0;
  return {
    counts: totals,
    leftOut: () => leftOut,
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const verdicts = numerator?.(frame);
      const of = stratum(frame);
      const { counts } = held;
      let missing = 0;
      for (let row = 0; row < frame.rows; row += 1) {
        if (inPopulation[row] !== TRUE) continue;
        const verdict = verdicts?.[row];
        const own = of[row] as number;
        if (own === OUTSIDE || (verdict === UNKNOWN && !keepUnknown)) {
          missing += 1;
          continue;
        }
        const at = 2 * ((where[row] as number) * strata + own);
        counts[at] = (counts[at] as number) + 1;
        if (verdict === TRUE) counts[at + 1] = (counts[at + 1] as number) + 1;
      }
      held.leftOut[0] = (held.leftOut[0] as number) + missing;
    },
    take: () => {
      const state = held;
      held = { counts: new Int32Array(size), leftOut: new Int32Array(1) };
      return state;
    },
    add: (state) => {
      addInto(totals, state.counts);
      leftOut += state.leftOut[0] as number;
    },
  };
}

/** People and cases of each area and stratum, from one or more gatherings. */
export function strataByArea(
  parts: readonly Float64Array[],
  strata: number,
  areaOf: Int32Array,
  areas: number,
): { readonly people: readonly Float64Array[]; readonly cases: readonly Float64Array[] } {
  const people = Array.from({ length: areas }, () => new Float64Array(strata));
  const cases = Array.from({ length: areas }, () => new Float64Array(strata));
  for (const counts of parts)
    for (let place = 0; place < areaOf.length; place += 1) {
      const area = areaOf[place] as number;
      const [ownPeople, ownCases] = [people[area], cases[area]];
      if (ownPeople === undefined || ownCases === undefined) continue;
      for (let stratum = 0; stratum < strata; stratum += 1) {
        const at = 2 * (place * strata + stratum);
        ownPeople[stratum] = (ownPeople[stratum] as number) + (counts[at] as number);
        ownCases[stratum] = (ownCases[stratum] as number) + (counts[at + 1] as number);
      }
    }
  return { people, cases };
}
