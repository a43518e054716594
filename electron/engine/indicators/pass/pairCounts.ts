import { addInto } from './accumulator.ts';
import { emptyPairs, type PairAccumulator, pairSides, type PairSums, type Side } from './moments.ts';
import type { Places } from './places.ts';
import type { Truth } from './truth.ts';

/** In neither count, in that below, in that above, in both: 0 to 3. */
const CASES = 4;

/** The sums of pairs of ones: everything follows from how many records are in which of the two counts. */
function sumsOf(totals: Float64Array, count: number): PairSums {
  const out = emptyPairs(count);
  for (let place = 0; place < count; place += 1) {
    const below = totals[CASES * place + 1] as number;
    const above = totals[CASES * place + 2] as number;
    const both = totals[CASES * place + 3] as number;
    const y = above + both;
    const x = below + both;
    out.n[place] = below + above + both;
    for (const key of ['y', 'yy', 'absolute'] as const) out[key][place] = y;
    for (const key of ['x', 'xx', 'counted'] as const) out[key][place] = x;
    out.xy[place] = both;
    out.largest[place] = y > 0 ? 1 : 0;
    out.second[place] = y > 1 ? 1 : 0;
  }
  return out;
}

/** One number of records over another: what `pairSides` gives when both sides count ones, without a branch per record. */
function countPairs(places: Places, above: Truth, below: Truth): PairAccumulator {
  let held = new Int32Array(CASES * places.count);
  const totals = new Float64Array(CASES * places.count);
  return {
    get pairs() {
      return sumsOf(totals, places.count);
    },
    leftOut: () => 0,
    step: (frame) => {
      const where = places.of(frame);
      const [tops, bottoms] = [above(frame), below(frame)];
      const counts = held;
      for (let i = 0; i < frame.rows; i += 1) {
        // TRUE is 2 and the others 0 and 1: bit 1 says whether the record is counted.
        const at = CASES * (where[i] as number) + ((tops[i] as number) & 2) + ((bottoms[i] as number) >> 1);
        counts[at] = (counts[at] as number) + 1;
      }
    },
    take: () => {
      const counts = held;
      held = new Int32Array(CASES * places.count);
      return { counts };
    },
    add: ({ counts }) => {
      if (counts !== undefined) addInto(totals, counts);
    },
  };
}

/** One sum over another, counted where neither side has a value to be summed. */
export const pairOrCount = (places: Places, top: Side, bottom: Side): PairAccumulator =>
  top.value === null && bottom.value === null
    ? countPairs(places, top.where, bottom.where)
    : pairSides(places, top, bottom);
