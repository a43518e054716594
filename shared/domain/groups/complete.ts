import type { Found } from './divide.ts';
import { inertiaOf, recompute } from './kMeans/partition.ts';
import { groupNumbers } from './numbering.ts';
import { type Points, squaredDistance } from './points.ts';
import type { Prepared } from './prepare.ts';
import { calinskiHarabasz, daviesBouldin, type Division, margins } from './validity.ts';

/** How good a division into k groups is. NaN where a measure is not defined. */
export interface GroupQuality {
  readonly k: number;
  readonly inertia: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  /** Areas in the smallest group. */
  readonly smallest: number;
  /** Of the starts, how many found it; only for algorithms that begin anew. */
  readonly foundTimes?: number;
  /** Of a mixture: lower is better. */
  readonly bic?: number;
}

/** A finished division with its groups numbered by falling size, 0..k-1. */
export interface NumberedDivision extends Division {
  /** For each label of the algorithm its number. */
  readonly numbers: Int32Array;
  /** Group of each area set aside: that of the nearest mean. */
  readonly asideLabels: Int32Array;
  /** Areas per group, those set aside among them. */
  readonly allSizes: Int32Array;
  readonly findings: Found['findings'];
}

/**
 * Puts the areas that were set aside into the group whose mean is nearest, and numbers the groups by falling size over all areas,
 * then by the smallest area code. Means are of the areas that shaped the groups.
 */
export function numberDivision(prepared: Prepared, { labels, findings }: Found, k: number): NumberedDivision {
  const { points, codes, aside } = prepared;
  const first = divisionOf(points, labels, k);
  const nearest = Int32Array.from({ length: aside.points.n }, (_none, i) => nearestMean(aside.points, i, first));
  const all = Int32Array.of(...labels, ...nearest);
  const numbers = groupNumbers(all, k, [...codes, ...aside.codes]);
  const renumber = (label: number): number => numbers[label] as number;
  const asideLabels = nearest.map(renumber);
  const division = divisionOf(points, labels.map(renumber), k);
  const allSizes = division.sizes.slice();
  for (const group of asideLabels) allSizes[group] = (allSizes[group] as number) + 1;
  return { ...division, numbers, asideLabels, allSizes, findings };
}

function divisionOf(points: Points, labels: Int32Array, k: number): Division {
  const division: Division = { k, labels, sizes: new Int32Array(k), centres: new Float64Array(k * points.p) };
  recompute(points, division);
  return division;
}

function nearestMean({ p, values }: Points, i: number, { k, centres }: Division): number {
  let nearest = 0;
  let least = Infinity;
  for (let c = 0; c < k; c += 1) {
    const distance = squaredDistance(values, i, centres, c, p);
    if (distance < least) {
      least = distance;
      nearest = c;
    }
  }
  return nearest;
}

export function qualityOf({ points }: Prepared, division: NumberedDivision, silhouette: number): GroupQuality {
  const { findings } = division;
  return {
    k: division.k,
    inertia: inertiaOf(points, division),
    silhouette,
    calinskiHarabasz: calinskiHarabasz(points, division),
    daviesBouldin: daviesBouldin(points, division),
    smallest: Math.min(...division.allSizes),
    ...('foundTimes' in findings ? { foundTimes: findings.foundTimes } : {}),
    ...('bic' in findings ? { bic: findings.bic } : {}),
  };
}

/** Group 1..k and margin of every area of the file; 0 and NaN for one that was left out. */
export function spreadToAreas(
  { areas, points, rows, aside }: Prepared,
  division: NumberedDivision,
): { groups: Int32Array; margins: Float64Array } {
  const groups = new Int32Array(areas);
  const margin = new Float64Array(areas).fill(Number.NaN);
  const put = (places: Uint32Array, labels: Int32Array, of: Points): void => {
    const marginOf = margins(of, { ...division, labels });
    places.forEach((row, i) => {
      groups[row] = (labels[i] as number) + 1;
      margin[row] = marginOf[i] as number;
    });
  };
  put(rows, division.labels, points);
  put(aside.rows, division.asideLabels, aside.points);
  return { groups, margins: margin };
}

/** Mean of each indicator in its own unit, a row per group. */
export function meansInUnits({ inUnits }: Prepared, { k, labels, sizes }: Division): Float64Array[] {
  const means = Array.from({ length: k }, () => new Float64Array(inUnits.length));
  inUnits.forEach((values, j) => {
    const sums = new Float64Array(k);
    values.forEach((value, i) => {
      const c = labels[i] as number;
      sums[c] = (sums[c] as number) + value;
    });
    means.forEach((row, c) => {
      row[j] = (sums[c] as number) / (sizes[c] as number);
    });
  });
  return means;
}

/** Mean of each group on the scale as clustered. */
export const centroidsOf = ({ p }: Points, { k, centres }: Division): Float64Array[] =>
  Array.from({ length: k }, (_none, c) => centres.slice(c * p, (c + 1) * p));
