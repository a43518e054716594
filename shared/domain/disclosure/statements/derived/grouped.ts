import { groupAreas, type GroupedAreas } from '../../../groups/groupAreas.ts';
import { profilesOf } from '../../../groups/describe/profile.ts';
import { groupsLeaving, LEAST_GROUP } from '../../../groups/mayLeave.ts';
import type { GroupsSpec } from '../../../../schemas/groups.ts';
import type { ProblemCountMethod } from '../../../../schemas/method.ts';
import type { StatementRules } from '../rules.ts';
import { countBothWays, factorOf } from './problems.ts';
import { among, listOf, type PublicMatrix, rounded, type Said, whollyKnown } from './said.ts';

const PROFILE_DECIMALS = 2;
const MEAN_DECIMALS = 1;

/** The limits of a rule set that statements are worked out under. */
export type StatedLimits = Pick<StatementRules, 'meanContributors' | 'groupMembers'>;

export interface GroupedStatement {
  readonly grouping: GroupsSpec;
  /** The figures of the grouping's indicators. */
  readonly matrix: PublicMatrix;
  /** For the share of each group's areas in which each factor is a problem: the method, and its indicators' figures. */
  readonly needs: { readonly method: ProblemCountMethod; readonly matrix: PublicMatrix } | null;
}

/**
 * Groups of the areas whose every figure is published; of the others those that lie nearest one and the same mean whatever their hidden
 * numbers are. Profiles are means over the areas of a group whose figure is published: of no group with fewer areas or people than the limits, or
 * where one area dominates, and when that is one group only, not of the smallest of the others either. A medoid never. @throws MethodError
 */
export function saidOfGroups({ grouping, matrix, needs }: GroupedStatement, limits: StatedLimits): readonly Said[] {
  const { areas, figures } = matrix;
  const groups = groupsOf(grouping, matrix);
  const shaping = groups.of;
  const numbers = Array.from({ length: grouping.k }, (_, i) => i + 1);
  const names = numbers.map(String);
  const behind = Float64Array.from(areas, (_, area) => Math.max(...figures.map((figure) => figure.behind[area] ?? 0)));
  const known = figures.map((figure) => figure.known);
  const profiles = profilesOf({
    groups: shaping,
    indicators: grouping.indicators.map(({ id }, i) => ({ id, values: withoutMissing(known[i], shaping) })),
    people: behind,
  });
  const least = { ...LEAST_GROUP, areas: Math.max(LEAST_GROUP.areas, limits.groupMembers) };
  const leaving = new Set(
    groupsLeaving(profiles, least).flatMap(({ group, withheld }) => (withheld === null ? [group] : [])),
  );
  // Under the limit in one indicator only: as many areas as have that figure published.
  const enough = (group: number, indicator: number): boolean =>
    areas.filter((_, area) => shaping[area] === group && !Number.isNaN(known[indicator]?.[area] ?? Number.NaN))
      .length >= least.areas;
  const profiled = (of: 'mean' | 'standardised', decimals: number): (number | null)[] =>
    numbers.flatMap((group) => {
      const own = profiles.find((profile) => profile.group === group);
      return grouping.indicators.map((_, i) =>
        own === undefined || !leaving.has(group) || !enough(group, i)
          ? null
          : rounded(own.indicators[i]?.[of], decimals),
      );
    });
  const byIndicator: Said['dimensions'] = [
    { along: 'groups', codes: names },
    { along: 'indicators', codes: grouping.indicators.map(({ id }) => id) },
  ];
  const table = (part: 'profile' | 'means', decimals: number, values: Said['values']): Said => ({
    part,
    kind: 'centroid',
    decimals,
    dimensions: byIndicator,
    values,
    meanings: null,
  });
  return [
    {
      part: 'group',
      kind: 'label',
      decimals: 0,
      dimensions: listOf(areas, 'group'),
      values: Array.from(shaping, (group) => (group === 0 ? null : group)),
      meanings: numbers.map((value) => ({ value, name: '' })),
    },
    table('profile', PROFILE_DECIMALS, profiled('standardised', PROFILE_DECIMALS)),
    table('means', MEAN_DECIMALS, profiled('mean', MEAN_DECIMALS)),
    ...(needs === null ? [] : [needsOfGroups(needs, shaping, numbers, least.areas)]),
  ];
}

