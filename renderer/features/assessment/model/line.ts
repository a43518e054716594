import type { Tuner } from './tuner.ts';

/** The least score that is over the line, NaN when none is. */
export function lineOf({ live }: Tuner): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < live.flagged.length; i += 1) {
    const score = live.scores[i] as number;
    if (live.flagged[i] === 1 && score < least) least = score;
  }
  return least === Number.POSITIVE_INFINITY ? Number.NaN : least;
}
