import { type Accumulator, addInto } from './accumulator.ts';
import { Growing } from './growing.ts';
import { partAt, type Places } from './places.ts';
import { type Ordered, ordered } from './selection.ts';
import { type Numbers, TRUE, type Truth } from './truth.ts';

type State = Readonly<{
  /** The values, those of place 0 first. */
  values: Float64Array<ArrayBuffer>;
  /** Where each place's values begin, and after the last place where they end. */
  start: Int32Array<ArrayBuffer>;
  leftOut: Int32Array<ArrayBuffer>;
}>;

export interface ValueAccumulator extends Accumulator<State> {
  /** The values of each area, given the area of each place (-1: none). */
  byArea(areaOf: Int32Array, areas: number): readonly Ordered[];
  /** Records of the population that were left out because their value was missing. */
  readonly leftOut: (part: number) => number;
}

/** Puts values in the order of their places, keeping the order within a place. */
function byPlace(values: Float64Array, spots: Int32Array, count: number): Omit<State, 'leftOut'> {
  const start = new Int32Array(count + 1);
  for (const spot of spots) start[spot + 1] = (start[spot + 1] as number) + 1;
  for (let place = 0; place < count; place += 1)
    start[place + 1] = (start[place + 1] as number) + (start[place] as number);
  const next = start.slice();
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const spot = spots[i] as number;
    const at = next[spot] as number;
    sorted[at] = values[i] as number;
    next[spot] = at + 1;
  }
  return { values: sorted, start };
}

const sameNumbers = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((number, i) => number === b[i]);

/** Keeps every value, so that a quantile of any area is exact. */
export function keepValues(places: Places, population: Truth, value: Numbers): ValueAccumulator {
  const amounts = new Growing(Float64Array);
  const spots = new Growing(Int32Array);
  const blocks: State[] = [];
  let missing = new Int32Array(places.parts);
  const leftOut = new Float64Array(places.parts);
  // What several definitions ask of the same areas is selected from what the one before has put in order.
  let last: { readonly areaOf: Int32Array; readonly own: readonly Ordered[] } | undefined;
  const ownOf = (areaOf: Int32Array, areas: number): readonly Ordered[] => {
    const parts = Array.from({ length: areas }, (): Float64Array[] => []);
    for (const { start, values } of blocks)
      for (let place = 0; place < places.count;) {
        const area = areaOf[place] as number;
        const first = start[place] as number;
        // Places of an area that follow each other are one stretch.
        while (place < places.count && areaOf[place] === area) place += 1;
        const end = start[place] as number;
        if (area >= 0 && end > first) parts[area]?.push(values.subarray(first, end));
      }
    return parts.map(ordered);
  };
  return {
    leftOut: (part) => leftOut[part] ?? 0,
    step: (frame) => {
      const where = places.of(frame);
      const inPopulation = population(frame);
      const column = value.kind === 'column' ? value.of(frame) : undefined;
      const one = value.kind === 'scalar' ? value.of() : 0;
      const at = amounts.length;
      const values = amounts.room(frame.rows);
      const placed = spots.room(frame.rows);
      let length = at;
      for (let i = 0; i < frame.rows; i += 1) {
        const amount = column === undefined ? one : (column[i] as number);
        const place = where[i] as number;
        // What does not belong is written over by the next: no branch for the many, only for what is missing.
        values[length] = amount;
        placed[length] = place;
        const counts = Number(inPopulation[i] === TRUE);
        const there = Number(!Number.isNaN(amount));
        length += counts & there;
        if ((counts & (1 - there)) !== 0) {
          const part = partAt(places, place);
          missing[part] = (missing[part] as number) + 1;
        }
      }
      amounts.length = length;
      spots.length = length;
    },
    take: () => {
      const state = { ...byPlace(amounts.view(), spots.view(), places.count), leftOut: missing };
      amounts.length = 0;
      spots.length = 0;
      missing = new Int32Array(places.parts);
      return state;
    },
    add: (state) => {
      blocks.push(state);
      addInto(leftOut, state.leftOut);
    },
    byArea: (areaOf, areas) => {
      if (last === undefined || !sameNumbers(last.areaOf, areaOf)) last = { areaOf, own: ownOf(areaOf, areas) };
      return last.own;
    },
  };
}
