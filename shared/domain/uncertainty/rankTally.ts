/** How often each area has had each rank, so far. Tallies of different replicates are added in any order. */
export interface RankTally {
  readonly areas: number;
  replicates: number;
  /** Row per area, column per rank: counts[area * areas + rank - 1]. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Sum over replicates of |rank - rank as assessed|, per area. */
  readonly shifts: Float64Array<ArrayBuffer>;
}

export const emptyTally = (areas: number): RankTally => ({
  areas,
  replicates: 0,
  counts: new Uint32Array(areas * areas),
  shifts: new Float64Array(areas),
});

/**
 * Adds a block of replicates, area by area: an area's row of counts then stays in the processor's cache, where counting
 * replicate by replicate would touch a new place in memory for every area.
 * @param block ranks, one row of all areas per replicate, 0 = no score; @param rows how many of its rows are filled
 * @param assessed ranks as the method gives them
 */
export function tallyBlock(tally: RankTally, block: Int32Array, rows: number, assessed: Int32Array): void {
  const { areas, counts, shifts } = tally;
  tally.replicates += rows;
  for (let area = 0; area < areas; area += 1) {
    const own = assessed[area] as number;
    let shift = 0;
    for (let row = 0; row < rows; row += 1) {
      const rank = block[row * areas + area] as number;
      if (rank === 0) continue;
      const at = area * areas + rank - 1;
      counts[at] = (counts[at] as number) + 1;
      shift += Math.abs(rank - own);
    }
    shifts[area] = (shifts[area] as number) + shift;
  }
}

/** Adds `other` to `tally`. */
export function addTally(tally: RankTally, other: RankTally): void {
  tally.replicates += other.replicates;
  for (let at = 0; at < tally.counts.length; at += 1)
    tally.counts[at] = (tally.counts[at] as number) + (other.counts[at] as number);
  for (let area = 0; area < tally.areas; area += 1)
    tally.shifts[area] = (tally.shifts[area] as number) + (other.shifts[area] as number);
}

export interface RankUncertainty {
  /** Least rank that at least 5 %, half and 95 % of the replicates are at or below; 0 = never a score. */
  readonly low: Int32Array;
  readonly median: Int32Array;
  readonly high: Int32Array;
  /** Share of the replicates with a rank among the worst `top`; NaN without score. */
  readonly inTop: Float64Array;
  /** Mean of |rank - rank as assessed|; NaN without score. */
  readonly meanShift: Float64Array;
}

/** @param top how many ranks count as the top, e.g. 5 % of the areas */
export function rankUncertainty(tally: RankTally, top: number): RankUncertainty {
  const { areas, counts } = tally;
  const low = new Int32Array(areas);
  const median = new Int32Array(areas);
  const high = new Int32Array(areas);
  const inTop = new Float64Array(areas).fill(Number.NaN);
  const meanShift = new Float64Array(areas).fill(Number.NaN);
  for (let area = 0; area < areas; area += 1) {
    const own = counts.subarray(area * areas, (area + 1) * areas);
    const times = own.reduce((sum, count) => sum + count, 0);
    if (times === 0) continue;
    let below = 0;
    for (let rank = 1; rank <= areas; rank += 1) {
      below += own[rank - 1] as number;
      if (low[area] === 0 && below >= 0.05 * times) low[area] = rank;
      if (median[area] === 0 && below >= 0.5 * times) median[area] = rank;
      if (high[area] === 0 && below >= 0.95 * times) high[area] = rank;
      if (rank === top) inTop[area] = below / times;
    }
    meanShift[area] = (tally.shifts[area] as number) / times;
  }
  return { low, median, high, inTop, meanShift };
}
