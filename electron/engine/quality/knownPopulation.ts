import type { PopulationCheck } from '../../../shared/schemas/quality.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { AreaKeySpecification } from '../../../shared/schemas/specification.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { type DelimitedTable, readDelimited } from '../delimited/table.ts';
import { readTable } from '../formats/readTable.ts';
import { PERSON_REGISTER } from '../areas/population.ts';
import { areaVersions, versionFrame, versionOf } from '../areas/store.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { CodeProfile, ColumnProfile } from './columnProfile.ts';

/** Column of an area key that says how many people are known to live in each DeSO; a key need not have it. */
const POPULATION_COLUMN = 'Folkmangd';

/** Takes the known population of an area key in, beside its areas. */
export function storeKnownPopulation(project: Project, file: string, dialect: DialectOverrides = {}): void {
  const table = readDelimited(file, dialect);
  const at = (name: string): number => table.header.indexOf(name);
  const [deso, version, population] = [at('DeSO'), at('Version'), at(POPULATION_COLUMN)];
  if (deso < 0 || version < 0 || population < 0) return;
  const database = databaseOf(project);
  const insert = database.prepare(
    'insert or replace into known_population (version, deso, population) values (?, ?, ?)',
  );
  for (const known of areaVersions(project))
    if (table.rows.some((cells) => cells[version]?.trim() === known))
      database.prepare('delete from known_population where version = ?').run(known);
  for (const cells of table.rows) {
    const count = Number(cells[population]?.trim());
    if (cells[population]?.trim() !== '' && Number.isSafeInteger(count) && count >= 0)
      insert.run(cells[version]?.trim(), cells[deso]?.trim(), count);
  }
}

/** A table whose codes a division knows to this share is on it: one that is not differs by a few codes in a hundred. */
const KNOWN_SHARE = 0.99;

/** The division that a table's areas are those of. */
function divisionOf(project: Project, table: DelimitedTable, level: Level, asked: string | undefined): string {
  const { file } = table;
  const versions = areaVersions(project);
  if (versions.length === 0) throw new DataError({ file }, 'areas.population.noKey');
  const codes = table.rows.map(([code]) => code ?? '');
  const shares = versions.map((version) => {
    const frame = versionFrame(project, version);
    return codes.filter((code) => frame.position(level, code) !== undefined).length / codes.length;
  });
  const most = Math.max(...shares);
  const fitting = versions.filter((version, i) =>
    asked === undefined
      ? shares[i] === most && most >= KNOWN_SHARE
      : version === asked && (shares[i] ?? 0) >= KNOWN_SHARE,
  );
  const [only, ...others] = fitting;
  if (only === undefined)
    throw new DataError({ file }, 'areas.population.otherDivision', { known: versions.join(', ') });
  if (others.length > 0) throw new DataError({ file }, 'areas.population.whichDivision', { known: fitting.join(', ') });
  return only;
}

const LEVEL_OF: Readonly<Record<string, Level>> = { DeSO: 'deso', RegSO: 'regso', Kommun: 'municipality' };

/**
 * Takes the known population of a division in from a statistical table: one figure for each DeSO, RegSO or municipality. Gives
 * the division. What was known of it gives way only with `replace`.
 */
export function storePopulationTable(
  project: Project,
  path: string,
  { select = {}, division }: Pick<AreaKeySpecification, 'select' | 'division'>,
  replace: boolean,
): { readonly version: string; readonly areas: number } {
  const table = readTable(path, { select: new Map(Object.entries(select)) });
  const { file } = table;
  const level = LEVEL_OF[table.header[0] ?? ''];
  if (level === undefined || table.header.length !== 2) throw new DataError({ file }, 'areas.population.oneFigure');
  const version = divisionOf(project, table, level, division);
  const database = databaseOf(project);
  const held = database
    .prepare<[string], number>('select count(*) from known_population where version = ?')
    .pluck()
    .get(version);
  if (!replace && held !== undefined && held > 0)
    throw new UserError('input', 'areas.population.alreadyThere', { version });
  database.prepare('delete from known_population where version = ?').run(version);
  const insert = database.prepare(
    'insert or replace into known_population (version, deso, population) values (?, ?, ?)',
  );
  for (const [code, figure] of table.rows) {
    if (figure === undefined || figure === '') continue;
    const people = Number(figure);
    if (!Number.isSafeInteger(people) || people < 0)
      throw new DataError({ file, column: table.header[1] ?? '' }, 'areas.population.notPeople');
    insert.run(version, code, people);
  }
  return { version, areas: table.rows.length };
}

/** Difference to the known population as a share of it; null when nobody is known to live there. */
const difference = (counted: number, known: number): number | null => (known === 0 ? null : (counted - known) / known);

/** The finest area column of the person register, counted by code. */
const areaColumn = (columns: readonly ColumnProfile[]): CodeProfile | undefined =>
  columns
    .filter(
      (profile): profile is CodeProfile => profile.type === 'area' && /^(?:deso|regso|kommun)/iu.test(profile.variable),
    )
    .toSorted((a, b) => (a.variable.toLowerCase() < b.variable.toLowerCase() ? -1 : 1))[0];

/**
 * The persons of a year against the population that the area key knows, for the nation and by municipality; null when the
 * register is not that of persons or the key says no population. The key's population is that of its own time, so that a
 * difference is also what has happened since. Codes of all levels begin with the municipality's.
 */
export function checkPopulation(
  project: Project,
  register: string,
  year: number,
  rows: number,
  columns: readonly ColumnProfile[],
): PopulationCheck | null {
  const version = versionOf(project, year);
  if (register !== PERSON_REGISTER || version === undefined) return null;
  const known = databaseOf(project)
    .prepare<[string], { code: string; population: number }>(
      'select substr(deso, 1, 4) as code, sum(population) as population from known_population where version = ? group by 1 order by 1',
    )
    .all(version);
  if (known.length === 0) return null;
  const counted = new Map<string, number>();
  for (const [code, count] of areaColumn(columns)?.codes ?? []) {
    const municipality = code.slice(0, 4);
    counted.set(municipality, (counted.get(municipality) ?? 0) + count);
  }
  const names = new Map(versionFrame(project, version).areas.municipality.map(({ code, name }) => [code, name]));
  const total = known.reduce((sum, { population }) => sum + population, 0);
  return {
    version,
    nation: { known: total, counted: rows, difference: difference(rows, total) },
    municipalities: known.map(({ code, population }) => {
      const there = counted.get(code) ?? 0;
      return {
        code,
        name: names.get(code) ?? code,
        known: population,
        counted: there,
        difference: difference(there, population),
      };
    }),
  };
}
