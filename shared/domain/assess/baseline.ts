/** The ranks that a live assessment is compared with, and what has moved since. Allocates nothing after it is made. */
export class Baseline {
  /** The ranks compared with; 0 = none. */
  readonly ranks: Int32Array;
  /**
   * Ranks climbed towards most exclusion since the baseline: baseline rank minus rank now. 0 where the area has no rank
   * in one of them.
   */
  readonly changes: Int32Array;
  /** How many areas have another rank than in the baseline (or a rank in one of them only). */
  moved = 0;
  /** Mean |change| over the areas that have a rank in both; 0 when there are none. */
  meanChange = 0;

  constructor(areaCount: number) {
    this.ranks = new Int32Array(areaCount);
    this.changes = new Int32Array(areaCount);
  }

  take(ranks: Int32Array): void {
    this.ranks.set(ranks);
  }

  compare(now: Int32Array): void {
    let moved = 0;
    let both = 0;
    let total = 0;
    for (let area = 0; area < now.length; area += 1) {
      const before = this.ranks[area] as number;
      const after = now[area] as number;
      if (before !== after) moved += 1;
      const change = before > 0 && after > 0 ? before - after : 0;
      if (before > 0 && after > 0) both += 1;
      this.changes[area] = change;
      total += change < 0 ? -change : change;
    }
    this.moved = moved;
    this.meanChange = both === 0 ? 0 : total / both;
  }

  /**
   * The areas that moved most, largest |change| first, ties by position, at most `into.length`; areas that stand still
   * are left out. Fills `into` and gives how many.
   */
  largestMoves(into: Uint32Array): number {
    let filled = 0;
    let least = 0;
    for (let area = 0; area < this.changes.length; area += 1) {
      const size = Math.abs(this.changes[area] as number);
      if (size === 0 || (filled === into.length && size <= least)) continue;
      let place = filled < into.length ? filled : filled - 1;
      while (place > 0 && Math.abs(this.changes[into[place - 1] as number] as number) < size) {
        into[place] = into[place - 1] as number;
        place -= 1;
      }
      into[place] = area;
      if (filled < into.length) filled += 1;
      least = Math.abs(this.changes[into[filled - 1] as number] as number);
    }
    return filled;
  }

  /** How many areas have come in among the `first` ranks since the baseline, and how many have left them. */
  crossings(now: Int32Array, first: number): { entered: number; left: number } {
    let entered = 0;
    let left = 0;
    for (let area = 0; area < now.length; area += 1) {
      const before = this.ranks[area] as number;
      const after = now[area] as number;
      const wasIn = before > 0 && before <= first;
      const isIn = after > 0 && after <= first;
      if (isIn && !wasIn) entered += 1;
      if (wasIn && !isIn) left += 1;
    }
    return { entered, left };
  }
}
