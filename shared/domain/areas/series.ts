import { type Combination, combineAreas } from './combine.ts';
import type { VersionComparison } from './compareVersions.ts';

/** One year's values of an indicator for all areas of a level, in the order of `codes`. */
export interface YearColumn {
  readonly year: number;
  /** The division that the year stands on. */
  readonly version: string;
  readonly codes: readonly string[];
  readonly value: Float64Array;
  readonly n: Float64Array;
  readonly numerator: Float64Array;
}

/**
 * What a line of a series rests on. `comparable`: the same area in every year. `own`: an area whose borders moved; it has values
 * only for the years on its own side of the break. `summed`: several areas whose numerators and denominators were added up, the
 * same ground in every year.
 */
export type SeriesBasis = 'comparable' | 'own' | 'summed';

export interface AreaSeries {
  readonly basis: SeriesBasis;
  /** Its codes in the earlier and in the later division; empty where it has none there. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** One entry per year; NaN where there is none. */
  readonly value: Float64Array;
  readonly n: Float64Array;
  readonly numerator: Float64Array;
}

export interface Series {
  readonly years: readonly number[];
  readonly versions: readonly string[];
  /** The first year on the later division; null when all years stand on one. */
  readonly breakAt: number | null;
  readonly areas: readonly AreaSeries[];
}

/**
 * Puts the years of an indicator side by side, area by area. Over a change of division only comparable areas go on; an area
 * whose border moved ends at the break and another begins, also under the same code. With `sumBy` the values of areas that
 * together cover the same ground are put together on both sides instead (shared/domain/areas/combine.ts, which refuses
 * what cannot be).
 *
 * No area is lost: every code of every year stands in exactly one line, or in one summed line when it is part of one.
 * Years come in rising order and stand on at most two divisions, the earlier one first.
 */
export function seriesOver(
  columns: readonly YearColumn[],
  comparison: VersionComparison | null,
  sumBy: Combination | null = null,
): Series {
  const years = columns.map(({ year }) => year);
  const versions = columns.map(({ version }) => version);
  const [first] = versions;
  const at = versions.findIndex((version) => version !== first);
  const breakAt = at === -1 ? null : (years[at] ?? null);
  if (breakAt !== null && (comparison === null || comparison.from !== first || comparison.to !== versions.at(-1)))
    throw new RangeError('seriesOver: the comparison must be of the two divisions of the years');
  if (new Set(versions.slice(Math.max(0, at))).size > 1) throw new RangeError('seriesOver: more than one break');

  const positions = columns.map(({ codes }) => new Map(codes.map((code, i) => [code, i])));
  const empty = (): Float64Array => new Float64Array(columns.length).fill(Number.NaN);
  /** The line of one code per year; undefined where there is none. */
  const single = (basis: SeriesBasis, before: string | undefined, after: string | undefined): AreaSeries => {
    const line = { value: empty(), n: empty(), numerator: empty() };
    for (const [y, column] of columns.entries()) {
      const code = column.version === first ? before : after;
      const i = code === undefined ? undefined : positions[y]?.get(code);
      if (i === undefined) continue;
      line.value[y] = column.value[i] as number;
      line.n[y] = column.n[i] as number;
      line.numerator[y] = column.numerator[i] as number;
    }
    const listed = (code: string | undefined): readonly string[] => (code === undefined ? [] : [code]);
    return { basis, before: listed(before), after: listed(after), ...line };
  };
  const summed = (before: readonly string[], after: readonly string[], by: Combination): AreaSeries => {
    const line = { value: empty(), n: empty(), numerator: empty() };
    for (const [y, column] of columns.entries()) {
      const codes = column.version === first ? before : after;
      const places = codes.map((code) => positions[y]?.get(code));
      if (places.includes(undefined)) continue;
      const parts = places.map((i) => ({
        n: column.n[i as number] as number,
        numerator: column.numerator[i as number] as number,
      }));
      const together = combineAreas(by, parts);
      line.value[y] = together.value;
      line.n[y] = together.n;
      line.numerator[y] = together.numerator;
    }
    return { basis: 'summed', before, after, ...line };
  };

  if (breakAt === null || comparison === null) {
    const codes = [...new Set(columns.flatMap((column) => column.codes))].sort();
    return { years, versions, breakAt, areas: codes.map((code) => single('comparable', code, code)) };
  }
  const oldCodes = columns[0]?.codes ?? [];
  const newCodes = columns.at(-1)?.codes ?? [];
  const areas = [...comparison.comparable].map(([before, after]) => single('comparable', before, after));
  const inSums = { before: new Set<string>(), after: new Set<string>() };
  if (sumBy !== null)
    for (const { before, after, whole } of comparison.regrouped) {
      if (!whole) continue;
      areas.push(summed(before, after, sumBy));
      for (const code of before) inSums.before.add(code);
      for (const code of after) inSums.after.add(code);
    }
  const goesOn = new Set(comparison.comparable.values());
  for (const code of oldCodes)
    if (!comparison.comparable.has(code) && !inSums.before.has(code)) areas.push(single('own', code, undefined));
  for (const code of newCodes)
    if (!goesOn.has(code) && !inSums.after.has(code)) areas.push(single('own', undefined, code));
  const key = ({ before, after }: AreaSeries): string => after[0] ?? before[0] ?? '';
  areas.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : b.before.length - a.before.length));
  return { years, versions, breakAt, areas };
}
