import type { PopulationCheck } from '../../../shared/schemas/quality.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { readDelimited } from '../delimited/table.ts';
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
