import { DESO_CODE, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { columnAt, readDelimited } from '../delimited/table.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { KnownDivisions, ListedLevel } from './changeList.ts';
import type { AreaGrouping } from './grouping.ts';

/** A division of one's own: which area each DeSO or RegSO of one division belongs to. */
export interface OwnAreas {
  readonly name: string;
  readonly version: string;
  readonly base: ListedLevel;
  /** Own area's code of each base area; base areas that are not in it belong to none. */
  readonly members: ReadonlyMap<string, string>;
  readonly titles: ReadonlyMap<string, string>;
}

const BASES: readonly (readonly [ListedLevel, string, RegExp])[] = [
  ['deso', 'DeSO', DESO_CODE],
  ['regso', 'RegSO', REGSO_CODE],
];
const CODE_COLUMN = 'Omrade';
const TITLE_COLUMN = 'Omradesnamn';
const VERSION_COLUMN = 'Version';
const LONGEST = 40;

/**
 * Reads a key to own areas: a column DeSO or RegSO, Omrade with the own area's code, and if wanted Omradesnamn and
 * Version. A base area stands once. The division is the one that Version says, else the only one that knows all codes.
 */
export function readOwnAreas(
  path: string,
  name: string,
  versions: readonly string[],
  divisions: KnownDivisions,
  dialect: DialectOverrides = {},
): OwnAreas {
  const table = readDelimited(path, dialect);
  const { file, header } = table;
  const bases = BASES.filter(([, column]) => header.includes(column));
  const [found] = bases;
  if (found === undefined || bases.length > 1) throw new DataError({ file }, 'areas.own.oneBase');
  const [base, baseColumn, form] = found;
  const positions = {
    base: columnAt(table, baseColumn),
    code: columnAt(table, CODE_COLUMN),
    title: header.indexOf(TITLE_COLUMN),
    version: header.indexOf(VERSION_COLUMN),
  };
  const members = new Map<string, string>();
  const titles = new Map<string, string>();
  const lines = new Map<string, number>();
  let said: string | undefined;
  for (const [i, cells] of table.rows.entries()) {
    const of = (part: keyof typeof positions): string => (cells[positions[part]] ?? '').trim();
    const fault = (column: string, key: TextKey, parameters: TextParameters = {}): DataError =>
      new DataError({ file, line: table.lineOf(i), column }, key, parameters);
    const member = of('base');
    const code = of('code');
    if (!form.test(member)) throw fault(baseColumn, base === 'deso' ? 'areas.badDeso' : 'areas.badRegso');
    if (members.has(member)) throw fault(baseColumn, 'areas.own.twice');
    if (code === '' || code.length > LONGEST || /\p{Cc}|,/u.test(code)) throw fault(CODE_COLUMN, 'areas.own.badCode');
    const title = of('title') || code;
    if ((titles.get(code) ?? title) !== title) throw fault(TITLE_COLUMN, 'areas.twoNames');
    if (positions.version >= 0) {
      said ??= of('version');
      if (of('version') !== said) throw fault(VERSION_COLUMN, 'areas.own.oneVersion');
      if (!versions.includes(said)) throw fault(VERSION_COLUMN, 'areas.changes.noKey');
    }
    members.set(member, code);
    titles.set(code, title);
    lines.set(member, table.lineOf(i));
  }
  const candidates = said === undefined ? versions : [said];
  if (candidates.length === 0) throw new DataError({ file }, 'areas.noKey');
  const unknownIn = (version: string): string | undefined =>
    [...members.keys()].find((code) => divisions(version, base)?.names.has(code) !== true);
  const fits = candidates.filter((version) => unknownIn(version) === undefined);
  if (fits.length > 1) throw new DataError({ file }, 'areas.own.whichVersion', { versions: fits.join(', ') });
  const [version] = fits;
  if (version === undefined) {
    const code = unknownIn(candidates.at(-1) ?? '') ?? '';
    throw new DataError({ file, line: lines.get(code) ?? 1, column: baseColumn }, 'areas.changes.unknown', { code });
  }
  return { name, version, base, members, titles };
}

export function storeOwnAreas(project: Project, { name, version, base, members, titles }: OwnAreas): void {
  const database = databaseOf(project);
  database.prepare('delete from own_area where name = ? and version = ?').run(name, version);
  const insert = database.prepare(
    'insert into own_area (name, version, base, base_code, code, title) values (?, ?, ?, ?, ?, ?)',
  );
  for (const [member, code] of members) insert.run(name, version, base, member, code, titles.get(code) ?? code);
}

/** The divisions of one's own that a project has, and for which division each is. */
export const listOwnAreas = (
  project: Project,
): readonly { readonly name: string; readonly version: string; readonly base: ListedLevel; readonly areas: number }[] =>
  databaseOf(project)
    .prepare<[], { name: string; version: string; base: ListedLevel; areas: number }>(
      `select name, version, base, count(distinct code) as areas from own_area
       group by name, version, base order by name, version`,
    )
    .all();

export const hasOwnAreas = (project: Project, name: string, version: string): boolean =>
  listOwnAreas(project).some((own) => own.name === name && own.version === version);

interface OwnRow {
  readonly base: ListedLevel;
  readonly base_code: string;
  readonly code: string;
  readonly title: string;
}

/** The own areas of a division, for counting people in; refuses when the name is not known for it. */
export function ownGrouping(project: Project, name: string, version: string): AreaGrouping {
  const rows = databaseOf(project)
    .prepare<[string, string], OwnRow>(
      'select base, base_code, code, title from own_area where name = ? and version = ? order by base_code',
    )
    .all(name, version);
  const [first] = rows;
  if (first === undefined) {
    const there = listOwnAreas(project).filter((own) => own.name === name);
    if (there.length === 0) throw new UserError('input', 'areas.own.unknown', { name });
    throw new UserError('input', 'areas.own.otherVersion', {
      name,
      version,
      has: there.map((own) => own.version).join(', '),
    });
  }
  return {
    base: first.base,
    groupOf: new Map(rows.map((row) => [row.base_code, row.code])),
    names: new Map(rows.map((row) => [row.code, row.title])),
  };
}
