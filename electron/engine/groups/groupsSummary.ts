import { contrastsOf, type GroupProfile, profilesOf } from '../../../shared/domain/groups/describe/profile.ts';
import { spreadWithin } from '../../../shared/domain/groups/describe/spread.ts';
import {
  describeGroup,
  type IndicatorWords,
  proposedNames,
  reasonText,
} from '../../../shared/domain/groups/describe/words.ts';
import type { AreaFindings } from '../../../shared/domain/groups/groupAreas.ts';
import { groupsLeaving } from '../../../shared/domain/groups/mayLeave.ts';
import type { GroupsSpec } from '../../../shared/schemas/groups.ts';
import type { Language } from '../../../shared/texts/text.ts';
import type { RunGroups } from './groupRun.ts';
import type { GroupSource } from './groupSource.ts';

/** An area that is less often than this together with most of its group when areas are drawn anew, changes often. */
export const CHANGES_OFTEN = 0.5;

/** What a summary is made of besides the run. */
export interface SummaryOf {
  readonly spec: GroupsSpec;
  readonly source: GroupSource;
  readonly run: RunGroups;
  readonly draws: number;
  readonly references: number;
  readonly drawsPerK: number;
  /** Area type of each area, 0 = none. */
  readonly areaTypes: Int32Array | undefined;
  readonly words: (id: string) => IndicatorWords;
  readonly language: Language;
}

export type GroupsSummary = ReturnType<typeof groupsSummary>;

/** What summary.json says of a grouping. */
export function groupsSummary(of: SummaryOf) {
  const { spec, source, run, language } = of;
  const { grouped, stability, advice, against } = run;
  const { quality, spec: resolved } = grouped;
  const ids = spec.indicators.map(({ id }) => id);
  const code = (place: number): string => source.areas[place] ?? '';
  const named = (row: Float64Array | undefined): Record<string, number> =>
    Object.fromEntries(ids.map((id, j) => [id, row?.[j] ?? Number.NaN]));
  const described = ids.map((id, j) => ({ id, values: source.columns[j] ?? new Float64Array() }));
  const profiles = profilesOf({
    groups: grouped.groups,
    indicators: described,
    people: source.people,
    municipalities: source.municipalities,
  });
  return {
    version: 1,
    ...resolved,
    areas: source.areas.length,
    sizes: [...grouped.sizes],
    ...(against === undefined ? {} : { numbers: [...grouped.numbers] }),
    inertia: quality.inertia,
    silhouette: quality.silhouette,
    calinskiHarabasz: quality.calinskiHarabasz,
    daviesBouldin: quality.daviesBouldin,
    ...(quality.foundTimes === undefined ? {} : { foundTimes: quality.foundTimes }),
    ...told(grouped.findings, source),
    indicators: spec.indicators.map(({ id, weight, transform, background }, j) => ({
      id,
      weight: weight ?? 1,
      ...(transform === undefined ? {} : { transform }),
      ...(background === undefined ? {} : { background }),
      ...grouped.scales[j],
      imputed: grouped.imputed[j] ?? 0,
    })),
    centroids: grouped.centroids.map((row, c) => ({
      group: grouped.numbers[c] ?? c + 1,
      size: grouped.sizes[c] ?? 0,
      asClustered: named(row),
      inUnits: named(grouped.centroidsInUnits[c]),
    })),
    profiles: profilesTold(profiles, of),
    spread: spreadTold(of, described),
    leaving: groupsLeaving(profiles),
    dropped: grouped.dropped.map(code),
    ...(grouped.aside.length === 0
      ? {}
      : {
          aside: grouped.aside.map(({ area, column, deviations }) => ({
            area: code(area),
            indicator: ids[column] ?? '',
            deviations,
          })),
        }),
    ...(stability === undefined
      ? {}
      : {
          stability: {
            draws: of.draws,
            groups: Array.from(stability.jaccard, (jaccard, c) => ({
              group: grouped.numbers[c] ?? c + 1,
              jaccard,
              standing: stability.standing[c] ?? 'dissolved',
            })),
            changing: source.areas.filter((_area, i) => (stability.kept[i] ?? Number.NaN) < CHANGES_OFTEN),
          },
        }),
    ...(against === undefined
      ? {}
      : {
          previous: {
            adjustedRand: against.adjustedRand,
            both: against.both,
            stayed: against.stayed,
            transition: Array.from({ length: against.transition.rows }, (_none, row) =>
              Array.from(
                against.transition.counts.subarray(
                  row * against.transition.columns,
                  (row + 1) * against.transition.columns,
                ),
              ),
            ),
          },
        }),
    ...(run.chooseK.length === 0
      ? {}
      : {
          chooseK: run.chooseK,
          chosenBy: { drawsPerK: of.drawsPerK, references: of.references },
          ...(advice === undefined
            ? {}
            : {
                advice: {
                  k: advice.k,
                  for: advice.for.map((reason) => reasonText(reason, language)),
                  against: advice.against.map((reason) => reasonText(reason, language)),
                },
              }),
        }),
  };
}

function profilesTold(profiles: readonly GroupProfile[], { spec, words, language }: SummaryOf) {
  const names = proposedNames(profiles, words, language);
  const background = new Set(spec.indicators.filter((one) => one.background === true).map(({ id }) => id));
  return profiles.map((profile, at) => ({
    group: profile.group,
    proposedName: names[at] ?? '',
    description: describeGroup(profile, words, language),
    areas: profile.areas,
    ...(Number.isNaN(profile.people) ? {} : { people: profile.people, typicalPeople: profile.typicalPeople }),
    ...(profile.municipalities === 0 ? {} : { municipalities: profile.municipalities }),
    indicators: profile.indicators.filter(({ id }) => !background.has(id)),
    background: profile.indicators.filter(({ id }) => background.has(id)),
    contrasts: contrastsOf(profile)
      .slice(0, 5)
      .map(({ id, standardised }) => ({ id, standardised })),
  }));
}

function spreadTold(
  { run, areaTypes }: SummaryOf,
  described: readonly { readonly id: string; readonly values: Float64Array }[],
) {
  return {
    groups: spreadWithin(run.grouped.groups, described),
    ...(areaTypes === undefined ? {} : { areaTypes: spreadWithin(areaTypes, described) }),
  };
}

/** What the algorithm alone can tell, with areas by their code. */
function told(findings: AreaFindings, { areas, names }: GroupSource) {
  const codes = (places: readonly number[]): string[] => places.map((place) => areas[place] ?? '');
  switch (findings.algorithm) {
    case 'k-means':
      return {};
    case 'ward':
      return { heights: [...findings.dendrogram.heights] };
    case 'pam':
      return { medoids: codes(findings.medoids), cost: findings.cost };
    case 'gaussian-mixture':
      return { bic: findings.bic, logLikelihood: findings.logLikelihood };
    case 'skater':
      break;
  }
  // The largest part is the mainland; every other one is told area by area.
  const [, ...apart] = findings.parts.toSorted((a, b) => b.length - a.length);
  return {
    withinSums: findings.withinSums,
    parts: findings.parts.length,
    islands: apart.map((part) =>
      part.map((place) => ({ area: areas[place] ?? '', ...(names === null ? {} : { name: names[place] ?? '' }) })),
    ),
    bridges: findings.bridges.map((pair) => codes(pair)),
  };
}
