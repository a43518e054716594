import type { AreaChange } from '../../../shared/domain/areas/change.ts';
import {
  compareHolders,
  compareVersions,
  type DivisionAreas,
  type VersionComparison,
} from '../../../shared/domain/areas/compareVersions.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { ChangeList, KnownDivisions, ListedLevel } from './changeList.ts';
import type { AreaFrame } from './frame.ts';
import { areaVersions, versionFrame } from './store.ts';

const divisionOf = ({ version, areas }: AreaFrame, level: Level): DivisionAreas => ({
  version,
  names: new Map(areas[level].map(({ code, name }) => [code, level === 'deso' ? '' : name])),
});

/** The divisions that the project has a key of. */
export function knownDivisions(project: Project): KnownDivisions {
  const frames = new Map(areaVersions(project).map((version) => [version, versionFrame(project, version)]));
  return (version, level) => {
    const frame = frames.get(version);
    return frame === undefined ? undefined : divisionOf(frame, level);
  };
}

/** Puts a list of changes in place of the one of the same divisions and level. */
export function storeChangeList(project: Project, { from, to, level, changes }: ChangeList): void {
  const database = databaseOf(project);
  database
    .prepare('delete from area_change where from_version = ? and to_version = ? and level = ?')
    .run(from, to, level);
  const insert = database.prepare(
    'insert into area_change (from_version, to_version, level, from_code, to_code, kind) values (?, ?, ?, ?, ?, ?)',
  );
  for (const change of changes) insert.run(from, to, level, change.from, change.to, change.kind);
}

/** True when the project has the list of changes between the divisions for the level. */
export const hasChangeList = (project: Project, level: ListedLevel, from: string, to: string): boolean =>
  databaseOf(project)
    .prepare<[string, string, string], 1>(
      'select 1 from area_change where from_version = ? and to_version = ? and level = ?',
    )
    .pluck()
    .get(from, to, level) !== undefined;

export const changesOf = (project: Project, level: ListedLevel, from: string, to: string): readonly AreaChange[] =>
  databaseOf(project)
    .prepare<[string, string, string], AreaChange>(
      `select from_code as "from", to_code as "to", kind from area_change
       where from_version = ? and to_version = ? and level = ? order by from_code, to_code`,
    )
    .all(from, to, level);

/**
 * What is the same and what is not between two divisions, at any level. DeSO and RegSO go by their lists of changes, which
 * must have been imported: equal codes are no proof of equal borders. Municipalities and counties follow from their RegSO.
 */
export function compareProjectVersions(project: Project, level: Level, from: string, to: string): VersionComparison {
  const versions = areaVersions(project);
  for (const version of [from, to])
    if (!versions.includes(version)) throw new UserError('input', 'areas.noVersion', { version });
  const [before, after] = [versionFrame(project, from), versionFrame(project, to)];
  const listed = level === 'deso' ? 'deso' : 'regso';
  if (!hasChangeList(project, listed, from, to))
    throw new UserError('input', 'areas.noChangeList', { level: listed, from, to });
  const parts = compareVersions(
    divisionOf(before, listed),
    divisionOf(after, listed),
    changesOf(project, listed, from, to),
  );
  if (level === listed) return parts;
  const holders = (frame: AreaFrame) => ({
    ...divisionOf(frame, level),
    holderOf: (code: string) => frame.within('regso', code, level),
  });
  return compareHolders(parts, holders(before), holders(after));
}
