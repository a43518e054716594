/** The line that an area of an index stands over or under: the best `ranks` ranks. */
export interface TopLine {
  /** How many ranks are over the line. */
  readonly ranks: number;
  readonly over: boolean;
  /** The score that has to be reached, or fallen below: the last over the line among the other areas. */
  readonly score: number;
}

/**
 * Where the line of the best ranks runs for one area, the other areas standing still: over it at `score` and above.
 * @param order positions of the ranked areas, best first; @param ranked how many of them are valid
 * @returns undefined when the area has no rank, or when there are no areas under the line
 */
export function topLine(
  scores: Float64Array,
  ranks: Int32Array,
  order: Uint32Array,
  ranked: number,
  top: number,
  area: number,
): TopLine | undefined {
  if ((ranks[area] ?? 0) === 0 || top < 1 || top >= ranked) return undefined;
  const over = (ranks[area] as number) <= top;
  // Among the others the last over the line is place `top`; the area itself may stand before it.
  const before = order.subarray(0, top).includes(area);
  return { ranks: top, over, score: scores[order[before ? top : top - 1] as number] as number };
}
