import type { GroupsAlgorithm } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import { type Contiguity, type Islands, skater } from './contiguous/skater.ts';
import type { Report } from './distances.ts';
import { kMeans } from './kMeans/kMeans.ts';
import { pamFor } from './medoids/pam.ts';
import type { Covariance } from './mixture/covariance.ts';
import { gaussianMixture } from './mixture/gaussianMixture.ts';
import type { Points } from './points.ts';
import { cutInto, type Dendrogram } from './ward/dendrogram.ts';
import { ward } from './ward/ward.ts';

/** What an algorithm knows of its groups besides who is in them. Points are positions; groups stand in no order yet. */
export type Findings =
  | { readonly algorithm: 'k-means'; readonly foundTimes: number }
  | { readonly algorithm: 'ward'; readonly dendrogram: Dendrogram }
  | { readonly algorithm: 'pam'; readonly medoids: Int32Array; readonly cost: number }
  | {
      readonly algorithm: 'gaussian-mixture';
      readonly foundTimes: number;
      readonly logLikelihood: number;
      readonly bic: number;
    }
  | {
      readonly algorithm: 'skater';
      readonly withinSums: Float64Array;
      readonly parts: readonly (readonly number[])[];
      readonly bridges: readonly (readonly [number, number])[];
    };

export interface Found {
  /** 0..k-1 per point, every group with at least one. */
  readonly labels: Int32Array;
  readonly findings: Findings;
}

export interface DivideBy {
  readonly algorithm: GroupsAlgorithm;
  readonly starts: number;
  readonly seed: number;
  readonly covariance: Covariance;
  readonly islands: Islands;
  /** Areas that a cut of skater must leave on either side. */
  readonly leastAreas: number;
  /** Positions of neighbouring points; needed by skater. */
  readonly contiguity: Contiguity | undefined;
}

/**
 * The algorithm made ready for these points, to be asked for one k after another: what does not depend on k (Ward's
 * tree, the distances between all pairs) is done once.
 * The function returned throws MethodError when there are no k such groups.
 */
export function divider(points: Points, by: DivideBy): (k: number, report: Report) => Found {
  const { algorithm, starts, seed } = by;
  switch (algorithm) {
    case 'k-means':
      return (k, report) => {
        const { labels, foundTimes } = kMeans(points, { k, starts, seed }, report);
        return { labels, findings: { algorithm, foundTimes } };
      };
    case 'ward': {
      let dendrogram: Dendrogram | undefined;
      return (k, report) => {
        dendrogram ??= ward(points, report);
        return { labels: cutInto(dendrogram, k), findings: { algorithm, dendrogram } };
      };
    }
    case 'pam': {
      const groupsOf = pamFor(points);
      return (k, report) => {
        const { labels, medoids, cost } = groupsOf(k, report);
        return { labels, findings: { algorithm, medoids, cost } };
      };
    }
    case 'gaussian-mixture':
      return (k, report) => {
        const found = gaussianMixture(points, { k, starts, seed, covariance: by.covariance }, report);
        if (found === undefined || new Set(found.labels).size < k)
          throw new MethodError({ path: ['k'] }, 'groups.mixtureCollapsed', { k });
        const { labels, foundTimes, logLikelihood, bic } = found;
        return { labels, findings: { algorithm, foundTimes, logLikelihood, bic } };
      };
    case 'skater':
      break;
  }
  return (k, report) => {
    if (by.contiguity === undefined) throw new MethodError({ path: ['algorithm'] }, 'groups.noContiguity');
    const found = skater(points, by.contiguity, { k, islands: by.islands, leastAreas: by.leastAreas }, report);
    if (found === undefined) throw new MethodError({ path: ['k'] }, 'groups.moreIslandsThanGroups', { k });
    const { labels, withinSums, parts, bridges } = found;
    if (withinSums.length < k)
      throw new MethodError({ path: ['leastAreas'] }, 'groups.noMoreCuts', {
        k,
        groups: withinSums.length,
        least: by.leastAreas,
      });
    return { labels, findings: { algorithm, withinSums, parts, bridges } };
  };
}
