import { UserError } from '../../../shared/errors/errors.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { groupsSchema } from '../../../shared/schemas/groups.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

export type SavedGrouping = Output<'groups.save'>;
type ToSave = Input<'groups.save'>;

interface VersionRow {
  readonly grouping: number;
  readonly name: string;
  readonly comment: string;
  readonly spec: string;
  readonly level: string;
  readonly year: number;
  readonly areas: string;
  readonly groups: Buffer;
  readonly words: string;
  readonly saved_at: string;
}

/** Ids are counted within the project, so that the same steps give the same ids on any machine. */
const idOf = (number: number): string => `grouping-${String(number)}`;
const numberOf = (id: string): number | undefined => {
  const digits = /^grouping-([1-9]\d{0,8})$/u.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

const fromRow = (row: VersionRow): SavedGrouping => ({
  id: idOf(row.grouping),
  name: row.name,
  comment: row.comment,
  spec: groupsSchema.parse(JSON.parse(row.spec)),
  level: row.level as SavedGrouping['level'],
  year: row.year,
  areas: JSON.parse(row.areas) as string[],
  groups: Float64Array.from({ length: row.groups.length / 2 }, (_none, i) => row.groups.readUInt16LE(2 * i)),
  words: JSON.parse(row.words) as SavedGrouping['words'],
  savedAt: row.saved_at,
});

const NEWEST = `
  select v.grouping, v.name, v.comment, v.spec, v.level, v.year, v.areas, v.groups, v.words, v.saved_at
  from grouping g join grouping_version v on v.grouping = g.number
  where g.removed_at is null
    and v.version = (select max(version) from grouping_version where grouping = g.number)`;

/** Every grouping that has not been removed, oldest first, each in its newest version. */
export const listGroupings = (project: Project): SavedGrouping[] =>
  databaseOf(project).prepare<[], VersionRow>(`${NEWEST} order by g.number`).all().map(fromRow);

/** The number of a saved grouping; refuses one that is unknown or removed. */
function existing(project: Project, id: string): number {
  const number = numberOf(id);
  const found =
    number === undefined
      ? undefined
      : databaseOf(project).prepare('select 1 from grouping where number = ? and removed_at is null').get(number);
  if (number === undefined || found === undefined) throw new UserError('input', 'groups.unknown');
  return number;
}

function packed(groups: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * groups.length);
  groups.forEach((group, i) => {
    bytes.writeUInt16LE(group, 2 * i);
  });
  return bytes;
}

/** Saves a new grouping (id null), or a new version of one. Earlier versions stay. @throws UserError when areas and groups do not go together */
export function saveGrouping(project: Project, input: ToSave): SavedGrouping {
  const { id: given, name, comment, spec, level, year, areas, groups, words } = input;
  if (
    areas.length !== groups.length ||
    !groups.every((group) => Number.isInteger(group) && group >= 0 && group <= 10_000)
  )
    throw new UserError('input', 'groups.badGroups');
  const database = databaseOf(project);
  const savedAt = project.now().toISOString();
  return database.transaction((): SavedGrouping => {
    const number =
      given === null
        ? Number(database.prepare('insert into grouping (removed_at) values (null)').run().lastInsertRowid)
        : existing(project, given);
    const version = database
      .prepare<[number], number>('select coalesce(max(version), 0) + 1 from grouping_version where grouping = ?')
      .pluck()
      .get(number);
    database
      .prepare(
        `insert into grouping_version (grouping, version, name, comment, spec, level, year, areas, groups, words, saved_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        number,
        version,
        name,
        comment,
        JSON.stringify(spec),
        level,
        year,
        JSON.stringify(areas),
        packed(groups),
        JSON.stringify(words),
        savedAt,
      );
    const id = idOf(number);
    project.appendLog('groups.save', { id, version: version ?? 1 });
    return { id, name, comment, spec, level, year, areas, groups: Float64Array.from(groups), words, savedAt };
  })();
}

/** Takes a grouping out of the list. Its versions stay in the project, for the log to refer to. */
export function removeGrouping(project: Project, id: string): void {
  const database = databaseOf(project);
  database.transaction(() => {
    const number = existing(project, id);
    database.prepare('update grouping set removed_at = ? where number = ?').run(project.now().toISOString(), number);
    project.appendLog('groups.remove', { id });
  })();
}
