/** Tolerance for shares and counts that are sums of decimals, as in Alkire-Foster implementations: c >= k - 1e-12. */
export const TOLERANCE = 1e-12;

/**
 * Which areas have values for at least `leastShare` of the indicators (counted, whatever they weigh), and for at least
 * one. 1 = enough, 0 = too few. `columns`: one per indicator, NaN where missing.
 */
export function enoughPresent(columns: readonly Float64Array[], areaCount: number, leastShare: number): Uint8Array {
  const enough = new Uint8Array(areaCount);
  for (let area = 0; area < areaCount; area += 1) {
    let present = 0;
    for (const column of columns) if (!Number.isNaN(column[area])) present += 1;
    enough[area] = present > 0 && present / columns.length >= leastShare - TOLERANCE ? 1 : 0;
  }
  return enough;
}
