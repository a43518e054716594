import type { GroupsAlgorithm, GroupsSpec, Standardisation } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import type { Contiguity, Islands } from './contiguous/skater.ts';
import { divider, type Findings } from './divide.ts';
import { inertiaOf, recompute } from './kMeans/partition.ts';
import type { Covariance } from './mixture/covariance.ts';
import { groupNumbers } from './numbering.ts';
import { distinctPoints, type Points } from './points.ts';
import { type ColumnScale, type ColumnToCluster, pointsToCluster, scaleOfColumn } from './standardise.ts';
import { calinskiHarabasz, daviesBouldin, type Division, margins, silhouettes } from './validity.ts';
import type { Dendrogram } from './ward/dendrogram.ts';
import { withoutMissing } from './withoutMissing.ts';

/** The specification with everything decided that it left open: a run says what it ran. */
export interface ResolvedSpec {
  readonly algorithm: GroupsAlgorithm;
  readonly k: number;
  /** Of those algorithms that begin anew several times. */
  readonly starts?: number;
  readonly seed?: number;
  readonly covariance?: Covariance;
  readonly islands?: Islands;
  readonly standardise: Standardisation;
  readonly missing: 'refuse' | 'drop' | 'median';
}

const STARTS = 20;
const BEGINS_ANEW: ReadonlySet<GroupsAlgorithm> = new Set(['k-means', 'gaussian-mixture']);

