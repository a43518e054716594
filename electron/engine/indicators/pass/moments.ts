import type { Moments } from '../../../../shared/domain/smallAreas/standardErrors.ts';
import { type Accumulator, addInto } from './accumulator.ts';
import type { Frame } from './frame.ts';
import { partAt, type Places } from './places.ts';
import { keepLargest } from './sums.ts';
import { type Numbers, TRUE, type Truth, UNKNOWN } from './truth.ts';

/** Sums of two amounts per record, y over x, and what the error of their quotient asks for. One entry per place. */
export interface PairSums {
  /** Records with one amount or both, and those with an x. */
  readonly n: Float64Array<ArrayBuffer>;
  readonly counted: Float64Array<ArrayBuffer>;
  readonly y: Float64Array<ArrayBuffer>;
  readonly yy: Float64Array<ArrayBuffer>;
  readonly x: Float64Array<ArrayBuffer>;
  readonly xx: Float64Array<ArrayBuffer>;
  readonly xy: Float64Array<ArrayBuffer>;
  /** Of y without signs. */
  readonly absolute: Float64Array<ArrayBuffer>;
  readonly largest: Float64Array<ArrayBuffer>;
  readonly second: Float64Array<ArrayBuffer>;
}

const ADDED = ['n', 'counted', 'y', 'yy', 'x', 'xx', 'xy', 'absolute'] as const;

export const emptyPairs = (count: number): PairSums => ({
  n: new Float64Array(count),
  counted: new Float64Array(count),
  y: new Float64Array(count),
  yy: new Float64Array(count),
  x: new Float64Array(count),
  xx: new Float64Array(count),
  xy: new Float64Array(count),
  absolute: new Float64Array(count),
  largest: new Float64Array(count),
  second: new Float64Array(count),
});

type State = Readonly<PairSums & { leftOut: Int32Array<ArrayBuffer> }>;

export interface PairAccumulator extends Accumulator {
  readonly pairs: PairSums;
  readonly leftOut: (part: number) => number;
}

const NOT_COUNTED = Number.NaN;

function tally(held: PairSums, place: number, y: number, x: number): void {
  const [ys, xs] = [Number.isNaN(y) ? 0 : y, Number.isNaN(x) ? 0 : x];
  held.n[place] = (held.n[place] as number) + 1;
  if (!Number.isNaN(x)) held.counted[place] = (held.counted[place] as number) + 1;
  held.y[place] = (held.y[place] as number) + ys;
  held.yy[place] = (held.yy[place] as number) + ys * ys;
  held.x[place] = (held.x[place] as number) + xs;
  held.xx[place] = (held.xx[place] as number) + xs * xs;
  held.xy[place] = (held.xy[place] as number) + xs * ys;
  held.absolute[place] = (held.absolute[place] as number) + Math.abs(ys);
  keepLargest(held, place, Math.abs(ys));
}

/** What happens to the records that are looked at: a pair of amounts is taken, or an amount was missing. */
interface Take {
  readonly pair: (row: number, y: number, x: number) => void;
  readonly missing: (row: number) => void;
}

/** Gathers pairs that `look` finds for the rows of a frame. */
function gatherPairs(places: Places, look: (frame: Frame, take: Take) => void): PairAccumulator {
  const pairs = emptyPairs(places.count);
  let held: State = { ...emptyPairs(places.count), leftOut: new Int32Array(places.parts) };
  const leftOut = new Float64Array(places.parts);
  return {
    pairs,
    leftOut: (part) => leftOut[part] ?? 0,
    step: (frame) => {
      const where = places.of(frame);
      look(frame, {
        pair: (row, y, x) => {
          tally(held, where[row] as number, y, x);
        },
        missing: (row) => {
          const part = partAt(places, where[row] as number);
          held.leftOut[part] = (held.leftOut[part] as number) + 1;
        },
      });
    },
    take: () => {
      const state = held;
      held = { ...emptyPairs(places.count), leftOut: new Int32Array(places.parts) };
      return state;
    },
    add: (state: State) => {
      for (const key of ADDED) addInto(pairs[key], state[key]);
      for (let place = 0; place < places.count; place += 1) {
        keepLargest(pairs, place, state.largest[place] as number);
        keepLargest(pairs, place, state.second[place] as number);
      }
      addInto(leftOut, state.leftOut);
    },
  };
}

