import type { VersionComparison } from '../../../shared/domain/areas/compareVersions.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import type { Project } from '../project/project.ts';
import { compareProjectVersions, hasChangeList } from './compare.ts';
import type { AreaFrame } from './frame.ts';
import { versionFrame } from './store.ts';

/*
 * Records that were placed in the areas of an earlier division, told by the areas of a later one. An area that goes on, renamed,
 * recoded or with more sea, takes its records along, and areas that were merged bring theirs together: the later area then has just the
 * people of those. Where a border moved or an area was split nobody knows which side of it a record lies on; such records are still known to lie in
 * the municipality and the county, as long as those are the same.
 */

/** An area of the earlier division whose records are in no single later area. */
export interface StrandedArea {
  readonly code: string;
  /** The areas of the later division that hold it all the same. */
  readonly municipality: string | undefined;
  readonly county: string | undefined;
}

export interface EarlierDivision {
  readonly version: string;
  /** The later area that all records of an earlier one lie in. */
  readonly into: ReadonlyMap<string, string>;
  readonly stranded: readonly StrandedArea[];
  /** Later areas of a level that have all their people from the earlier areas that lead into them, and only them. */
  readonly whole: (level: Level) => ReadonlySet<string>;
}

/** Each earlier area with the one later area that it is all of, or is merged into. */
function successors({ comparable, regrouped }: VersionComparison): ReadonlyMap<string, string> {
  const into = new Map(comparable);
  for (const { before, after, whole } of regrouped) {
    const [only] = after;
    if (whole && after.length === 1 && only !== undefined) for (const code of before) into.set(code, only);
  }
  return into;
}

/** True when the project knows what became of the areas of one division in the other, at this level of its records. */
export const knowsSuccessors = (project: Project, level: 'deso' | 'regso', from: string, to: string): boolean =>
  hasChangeList(project, level, from, to);

/** The earlier division as the later one sees it, for records that say which area of a level they lie in. */
export function earlierDivision(
  project: Project,
  level: 'deso' | 'regso',
  from: string,
  later: AreaFrame,
): EarlierDivision {
  const earlier = versionFrame(project, from);
  const known = new Map<Level, ReadonlyMap<string, string>>();
  const intoAt = (at: Level): ReadonlyMap<string, string> => {
    const made = known.get(at) ?? successors(compareProjectVersions(project, at, from, later.version));
    known.set(at, made);
    return made;
  };
  const into = intoAt(level);
  const holderOf = (code: string, at: 'municipality' | 'county'): string | undefined => {
    const own = earlier.within(level, code, at);
    return own === undefined ? undefined : intoAt(at).get(own);
  };
  return {
    version: from,
    into,
    stranded: earlier.areas[level]
      .filter(({ code }) => !into.has(code))
      .map(({ code }) => ({
        code,
        municipality: holderOf(code, 'municipality'),
        county: holderOf(code, 'county'),
      })),
    whole: (at) =>
      at === 'nation' ? new Set(later.areas.nation.map(({ code }) => code)) : new Set(intoAt(at).values()),
  };
}
