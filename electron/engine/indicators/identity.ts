import { createHash } from 'node:crypto';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { registersOf } from './check.ts';
import type { DefinitionSource } from './problem.ts';

/** A value as JSON with keys in code order, so that the same content gives the same text however it was written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );

/** Says whether two definitions measure the same: names, notes and other words around them do not count. */
export function definitionHash({ definition }: DefinitionSource): string {
  const { id, joins = [], population, measure, missing, reference, years = {} } = definition;
  const content = { id, joins, population, measure, missing, carryYears: reference.carryYears, years };
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** Says whether two imports of the registers that a definition reads had the same content. */
export function dataHash(project: Project, source: DefinitionSource, year: number): string {
  const database = databaseOf(project);
  const registerYear = database.prepare<[string, number], { id: number; specification: string; rows: number }>(
    'select id, specification, rows from register_year where register = ? and year = ?',
  );
  const files = database
    .prepare<[number], string>('select sha256 from source_file where register_year = ? order by position')
    .pluck();
  const hash = createHash('sha256');
  for (const register of registersOf(source)) {
    const found = registerYear.get(register, year);
    hash.update(canonical([register, year, found?.specification, found?.rows, found && files.all(found.id)]));
  }
  return hash.digest('hex');
}
