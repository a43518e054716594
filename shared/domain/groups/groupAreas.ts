import type { GroupsSpec, Standardisation } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import { codeOrder } from '../assess/ranking.ts';
import { median } from '../statistics/quantile.ts';
import { kMeans } from './kMeans/kMeans.ts';
import { recompute } from './kMeans/partition.ts';
import { groupNumbers } from './numbering.ts';
import { distinctPoints, type Points } from './points.ts';
import { type ColumnScale, type ColumnToCluster, pointsToCluster, scaleOfColumn } from './standardise.ts';
import { calinskiHarabasz, daviesBouldin, type Division, margins, silhouettes } from './validity.ts';

export interface ResolvedSpec {
  readonly algorithm: 'k-means';
  readonly k: number;
  readonly starts: number;
  readonly seed: number;
  readonly standardise: Standardisation;
  readonly missing: 'refuse' | 'drop' | 'median';
}

export const resolveSpec = (spec: GroupsSpec): ResolvedSpec => ({
  algorithm: spec.algorithm,
  k: spec.k,
  starts: spec.starts ?? 20,
  seed: spec.seed ?? 1,
  standardise: spec.standardise ?? 'z',
  missing: spec.missing ?? 'refuse',
});

/** How good a division into k groups is. NaN where a measure is not defined. */
export interface GroupQuality {
  readonly k: number;
  readonly inertia: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  readonly foundTimes: number;
}

export interface GroupedAreas {
  readonly spec: ResolvedSpec;
  /** 1..k per area in the order given; 0 = left out for a missing value. */
  readonly groups: Int32Array;
  /** (d2 - d1) / d2 per area; NaN = left out. */
  readonly margins: Float64Array;
  /** Areas per group, group 1 first. */
  readonly sizes: Int32Array;
  readonly quality: GroupQuality;
  /** One row per group on the scale as clustered. */
  readonly centroids: readonly Float64Array[];
  /** The same in the indicators' own units. */
  readonly centroidsInUnits: readonly Float64Array[];
  readonly scales: readonly ColumnScale[];
  /** Positions of the areas left out. */
  readonly dropped: readonly number[];
  /** Missing values that were given the column's median, per indicator. */
  readonly imputed: Int32Array;
  /** Quality for each k asked for. */
  readonly chooseK: readonly GroupQuality[];
}

/** What the work is at; `of` = every start of every k, or points of the silhouette. May throw to stop. */
export type GroupsReport = (step: 'groups.step.starts' | 'groups.step.silhouette', done: number, of: number) => void;

/**
 * Groups areas by k-means on standardised, weighted indicators. The outcome does not depend on the order of the areas in the
 * file, and is numbered by falling size.
 * @param areas area codes
 * @param columns one per indicator of the specification, aligned with `areas`, NaN where missing
 * @param chooseFrom values of k whose quality is wanted besides
 * @throws MethodError for missing values (unless the specification says what to do), columns without spread, too few areas
 */
export function groupAreas(
  spec: GroupsSpec,
  areas: readonly string[],
  columns: readonly Float64Array[],
  chooseFrom: readonly number[] = [],
  report: GroupsReport = () => undefined,
): GroupedAreas {
  const resolved = resolveSpec(spec);
  const { rows, filled, dropped, imputed } = withoutMissing(spec, resolved, areas, columns);
  const own = filled.map((column, j) => ({
    id: spec.indicators[j]?.id ?? '',
    weight: spec.indicators[j]?.weight ?? 1,
    values: column,
  }));
  const scales = own.map((column) => scaleOfColumn(column, resolved.standardise));
  const points = pointsToCluster(own, scales);
  const ks = [...new Set([resolved.k, ...chooseFrom])];
  const most = Math.max(...ks);
  requireEnough(points, most);

  const codes = Array.from(rows, (row) => areas[row] ?? '');
  const total = ks.length * resolved.starts;
  const found = ks.map((k, round) => {
    const result = kMeans(points, { k, starts: resolved.starts, seed: resolved.seed }, (done) =>
      report('groups.step.starts', round * resolved.starts + done, total),
    );
    return { ...numbered(points, result.labels, k, codes), inertia: result.inertia, foundTimes: result.foundTimes };
  });
  const silhouette = silhouettes(points, found, (done, of) => report('groups.step.silhouette', done, of));
  const qualities = found.map((division, i) => ({
    k: division.k,
    inertia: division.inertia,
    silhouette: silhouette[i] as number,
    calinskiHarabasz: calinskiHarabasz(points, division),
    daviesBouldin: daviesBouldin(points, division),
    foundTimes: division.foundTimes,
  }));
  const [division] = found;
  const [quality] = qualities;
  if (division === undefined || quality === undefined) throw new RangeError('groupAreas: no k');

  const groups = new Int32Array(areas.length);
  const margin = new Float64Array(areas.length).fill(Number.NaN);
  const marginOf = margins(points, division);
  rows.forEach((row, i) => {
    groups[row] = (division.labels[i] as number) + 1;
    margin[row] = marginOf[i] as number;
  });
  return {
    spec: resolved,
    groups,
    margins: margin,
    sizes: division.sizes,
    quality,
    centroids: rowsOf(division.centres, division.k, points.p),
    centroidsInUnits: meansInUnits(own, division),
    scales,
    dropped,
    imputed,
    chooseK: qualities.filter(({ k }) => chooseFrom.includes(k)).sort((a, b) => a.k - b.k),
  };
}

