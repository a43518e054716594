import { createHash } from 'node:crypto';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { PERSON_REGISTER } from './population.ts';
import type { AreaKey } from './areaKey.ts';
import { type AreaFrame, type AreaKeyRow, frameOf, frameOfCodes } from './frame.ts';

interface AreaRow {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

/** First year of statistics on the 2025 division; earlier years stand on the 2018/2020 one (SCB). */
const FIRST_YEAR_2025 = 2024;

const NATION_NAME = text('sv', 'areas.nation');

/** Puts area keys in place of those of the same versions. Borders of areas that are no more go with them. */
export function storeAreaKeys(project: Project, keys: readonly AreaKey[]): void {
  const database = databaseOf(project);
  const insert = database.prepare(
    'insert or ignore into area (version, level, code, name, parent) values (?, ?, ?, ?, ?)',
  );
  for (const { version, rows } of keys) {
    database.prepare('delete from area where version = ?').run(version);
    for (const row of rows) {
      insert.run(version, 'deso', row.deso, row.regsoName, row.regso);
      insert.run(version, 'regso', row.regso, row.regsoName, row.municipality);
      insert.run(version, 'municipality', row.municipality, row.municipalityName, row.county);
      insert.run(version, 'county', row.county, row.countyName, null);
    }
    database
      .prepare(
        `delete from geometry where version = ? and level <> 'nation'
         and (level, code) not in (select level, code from area where version = ?)`,
      )
      .run(version, version);
  }
}

export const areaVersions = (project: Project): readonly string[] =>
  databaseOf(project).prepare<[], string>('select distinct version from area order by version').pluck().all();

/**
 * The version of the division that a year's statistics stand on: 2025 from reference year 2024, before that the
 * earlier one. When only the other has been imported it is used, since the codes must come from somewhere.
 */
export function versionOf(project: Project, year: number): string | undefined {
  const versions = areaVersions(project);
  const wanted = versions.filter((version) => version >= '2025' === year >= FIRST_YEAR_2025);
  return wanted.at(-1) ?? versions.at(-1);
}

/**
 * The division that a year's statistics stand on, when the project has others but not that one; null when all is well, or
 * when there is no area key at all. Named as agencies do: 2025, or 2020 for what was before.
 */
export function missingDivision(project: Project, year: number): string | null {
  const versions = areaVersions(project);
  const after = year >= FIRST_YEAR_2025;
  return versions.length === 0 || versions.some((version) => version >= '2025' === after)
    ? null
    : after
      ? '2025'
      : '2020';
}

/** The areas of an imported version. */
export function versionFrame(project: Project, version: string): AreaFrame {
  const rows = databaseOf(project)
    .prepare<[string], AreaRow>('select level, code, name, parent from area where version = ? order by level, code')
    .all(version);
  const of = (level: Level): ReadonlyMap<string, AreaRow> =>
    new Map(rows.filter((row) => row.level === level).map((row) => [row.code, row]));
  const [regso, municipality, county] = [of('regso'), of('municipality'), of('county')];
  const keyRows = [...of('deso').values()].map((row): AreaKeyRow => {
    const area = regso.get(row.parent ?? '');
    const town = municipality.get(area?.parent ?? '');
    const region = county.get(town?.parent ?? '');
    return {
      deso: row.code,
      regso: area?.code ?? '',
      regsoName: area?.name ?? '',
      municipality: town?.code ?? '',
      municipalityName: town?.name ?? '',
      county: region?.code ?? '',
      countyName: region?.name ?? '',
    };
  });
  return frameOf(version, keyRows, NATION_NAME);
}

/** Without an area key the areas are those that stand in the person register of the year. */
function frameInData(project: Project, year: number): AreaFrame {
  const person = project.store.registers().find((entry) => entry.register === PERSON_REGISTER && entry.year === year);
  const codesOf = (variable: string): readonly string[] => {
    if (person === undefined || !person.variables.some(({ name }) => name === variable)) return [];
    let codes: readonly string[] = [];
    project.store.scan(PERSON_REGISTER, year, [variable], ({ columns: [column] }) => {
      if (column !== undefined && 'dictionary' in column) codes = column.dictionary.slice(1);
    });
    return codes;
  };
  return frameOfCodes(codesOf('RegSO'), codesOf('DeSO'), NATION_NAME);
}

/** The areas that a year's statistics are about; those of another division when one is asked for. */
export function areaFrame(project: Project, year: number, division?: string): AreaFrame {
  if (division !== undefined && !areaVersions(project).includes(division))
    throw new UserError('input', 'areas.noVersion', { version: division });
  const version = division ?? versionOf(project, year);
  return version === undefined ? frameInData(project, year) : versionFrame(project, version);
}

/** Tells two frames apart: changes when an area comes, goes or moves to another municipality or county. */
export function areasHash(frame: AreaFrame): string {
  const hash = createHash('sha256').update(frame.version);
  for (const level of ['deso', 'regso', 'municipality', 'county'] as const) {
    for (const { code } of frame.areas[level]) {
      const coarser = level === 'deso' ? 'regso' : level === 'regso' ? 'municipality' : 'county';
      hash.update(`\u0000${level}\u0000${code}\u0000${frame.within(level, code, coarser) ?? ''}`);
    }
  }
  return hash.digest('hex');
}
