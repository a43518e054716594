/**
 * Ascending ranks of the values that are there, 1 = smallest; NaN stays NaN.
 * `ties`: 'min' gives equal values the lowest of their ranks, 'average' the mean of them.
 */
export function ascendingRanks(values: Float64Array, ties: 'min' | 'average'): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const rankOf = new Map<number, number>();
  for (let first = 0; first < sorted.length;) {
    const value = sorted[first] as number;
    let past = first + 1;
    while (past < sorted.length && sorted[past] === value) past += 1;
    rankOf.set(value, ties === 'min' ? first + 1 : (first + 1 + past) / 2);
    first = past;
  }
  return values.map((value) => rankOf.get(value) ?? Number.NaN);
}