export const resolveSpec = (spec: GroupsSpec): ResolvedSpec => ({
  algorithm: spec.algorithm,
  k: spec.k,
  ...(BEGINS_ANEW.has(spec.algorithm) ? { starts: spec.starts ?? STARTS, seed: spec.seed ?? 1 } : {}),
  ...(spec.algorithm === 'gaussian-mixture' ? { covariance: spec.covariance ?? 'full' } : {}),
  ...(spec.algorithm === 'skater' ? { islands: spec.islands ?? 'nearest' } : {}),
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
  /** Of the starts, how many found it; only for algorithms that begin anew. */
  readonly foundTimes?: number;
  /** Of a mixture: lower is better. */
  readonly bic?: number;
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
  readonly findings: AreaFindings;
  /** Missing values that were given the column's median, per indicator. */
  readonly imputed: Int32Array;
  /** Quality for each k asked for. */
  readonly chooseK: readonly GroupQuality[];
}

/** What the algorithm knows besides, with areas by their position in the order given and groups by their number from 1. */
export type AreaFindings =
  | { readonly algorithm: 'k-means' }
  | {
      readonly algorithm: 'ward';
      readonly dendrogram: Dendrogram;
      /** Position of each leaf's area. */
      readonly leaves: Uint32Array;
    }
  | {
      readonly algorithm: 'pam';
      /** Position of the area that stands for each group, group 1 first. */
      readonly medoids: readonly number[];
      readonly cost: number;
    }
  | { readonly algorithm: 'gaussian-mixture'; readonly logLikelihood: number; readonly bic: number }
  | {
      readonly algorithm: 'skater';
      /** Sum of squares within each group, group 1 first. */
      readonly withinSums: readonly number[];
      /** Areas in each part that the contiguity leaves apart. */
      readonly parts: readonly (readonly number[])[];
      /** Pairs of areas joined though they are no neighbours. */
      readonly bridges: readonly (readonly [number, number])[];
    };

/** What the work is at; `of` = every start of every k, or points of the silhouette. May throw to stop. */
export type GroupsReport = (step: 'groups.step.starts' | 'groups.step.silhouette', done: number, of: number) => void;

/**
 * Groups areas on standardised, weighted indicators. The outcome does not depend on the order of the areas in the file, and is
 * numbered by falling size.
 * @param areas area codes
 * @param columns one per indicator of the specification, aligned with `areas`, NaN where missing
 * @param given `chooseFrom`: values of k whose quality is wanted besides; `neighbours`: pairs of area codes, for skater
 * @throws MethodError for missing values (unless the specification says what to do), columns without spread, too few areas
 */
export function groupAreas(
  spec: GroupsSpec,
  areas: readonly string[],
  columns: readonly Float64Array[],
  given: { readonly chooseFrom?: readonly number[]; readonly neighbours?: readonly (readonly [string, string])[] } = {},
  report: GroupsReport = () => undefined,
): GroupedAreas {
  const chooseFrom = given.chooseFrom ?? [];
  const resolved = resolveSpec(spec);
  const { rows, filled, dropped, imputed } = withoutMissing(spec, areas, columns);
  const own = filled.map((column, j) => ({
    id: spec.indicators[j]?.id ?? '',
    weight: spec.indicators[j]?.weight ?? 1,
    values: column,
  }));
  const scales = own.map((column) => scaleOfColumn(column, resolved.standardise));
  const points = pointsToCluster(own, scales);
  const ks = [...new Set([resolved.k, ...chooseFrom])];
  requireEnough(points, Math.max(...ks));

  const codes = Array.from(rows, (row) => areas[row] ?? '');
  const divide = divider(points, {
    algorithm: resolved.algorithm,
    starts: resolved.starts ?? 1,
    seed: resolved.seed ?? 1,
    covariance: resolved.covariance ?? 'full',
    islands: resolved.islands ?? 'nearest',
    contiguity: given.neighbours === undefined ? undefined : contiguityOf(codes, given.neighbours),
  });
  const found = ks.map((k, round) => {
    const { labels, findings } = divide(k, (done, of) =>
      report('groups.step.starts', round + Math.min(1, done / of), ks.length),
    );
    const numbers = groupNumbers(labels, k, codes);
    return { ...numbered(points, labels, numbers), numbers, findings };
  });
  const silhouette = silhouettes(points, found, (done, of) => report('groups.step.silhouette', done, of));
  const qualities = found.map((division, i): GroupQuality => ({
    k: division.k,
    inertia: inertiaOf(points, division),
    silhouette: silhouette[i] as number,
    calinskiHarabasz: calinskiHarabasz(points, division),
    daviesBouldin: daviesBouldin(points, division),
    ...('foundTimes' in division.findings ? { foundTimes: division.findings.foundTimes } : {}),
    ...('bic' in division.findings ? { bic: division.findings.bic } : {}),
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
    findings: findingsOfAreas(division.findings, division.numbers, rows),
    chooseK: qualities.filter(({ k }) => chooseFrom.includes(k)).sort((a, b) => a.k - b.k),
  };
}

/** Positions among the areas that are grouped; pairs with an area that is not among them are left out. */
function contiguityOf(codes: readonly string[], neighbours: readonly (readonly [string, string])[]): Contiguity {
  const place = new Map(codes.map((code, i) => [code, i]));
  const pairs = neighbours.flatMap(([a, b]) => {
    const from = place.get(a);
    const to = place.get(b);
    return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
  });
  return {
    from: Int32Array.from(pairs, ({ from }) => from),
    to: Int32Array.from(pairs, ({ to }) => to),
  };
}

function findingsOfAreas(findings: Findings, numbers: Int32Array, rows: Uint32Array): AreaFindings {
  const area = (point: number): number => rows[point] as number;
  const byNumber = <T>(values: ArrayLike<T>): T[] => {
    const sorted: T[] = [];
    Array.from(values).forEach((value, label) => {
      sorted[numbers[label] as number] = value;
    });
    return sorted;
  };
  switch (findings.algorithm) {
    case 'k-means':
      return { algorithm: 'k-means' };
    case 'ward':
      return { algorithm: 'ward', dendrogram: findings.dendrogram, leaves: rows };
    case 'pam':
      return { algorithm: 'pam', medoids: byNumber(findings.medoids).map(area), cost: findings.cost };
    case 'gaussian-mixture':
      return { algorithm: 'gaussian-mixture', logLikelihood: findings.logLikelihood, bic: findings.bic };
    case 'skater':
      break;
  }
  return {
    algorithm: 'skater',
    withinSums: byNumber(findings.withinSums),
    parts: findings.parts.map((part) => part.map(area)),
    bridges: findings.bridges.map(([a, b]) => [area(a), area(b)] as const),
  };
}

function requireEnough(points: Points, k: number): void {
  if (points.n < k) throw new MethodError({ path: ['k'] }, 'groups.tooFewAreas', { k, areas: points.n });
  const different = distinctPoints(points, k);
  if (different < k) throw new MethodError({ path: ['k'] }, 'groups.tooFewDifferent', { k, different });
}

/** The division with its groups numbered by size, and its means summed afresh in that order. */
function numbered(points: Points, labels: Int32Array, numbers: Int32Array): Division {
  const k = numbers.length;
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