const amountAt = (value: Numbers | null, frame: Frame): ((row: number) => number) => {
  if (value === null) return () => 1;
  if (value.kind === 'scalar') {
    const one = value.of();
    return () => one;
  }
  const column = value.of(frame);
  return (row) => column[row] as number;
};

export interface Side {
  readonly where: Truth;
  readonly value: Numbers | null;
}

/** One sum over another, each over its own records: those where its condition is true and its value is there. */
export const pairSides = (places: Places, top: Side, bottom: Side): PairAccumulator =>
  gatherPairs(places, (frame, take) => {
    const [above, below] = [top.where(frame), bottom.where(frame)];
    const [amount, base] = [amountAt(top.value, frame), amountAt(bottom.value, frame)];
    for (let row = 0; row < frame.rows; row += 1) {
      const [wantsY, wantsX] = [above[row] === TRUE, below[row] === TRUE];
      if (!wantsY && !wantsX) continue;
      const y = wantsY ? amount(row) : NOT_COUNTED;
      const x = wantsX ? base(row) : NOT_COUNTED;
      if (wantsY && Number.isNaN(y)) take.missing(row);
      if (wantsX && Number.isNaN(x)) take.missing(row);
      if (!Number.isNaN(y) || !Number.isNaN(x)) take.pair(row, y, x);
    }
  });

/**
 * A weighted mean of a value, or share of a condition: y = weight x value, x = weight. A record without weight, value or
 * verdict is left out; with `keepUnknown` an unknown verdict is no.
 */
export const weigh = (
  places: Places,
  population: Truth,
  measured: { readonly value: Numbers } | { readonly numerator: Truth; readonly keepUnknown: boolean },
  weight: Numbers,
): PairAccumulator =>
  gatherPairs(places, (frame, take) => {
    const inPopulation = population(frame);
    const weightOf = amountAt(weight, frame);
    const verdicts = 'numerator' in measured ? measured.numerator(frame) : undefined;
    const valueOf = 'value' in measured ? amountAt(measured.value, frame) : () => Number.NaN;
    const keepUnknown = 'keepUnknown' in measured && measured.keepUnknown;
    for (let row = 0; row < frame.rows; row += 1) {
      if (inPopulation[row] !== TRUE) continue;
      const own = weightOf(row);
      const verdict = verdicts?.[row];
      const unknown = verdict === UNKNOWN && !keepUnknown;
      const value = verdict === undefined ? valueOf(row) : unknown ? Number.NaN : verdict === TRUE ? 1 : 0;
      if (Number.isNaN(own) || Number.isNaN(value)) take.missing(row);
      else take.pair(row, own * value, own);
    }
  });

/** The sums of one area as a quotient's error wants them. */
export const momentsAt = ({ n, y, yy, x, xx, xy }: PairSums, area: number): Moments => ({
  n: n[area] as number,
  y: y[area] as number,
  yy: yy[area] as number,
  x: x[area] as number,
  xx: xx[area] as number,
  xy: xy[area] as number,
});

/** Adds the places of one or more gatherings together to areas. */
export function pairsByArea(parts: readonly PairSums[], areaOf: Int32Array, areas: number): PairSums {
  const out = emptyPairs(areas);
  for (const part of parts)
    for (let place = 0; place < areaOf.length; place += 1) {
      const area = areaOf[place] as number;
      if (area < 0) continue;
      for (const key of ADDED) out[key][area] = (out[key][area] as number) + (part[key][place] as number);
      keepLargest(out, area, part.largest[place] as number);
      keepLargest(out, area, part.second[place] as number);
    }
  return out;
}
