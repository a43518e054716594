import { emptySums, keepLargest, type Sums } from './sums.ts';

/**
 * Adds the places of one or more gatherings together to areas: counts and sums add, of the largest contributions the two
 * largest stay.
 */
export function sumsByArea(parts: readonly Sums[], areaOf: Int32Array, areas: number): Sums {
  const out = emptySums(areas);
  for (const part of parts) addPlaces(out, part, areaOf);
  return out;
}

function addPlaces(out: Sums, sums: Sums, areaOf: Int32Array): void {
  for (let place = 0; place < areaOf.length; place += 1) {
    const area = areaOf[place] as number;
    if (area < 0) continue;
    out.n[area] = (out.n[area] as number) + (sums.n[place] as number);
    out.sum[area] = (out.sum[area] as number) + (sums.sum[place] as number);
    out.absolute[area] = (out.absolute[area] as number) + (sums.absolute[place] as number);
    out.squares[area] = (out.squares[area] as number) + (sums.squares[place] as number);
    keepLargest(out, area, sums.largest[place] as number);
    keepLargest(out, area, sums.second[place] as number);
  }
}

export function countsByArea(counts: Float64Array, areaOf: Int32Array, areas: number): Float64Array {
  const out = new Float64Array(areas);
  for (let place = 0; place < areaOf.length; place += 1) {
    const area = areaOf[place] as number;
    if (area >= 0) out[area] = (out[area] as number) + (counts[place] as number);
  }
  return out;
}