/** A group's column without the areas that are in none, so that they count in no overall mean. */
const withoutMissing = (column: Float64Array | undefined, groups: Int32Array): Float64Array =>
  Float64Array.from(groups, (group, area) => (group === 0 ? Number.NaN : (column?.[area] ?? Number.NaN)));

function needsOfGroups(
  { method, matrix }: NonNullable<GroupedStatement['needs']>,
  groups: Int32Array,
  numbers: readonly number[],
  least: number,
): Said {
  const counted = countBothWays(method, matrix);
  const { factors } = counted.best;
  return {
    part: 'needs',
    kind: 'share',
    decimals: 0,
    dimensions: [
      { along: 'groups', codes: numbers.map(String) },
      { along: 'factors', codes: factors.map(({ id }) => id) },
    ],
    values: numbers.flatMap((group) =>
      factors.map((_, factor) => {
        const marks = matrix.areas.flatMap((__, area) => {
          const mark = groups[area] === group ? factorOf(counted, factor, area) : null;
          return mark === null ? [] : [mark];
        });
        return marks.length < least ? null : rounded((100 * marks.reduce((a, b) => a + b, 0)) / marks.length, 0);
      }),
    ),
    meanings: null,
  };
}

/** Group of each area from 1; 0 = in none that is sure. */
function groupsOf(grouping: GroupsSpec, matrix: PublicMatrix): { readonly of: Int32Array } {
  const { areas, figures } = matrix;
  const whole = whollyKnown(matrix);
  const rows = areas.flatMap((_, area) => (whole[area] === true ? [area] : []));
  const columns = among(
    figures.map(({ known }) => known),
    rows,
  );
  const found = groupAreas(
    { ...grouping, missing: grouping.missing ?? 'drop' },
    rows.map((row) => areas[row] ?? ''),
    columns,
  );
  const groups = new Int32Array(areas.length);
  for (const [i, row] of rows.entries()) groups[row] = found.groups[i] ?? 0;
  for (const area of areas.keys())
    if (whole[area] !== true) groups[area] = surelyNearest(grouping, matrix, found, area);
  return { of: groups };
}

/**
 * The group whose mean c an area is nearest to whatever its hidden figures are; 0 where that depends on them. For every other mean d and
 * every x in the box: |x - c|^2 < |x - d|^2, that is 2 x (d - c) < |d|^2 - |c|^2, whose left side is greatest in a corner.
 */
function surelyNearest(
  { indicators }: GroupsSpec,
  { figures }: PublicMatrix,
  { centroids, scales }: GroupedAreas,
  area: number,
): number {
  const box = figures.map(({ least, most }, j) => {
    const { centre, scale } = scales[j] ?? { centre: 0, scale: 1 };
    const own = indicators[j];
    const factor = Math.sqrt(own?.weight ?? 1);
    const placed = (value: number): number =>
      (((own?.transform === 'ihs' ? Math.asinh(value) : value) - centre) / scale) * factor;
    return [placed(least[area] ?? Number.NaN), placed(most[area] ?? Number.NaN)] as const;
  });
  if (box.some(([low]) => Number.isNaN(low))) return 0;
  const square = (point: Float64Array): number => point.reduce((sum, x) => sum + x * x, 0);
  const nearer = (c: Float64Array, d: Float64Array): boolean => {
    const most = box.reduce((sum, [low, high], j) => {
      const slope = (d[j] ?? 0) - (c[j] ?? 0);
      return sum + 2 * slope * (slope > 0 ? high : low);
    }, 0);
    return most < square(d) - square(c);
  };
  const group = centroids.findIndex((c, own) => centroids.every((d, other) => other === own || nearer(c, d)));
  return group + 1;
}
