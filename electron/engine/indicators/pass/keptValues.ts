import { type Accumulator, addInto } from './accumulator.ts';
import { Growing } from './growing.ts';
import { partAt, type Places } from './places.ts';
import { type Numbers, TRUE, type Truth } from './truth.ts';

type State = Readonly<{
  /** The values, those of place 0 first. */
  values: Float64Array<ArrayBuffer>;
  /** Where each place's values begin, and after the last place where they end. */
  start: Int32Array<ArrayBuffer>;
  leftOut: Int32Array<ArrayBuffer>;
}>;

export interface ValueAccumulator extends Accumulator<State> {
  /** The values of each area, given the area of each place (-1: none); the caller may reorder them. */
  byArea(areaOf: Int32Array, areas: number): readonly Float64Array[];
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
  const ordered = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const spot = spots[i] as number;
    const at = next[spot] as number;
    ordered[at] = values[i] as number;
    next[spot] = at + 1;
  }
  return { values: ordered, start };
}

/** Keeps every value, so that a quantile of any area is exact. */
export function keepValues(places: Places, population: Truth, value: Numbers): ValueAccumulator {
  const amounts = new Growing(Float64Array);
  const spots = new Growing(Int32Array);
  const blocks: State[] = [];
  let missing = new Int32Array(places.parts);
  const leftOut = new Float64Array(places.parts);
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
        if (inPopulation[i] !== TRUE) continue;
        const amount = column === undefined ? one : (column[i] as number);
        if (Number.isNaN(amount)) {
          const part = partAt(places, where[i] as number);
          missing[part] = (missing[part] as number) + 1;
        } else {
          values[length] = amount;
          placed[length] = where[i] as number;
          length += 1;
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
      const n = new Float64Array(areas);
      for (const { start } of blocks)
        for (let place = 0; place < places.count; place += 1) {
          const area = areaOf[place] as number;
          if (area >= 0) n[area] = (n[area] as number) + (start[place + 1] as number) - (start[place] as number);
        }
      const next = new Float64Array(areas);
      for (let area = 1; area < areas; area += 1) next[area] = (next[area - 1] as number) + (n[area - 1] as number);
      const first = next.slice();
      const together = new Float64Array((first[areas - 1] ?? 0) + (n[areas - 1] ?? 0));
      for (const { start, values } of blocks)
        for (let place = 0; place < places.count; place += 1) {
          const area = areaOf[place] as number;
          if (area < 0) continue;
          const own = values.subarray(start[place], start[place + 1]);
          together.set(own, next[area]);
          next[area] = (next[area] as number) + own.length;
        }
      return Array.from(first, (start, area) => together.subarray(start, start + (n[area] as number)));
    },
  };
}