/** Rows by area code, so that nothing depends on the order of the file, and columns without holes. */
function withoutMissing(
  spec: GroupsSpec,
  { missing }: ResolvedSpec,
  areas: readonly string[],
  columns: readonly Float64Array[],
): { rows: Uint32Array; filled: Float64Array[]; dropped: number[]; imputed: Int32Array } {
  const seen = new Set<string>();
  spec.indicators.forEach(({ id }, i) => {
    if (seen.has(id)) throw new MethodError({ path: ['indicators', i, 'id'] }, 'groups.doubledIndicator', { id });
    seen.add(id);
  });
  if (spec.indicators.every(({ weight }) => weight === 0))
    throw new MethodError({ path: ['indicators'] }, 'groups.allWeightsZero');
  const byCode = codeOrder(areas);
  const hole = (row: number): number => columns.findIndex((column) => Number.isNaN(column[row]));
  const dropped: number[] = [];
  const imputed = new Int32Array(columns.length);
  if (missing !== 'median')
    byCode.forEach((row) => {
      const at = hole(row);
      if (at < 0) return;
      const id = spec.indicators[at]?.id ?? '';
      if (missing === 'refuse')
        throw new MethodError({ indicator: id, area: areas[row] ?? '' }, 'groups.missingValue', { id });
      dropped.push(row);
    });
  const out = new Set(dropped);
  const rows = byCode.filter((row) => !out.has(row));
  const filled = columns.map((column, j) => {
    const middle = median(column);
    if (Number.isNaN(middle)) {
      const id = spec.indicators[j]?.id ?? '';
      throw new MethodError({ indicator: id }, 'groups.emptyColumn', { id });
    }
    return Float64Array.from(rows, (row) => {
      const value = column[row] as number;
      if (!Number.isNaN(value)) return value;
      imputed[j] = (imputed[j] as number) + 1;
      return middle;
    });
  });
  return { rows, filled, dropped, imputed };
}

function requireEnough(points: Points, k: number): void {
  if (points.n < k) throw new MethodError({ path: ['k'] }, 'groups.tooFewAreas', { k, areas: points.n });
  const different = distinctPoints(points, k);
  if (different < k) throw new MethodError({ path: ['k'] }, 'groups.tooFewDifferent', { k, different });
}

/** The division with its groups numbered by size, and its means summed afresh in that order. */
function numbered(points: Points, labels: Int32Array, k: number, codes: readonly string[]): Division {
  const numbers = groupNumbers(labels, k, codes);
  const division: Division = {
    k,
    labels: labels.map((label) => numbers[label] as number),
    sizes: new Int32Array(k),
    centres: new Float64Array(k * points.p),
  };
  recompute(points, division);
  return division;
}

const rowsOf = (centres: Float64Array, k: number, p: number): Float64Array[] =>
  Array.from({ length: k }, (_none, c) => centres.slice(c * p, (c + 1) * p));

function meansInUnits(columns: readonly ColumnToCluster[], { k, labels, sizes }: Division): Float64Array[] {
  const means = Array.from({ length: k }, () => new Float64Array(columns.length));
  columns.forEach(({ values }, j) => {
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
