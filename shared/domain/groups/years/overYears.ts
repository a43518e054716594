import type { GroupsSpec } from '../../../schemas/groups.ts';
import { MethodError } from '../../assess/methodError.ts';
import { median } from '../../statistics/quantile.ts';
import { adjustedRand, type Contingency, contingency } from '../agreement/contingency.ts';
import type { GroupedAreas } from '../groupAreas.ts';
import { pointsToCluster } from '../standardise.ts';
import { margins } from '../validity.ts';

/** Group and margin of each area of a year; 0 and NaN for one that lacks a value and is left out. */
export interface YearGroups {
  readonly year: number;
  readonly areas: readonly string[];
  readonly groups: Int32Array;
  readonly margins: Float64Array;
}

/** How areas went from one year to the next. */
export interface YearTransition {
  readonly from: number;
  readonly to: number;
  /** Rows: groups in `from`; columns: groups in `to`; areas that have a group in both. */
  readonly counts: Contingency;
  /** Areas in the same group both years. */
  readonly stayed: number;
  readonly adjustedRand: number;
}

/** Algorithms whose groups are told apart by their means, so that an area of another year can be put to the nearest. */
const BY_MEANS: ReadonlySet<GroupsSpec['algorithm']> = new Set(['k-means', 'ward', 'pam']);

export const toldByMeans = ({ algorithm }: Pick<GroupsSpec, 'algorithm'>): boolean => BY_MEANS.has(algorithm);

/** @throws MethodError for an algorithm whose groups other areas cannot be put to */
export function requireMeans(spec: GroupsSpec): void {
  const { algorithm } = spec;
  if (!toldByMeans(spec)) throw new MethodError({ path: ['algorithm'] }, 'groups.yearsByMeans', { algorithm });
}

/** What areas of another year are put by: the scales of the division, its means as clustered, and its groups' numbers. */
export type Fitted = Pick<GroupedAreas, 'scales' | 'centroids' | 'numbers'>;

/**
 * Puts the areas of another year into the groups that a year was divided into: the same transformation, centre, scale and weights as
 * then, and the group whose mean is nearest. So a value means the same in every year, and an area moves only when it has changed
 * itself.
 * @param fitted the division, @param fittedColumns the values that it was made of, for `"missing": "median"`
 * @throws MethodError for a missing value that the specification says nothing of
 */
export function assignYear(
  spec: GroupsSpec,
  fitted: Fitted,
  fittedColumns: readonly Float64Array[],
  { year, areas, columns }: { year: number; areas: readonly string[]; columns: readonly Float64Array[] },
): YearGroups {
  const gaps = areas.map((_area, i) => columns.findIndex((column) => Number.isNaN(column[i])));
  const first = gaps.findIndex((column) => column >= 0);
  if (first >= 0 && spec.missing === undefined) {
    const id = spec.indicators[gaps[first] ?? 0]?.id ?? '';
    throw new MethodError({ indicator: id, area: areas[first] ?? '' }, 'groups.missingValue', { id });
  }
  const there = areas.flatMap((_area, i) => (spec.missing === 'drop' && (gaps[i] ?? -1) >= 0 ? [] : [i]));
  const points = pointsToCluster(
    columns.map((column, j) => {
      const { id = '', weight = 1, transform } = spec.indicators[j] ?? {};
      const middle = median(fittedColumns[j] ?? new Float64Array());
      const values = Float64Array.from(there, (i) => {
        const value = column[i] as number;
        const own = Number.isNaN(value) ? middle : value;
        return transform === 'ihs' ? Math.asinh(own) : own;
      });
      return { id, weight, values };
    }),
    fitted.scales,
  );
  const k = fitted.centroids.length;
  const centres = Float64Array.from(fitted.centroids.flatMap((row) => [...row]));
  const labels = nearestOf(points, centres, k);
  const own = margins(points, { k, labels, sizes: new Int32Array(k), centres });
  const groups = new Int32Array(areas.length);
  const margin = new Float64Array(areas.length).fill(Number.NaN);
  there.forEach((area, i) => {
    groups[area] = fitted.numbers[labels[i] as number] as number;
    margin[area] = own[i] as number;
  });
  return { year, areas, groups, margins: margin };
}

function nearestOf(
  { n, p, values }: { readonly n: number; readonly p: number; readonly values: Float64Array },
  centres: Float64Array,
  k: number,
): Int32Array {
  return Int32Array.from({ length: n }, (_none, i) => {
    let nearest = 0;
    let least = Infinity;
    for (let c = 0; c < k; c += 1) {
      let square = 0;
      for (let j = 0; j < p; j += 1) square += ((values[i * p + j] as number) - (centres[c * p + j] as number)) ** 2;
      if (square < least) {
        least = square;
        nearest = c;
      }
    }
    return nearest;
  });
}

/** From each year to the next, over the areas that both have, by code. @param years rising */
export function transitionsOf(years: readonly YearGroups[]): YearTransition[] {
  return years.slice(1).map((after, at) => {
    const before = years[at] as YearGroups;
    const place = new Map(after.areas.map((code, i) => [code, i]));
    const then = Int32Array.from(before.areas, (code) => after.groups[place.get(code) ?? -1] ?? 0);
    const counts = contingency(before.groups, then);
    const stayed = before.groups.reduce((sum, group, i) => sum + (group !== 0 && group === then[i] ? 1 : 0), 0);
    return { from: before.year, to: after.year, counts, stayed, adjustedRand: adjustedRand(counts) };
  });
}
