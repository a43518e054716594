/** Areas that have come over the line, and that have left it, since the baseline; in the order given. */
export interface Crossings {
  readonly entered: readonly number[];
  readonly left: readonly number[];
}

/**
 * Compares who is over the line (1) now and in the baseline.
 * @param order positions of the areas in the order in which they are to be listed (by rank now)
 */
export function crossings(before: Uint8Array, now: Uint8Array, order: Iterable<number>): Crossings {
  const entered: number[] = [];
  const left: number[] = [];
  for (const area of order) {
    if (now[area] === before[area]) continue;
    if (now[area] === 1) entered.push(area);
    else left.push(area);
  }
  return { entered, left };
}
