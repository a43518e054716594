import { useEffect, useMemo, useRef, useState } from 'react';
import { MethodError } from '../../../../shared/domain/assess/methodError.ts';
import { assignYear, toldByMeans } from '../../../../shared/domain/groups/years/overYears.ts';
import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { request } from '../../../app/connection/client.ts';
import type { Grouper } from './grouper.ts';
import { specOf } from './settings.ts';

interface YearValues {
  readonly codes: readonly string[];
  readonly values: Output<'indicators.values'>;
}

/** Values of other years, asked for once each; a year that cannot be had is null. */
function useYearValues(level: Level, years: readonly number[]): ReadonlyMap<number, YearValues | null> {
  const [known, setKnown] = useState<ReadonlyMap<number, YearValues | null>>(new Map());
  const asked = useRef(new Set<number>());
  useEffect(() => {
    const ask = async (year: number): Promise<void> => {
      const [list, values] = await Promise.all([
        request('areas.list', { level, year }),
        request('indicators.values', { level, year }),
      ]);
      const got = list.ok && values.ok ? { codes: list.data.codes, values: values.data } : null;
      setKnown((before) => new Map(before).set(year, got));
    };
    for (const year of years) {
      if (asked.current.has(year)) continue;
      asked.current.add(year);
      void ask(year);
    }
  }, [level, years]);
  return known;
}

export interface GroupsOfYear {
  readonly year: number;
  /** Group of each area on screen that year, 0 = in none; null while it is fetched, or where it cannot be told. */
  readonly groups: Int32Array | null;
  /** An indicator that the year lacks. */
  readonly lacks: string | null;
}

/**
 * The groups on screen in other years: their areas are scaled and weighed as the year on screen, and put to the nearest mean. Null for
 * an algorithm whose groups are not told apart by means.
 */
export function useGroupsOfYears(grouper: Grouper, years: readonly number[]): readonly GroupsOfYear[] | null {
  const { data, shown, settings } = grouper;
  const known = useYearValues(data.level, years);
  return useMemo(() => {
    if (!toldByMeans(settings)) return null;
    const spec = specOf(settings, data.indicators);
    const fittedColumns = spec.indicators.map(({ id }) => data.indicators.byId.get(id)?.values ?? new Float64Array());
    return years.map((year): GroupsOfYear => {
      const own = known.get(year);
      if (own === undefined || own === null || shown === null) return { year, groups: null, lacks: null };
      const { codes, values } = own;
      const places = spec.indicators.map(({ id }) => values.ids.indexOf(id));
      const lacking = places.indexOf(-1);
      if (lacking >= 0) return { year, groups: null, lacks: spec.indicators[lacking]?.id ?? null };
      const columns = places.map((at) => values.values[at] ?? new Float64Array(codes.length));
      const { scales, centroids } = shown.division;
      try {
        const then = assignYear(spec, { scales, centroids, numbers: shown.numbers }, fittedColumns, {
          year,
          areas: codes,
          columns,
        });
        const place = new Map(codes.map((code, at) => [code, at]));
        return {
          year,
          groups: Int32Array.from(data.areas.codes, (code) => then.groups[place.get(code) ?? -1] ?? 0),
          lacks: null,
        };
      } catch (cause) {
        if (!(cause instanceof MethodError)) throw cause;
        return { year, groups: null, lacks: null };
      }
    });
  }, [settings, data, shown, years, known]);
}
