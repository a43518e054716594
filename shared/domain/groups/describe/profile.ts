import { mean, standardDeviation } from '../../statistics/moments.ts';
import { median } from '../../statistics/quantile.ts';

/** How a group stands in one indicator, over the areas of the group that have a value. */
export interface IndicatorInGroup {
  readonly id: string;
  /** Unweighted mean over areas; NaN without values. */
  readonly mean: number;
  /** Spread between the areas of the group, n - 1; NaN for fewer than two. */
  readonly sd: number;
  /** What a typical area of the group has: the median, which is no single area's unless the group is one or two areas. */
  readonly typical: number;
  /** Mean over all grouped areas. */
  readonly all: number;
  /** (mean - all) / sd over all grouped areas; 0 where all are equal. */
  readonly standardised: number;
}

export interface GroupProfile {
  readonly group: number;
  readonly areas: number;
  /** Inhabitants; NaN when they are not known. */
  readonly people: number;
  /** Inhabitants of a typical area (median); NaN when they are not known. */
  readonly typicalPeople: number;
  /** The largest area's share of the inhabitants; NaN when they are not known. */
  readonly largestShare: number;
  /** Municipalities that the areas lie in; 0 when they are not known. */
  readonly municipalities: number;
  readonly indicators: readonly IndicatorInGroup[];
}

export interface AreasToDescribe {
  /** Group of each area from 1; 0 = in none. */
  readonly groups: Int32Array;
  readonly indicators: readonly { readonly id: string; readonly values: Float64Array }[];
  readonly people?: Float64Array | undefined;
  /** Code of the municipality of each area. */
  readonly municipalities?: readonly string[] | undefined;
}

/**
 * The profile of every group that has areas, by rising number: means as they stand and standardised against all grouped areas, spread,
 * inhabitants, municipalities and a typical area. Missing values are left out, indicator by indicator; an area without known
 * inhabitants counts as nobody.
 */
export function profilesOf({ groups, indicators, people, municipalities }: AreasToDescribe): GroupProfile[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, area) => {
    if (group === 0) return;
    const own = members.get(group);
    if (own === undefined) members.set(group, [area]);
    else own.push(area);
  });
  const everyone = Array.from(groups.keys()).filter((area) => groups[area] !== 0);
  const overall = indicators.map(({ values }) => {
    const all = valuesOf(values, everyone);
    return { mean: mean(all), sd: standardDeviation(all, 1) };
  });
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([group, areas]): GroupProfile => {
      const living = people === undefined ? undefined : valuesOf(people, areas).filter((own) => !Number.isNaN(own));
      const together = living?.reduce((sum, own) => sum + own, 0) ?? Number.NaN;
      return {
        group,
        areas: areas.length,
        people: together,
        typicalPeople: living === undefined ? Number.NaN : median(living),
        largestShare:
          living === undefined ? Number.NaN : living.reduce((most, own) => Math.max(most, own), 0) / together,
        municipalities: municipalities === undefined ? 0 : new Set(areas.map((area) => municipalities[area])).size,
        indicators: indicators.map(({ id, values }, j): IndicatorInGroup => {
          const own = valuesOf(values, areas);
          const { mean: all, sd: spread } = overall[j] ?? { mean: Number.NaN, sd: Number.NaN };
          const middle = mean(own);
          return {
            id,
            mean: middle,
            sd: standardDeviation(own, 1),
            typical: median(own),
            all,
            standardised: spread > 0 ? (middle - all) / spread : middle - all === 0 ? 0 : Number.NaN,
          };
        }),
      };
    });
}

const valuesOf = (values: Float64Array, areas: readonly number[]): Float64Array =>
  Float64Array.from(areas, (area) => values[area] as number);

/** The indicators in which a group differs most from all areas: by falling |standardised|, ties in the order given. */
export const contrastsOf = ({ indicators }: GroupProfile): IndicatorInGroup[] =>
  indicators
    .filter(({ standardised }) => !Number.isNaN(standardised))
    .toSorted((a, b) => Math.abs(b.standardised) - Math.abs(a.standardised));
