import { createHash } from 'node:crypto';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { needsOf } from './needs.ts';
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
  const { id, joins = [], population, measure, missing, reference, years = {}, variants, leastN } = definition;
  const { carryYears, pool } = reference;
  const content = { id, joins, population, measure, missing, carryYears, pool, years, variants, leastN };
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
  for (const need of needsOf(source.definition, year)) {
    const { register } = need;
    const found = registerYear.get(register, need.year);
    hash.update(canonical([register, need.year, found?.specification, found?.rows, found && files.all(found.id)]));
  }
  return hash.digest('hex');
}
