import { createHash } from 'node:crypto';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { changesOf } from '../areas/compare.ts';
import { earlierDivision, type EarlierDivision, knowsSuccessors } from '../areas/earlierDivision.ts';
import type { Area, AreaFrame } from '../areas/frame.ts';
import { areasHash, versionOf } from '../areas/store.ts';
import type { Project } from '../project/project.ts';
import { pooledYears } from './needs.ts';
import { type EarlierYears, NONE_EARLIER, unknownAreas } from './pass/earlier.ts';
import type { BaseLevel } from './pass/places.ts';
import type { Carries, Planned } from './plan.ts';
import { yearAreas } from './yearAreas.ts';

/*
 * Values that are carried from a year on an earlier division into areas, or pooled with such years: told by the areas of the later
 * one, by the list of changes between them (docs/adr/0017-divisions.md).
 */

/** Areas that have no value for a year, since their borders have moved after a year that it is taken from. */
export interface BreakGap {
  readonly id: string;
  readonly year: number;
  /** The years on an earlier division that the value is taken from. */
  readonly from: readonly number[];
  readonly areas: readonly Area[];
}

/** What a project knows of the breaks between its divisions; worked out once, for as long as nothing is written. */
export interface Breaks {
  /** Says whether records of one year can be told by the areas of another: the same division, or one whose changes are known. */
  readonly carries: Carries;
  /** The earlier divisions of what is planned, all of it for the same source year and on the same later division. */
  earlierYears(planned: readonly Planned[]): EarlierYears;
  /** What a value over a break rests on besides its data: the earlier areas and what became of them; undefined for any other value. */
  hashOf(planned: Planned): string | undefined;
  /** The gaps of a level that the breaks leave in what is planned. */
  gaps(planned: readonly Planned[], level: Level): readonly BreakGap[];
}

/** `withDeso`: DeSO are told too. */
export function breaksOf(project: Project, withDeso: boolean): Breaks {
  const frameOf = (year: number): AreaFrame => yearAreas(project, year).frame;
  const known = new Map<string, unknown>();
  const once = <T>(name: readonly string[], make: () => T): T => {
    const key = JSON.stringify(name);
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as T;
  };
  // Which division a year stands on is known without its areas, which take a tenth of a second to put together.
  const versionAt = (year: number): string => once(['version', String(year)], () => versionOf(project, year) ?? '');
  const carries: Carries = (from, to) => {
    const [before, after] = [versionAt(from), versionAt(to)];
    if (before === after) return true;
    if (before > after) return false;
    const knows = (level: BaseLevel): boolean => knowsSuccessors(project, level, before, after);
    return once(['carries', before, after], () => knows('regso') && (!withDeso || knows('deso')));
  };
  const foreignYears = (planned: readonly Planned[]): readonly number[] => {
    const years = planned.flatMap(({ source, year, sourceYear }) =>
      pooledYears(source.definition, sourceYear).filter((own) => versionAt(own) !== versionAt(year)),
    );
    return [...new Set(years)].sort((a, b) => a - b);
  };
  const earlierYears = (planned: readonly Planned[]): EarlierYears => {
    const [first] = planned;
    const foreign = foreignYears(planned);
    if (first === undefined || foreign.length === 0) return NONE_EARLIER;
    const later = frameOf(first.year);
    const at = (level: BaseLevel): ReadonlyMap<number, EarlierDivision> =>
      new Map(
        foreign.map((own) => {
          const from = frameOf(own).version;
          const make = (): EarlierDivision => earlierDivision(project, level, from, later);
          return [own - first.sourceYear, once(['division', level, from, later.version], make)];
        }),
      );
    return { regso: at('regso'), deso: withDeso ? at('deso') : new Map() };
  };
  const hashBetween = (from: AreaFrame, to: AreaFrame): string =>
    once(['hash', from.version, to.version], () => {
      const hash = createHash('sha256').update(areasHash(from));
      for (const level of ['regso', 'deso'] as const)
        hash.update(JSON.stringify([level, changesOf(project, level, from.version, to.version)]));
      return hash.digest('hex');
    });
  return {
    carries,
    earlierYears,
    hashOf: (planned) => {
      const hashes = foreignYears([planned]).map((own) => hashBetween(frameOf(own), frameOf(planned.year)));
      return hashes.length === 0 ? undefined : [...new Set(hashes)].join();
    },
    gaps: (planned, level) =>
      planned.flatMap((one): BreakGap[] => {
        const { source, year, sourceYear } = one;
        const from = foreignYears([one]);
        if (from.length === 0) return [];
        const earlier = earlierYears([one])[level === 'deso' ? 'deso' : 'regso'];
        const frame = frameOf(year);
        const areas = unknownAreas(source, sourceYear, earlier, frame, level).flatMap(
          (i) => frame.areas[level][i] ?? [],
        );
        return areas.length === 0 ? [] : [{ id: source.definition.id, year, from, areas }];
      }),
  };
}
