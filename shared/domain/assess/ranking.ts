/** Area codes in the one order used for ties: by code unit, the same on every machine and in every language. */
export const compareCodes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Position of each area when all are sorted by code, so that ties can be broken without comparing strings. */
export function codeOrder(areas: readonly string[]): Uint32Array {
  const sorted = Uint32Array.from(areas, (_code, i) => i).sort((a, b) => compareCodes(areas[a] ?? '', areas[b] ?? ''));
  return sorted;
}

export interface Ranking {
  /** 1 = highest score = most exclusion; ties get the lowest rank; 0 = no score. */
  readonly ranks: Int32Array;
  /** Positions of the areas that have a rank, best rank first, ties by area code. */
  readonly order: Uint32Array;
}

/** Ranks unrounded scores; NaN is no score. */
export function rankScores(scores: Float64Array, areas: readonly string[]): Ranking {
  const order = codeOrder(areas)
    .filter((i) => !Number.isNaN(scores[i]))
    .sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const ranks = new Int32Array(scores.length);
  order.forEach((area, place) => {
    const before = order[place - 1];
    ranks[area] = before !== undefined && scores[before] === scores[area] ? (ranks[before] as number) : place + 1;
  });
  return { ranks, order };
}
