import type { GroupsSpec } from '../../schemas/groups.ts';
import {
  centroidsOf,
  type GroupQuality,
  meansInUnits,
  numberDivision,
  type NumberedDivision,
  qualityOf,
  spreadToAreas,
} from './complete.ts';
import { divider, type Findings, type Found } from './divide.ts';
import { type Prepared, prepareGroups, requireEnough, type ResolvedSpec } from './prepare.ts';
import type { ColumnScale } from './standardise.ts';
import { silhouettes } from './validity.ts';
import type { Dendrogram } from './ward/dendrogram.ts';

export interface GroupedAreas {
  readonly spec: ResolvedSpec;
  /** Its group's number per area in the order given; 0 = left out for a missing value. */
  readonly groups: Int32Array;
  /** Numbers of the groups, rising: 1..k unless they have been kept from an earlier grouping. */
  readonly numbers: Int32Array;
  /** (d2 - d1) / d2 per area; NaN = left out. */
  readonly margins: Float64Array;
  /** Areas per group, in the order of `numbers`. */
  readonly sizes: Int32Array;
  readonly quality: GroupQuality;
  /** One row per group on the scale as clustered. */
  readonly centroids: readonly Float64Array[];
  /** The same in the indicators' own units. */
  readonly centroidsInUnits: readonly Float64Array[];
  readonly scales: readonly ColumnScale[];
  /** Positions of the areas left out. */
  readonly dropped: readonly number[];
  /** Areas that did not shape the groups and were put into the nearest afterwards. */
  readonly aside: readonly { readonly area: number; readonly column: number; readonly deviations: number }[];
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
  const prepared = prepareGroups(spec, areas, columns, given.neighbours);
  const ks = wantedKs(spec.k, given.chooseFrom);
  requireEnough(prepared, Math.max(...ks));
  const divide = divider(prepared.points, prepared.by);
  const found = ks.map((k, round) =>
    divide(k, (done, of) => report('groups.step.starts', round + Math.min(1, done / of), ks.length)),
  );
  return groupedAreas(prepared, ks, found, given.chooseFrom, report);
}

/** The k of the specification first, then the others to compare with. */
export const wantedKs = (k: number, chooseFrom: readonly number[] = []): number[] => [...new Set([k, ...chooseFrom])];

/** What is told of the areas' groups once each k of `wantedKs` has been found. */
export function groupedAreas(
  prepared: Prepared,
  ks: readonly number[],
  found: readonly Found[],
  chooseFrom: readonly number[] = [],
  report: GroupsReport = () => undefined,
): GroupedAreas & { readonly divisions: readonly NumberedDivision[] } {
  const { points, rows } = prepared;
  const divisions = found.map((one, i) => numberDivision(prepared, one, ks[i] as number));
  const silhouette = silhouettes(points, divisions, (done, of) => report('groups.step.silhouette', done, of));
  const qualities = divisions.map((division, i) => qualityOf(prepared, division, silhouette[i] as number));
  const [division] = divisions;
  const [quality] = qualities;
  if (division === undefined || quality === undefined) throw new RangeError('groupedAreas: no k');
  return {
    spec: prepared.spec,
    ...spreadToAreas(prepared, division),
    numbers: Int32Array.from({ length: division.k }, (_none, c) => c + 1),
    sizes: division.allSizes,
    quality,
    centroids: centroidsOf(points, division),
    centroidsInUnits: meansInUnits(prepared, division),
    scales: prepared.scales,
    dropped: prepared.dropped,
    aside: prepared.aside.reasons.map(({ column, deviations }, i) => ({
      area: prepared.aside.rows[i] as number,
      column,
      deviations,
    })),
    imputed: prepared.imputed,
    findings: findingsOfAreas(division.findings, division.numbers, rows),
    chooseK: qualities.filter(({ k }) => chooseFrom.includes(k)).sort((a, b) => a.k - b.k),
    divisions,
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
