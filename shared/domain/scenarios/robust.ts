import { type Likeness, likenessOf } from './compare.ts';
import type { Standing } from './standing.ts';

/** Many assessments of the same areas beside each other. */
export interface Robustness {
  /** How many of them single the area out. */
  readonly times: Uint16Array;
  /** Singled out by all of them, and by one at least; by falling mean standing (lowest mean rank first), ties by position. */
  readonly always: readonly number[];
  readonly ever: readonly number[];
  /** Highest and lowest standing over those that rank the area; 0 = none does. */
  readonly best: Int32Array;
  readonly worst: Int32Array;
  /** Row-major, one row and one column per assessment. */
  readonly pairs: readonly (readonly Likeness[])[];
}

/** @param first length of the top lists, as for `likenessOf` */
export function robustness(standings: readonly Standing[], first?: number): Robustness {
  const areas = standings[0]?.ranks.length ?? 0;
  const times = new Uint16Array(areas);
  const best = new Int32Array(areas);
  const worst = new Int32Array(areas);
  const means = new Float64Array(areas);
  for (let area = 0; area < areas; area += 1) {
    let sum = 0;
    let ranked = 0;
    for (const { ranks, flagged } of standings) {
      const rank = ranks[area] as number;
      times[area] = (times[area] as number) + (flagged[area] as number);
      if (rank === 0) continue;
      ranked += 1;
      sum += rank;
      best[area] = ranked === 1 ? rank : Math.min(best[area] as number, rank);
      worst[area] = Math.max(worst[area] as number, rank);
    }
    means[area] = ranked === 0 ? Number.POSITIVE_INFINITY : sum / ranked;
  }
  const order = Array.from(means.keys()).sort((a, b) => {
    const [x, y] = [means[a] as number, means[b] as number];
    return x === y ? a - b : x < y ? -1 : 1;
  });
  const likeness = standings.map((): Likeness[] => []);
  standings.forEach((one, i) => {
    standings.forEach((other, j) => {
      (likeness[i] as Likeness[])[j] =
        j < i ? ((likeness[j] as Likeness[])[i] as Likeness) : likenessOf(one, other, first);
    });
  });
  return {
    times,
    always: standings.length === 0 ? [] : order.filter((area) => times[area] === standings.length),
    ever: order.filter((area) => (times[area] as number) > 0),
    best,
    worst,
    pairs: likeness,
  };
}
