import { createHash } from 'node:crypto';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { needsOf } from './needs.ts';
import type { DefinitionSource } from './problem.ts';

/** A value as JSON with keys in code order, so that the same content gives the same text however it was written. */
export const canonical = (value: unknown): string =>
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

interface Imported {
  readonly id: number;
  readonly specification: string;
  readonly rows: number;
  readonly imported_at: string;
}

const importedOf = (project: Project, register: string, year: number): Imported | undefined =>
  databaseOf(project)
    .prepare<[string, number], Imported>(
      'select id, specification, rows, imported_at from register_year where register = ? and year = ?',
    )
    .get(register, year);

/** What a register-year was read from, and how. */
function contentOf(project: Project, register: string, year: number, found: Imported | undefined): unknown {
  const files = databaseOf(project)
    .prepare<[number], string>('select sha256 from source_file where register_year = ? order by position')
    .pluck();
  return [register, year, found?.specification, found?.rows, found && files.all(found.id)];
}

/**
 * Says whether two imports of the registers that a definition reads had the same content. `besides`: what else the value rests on, if it
 * is taken from another division into areas.
 */
export function dataHash(project: Project, source: DefinitionSource, year: number, besides?: string): string {
  const hash = createHash('sha256');
  if (besides !== undefined) hash.update(besides);
  for (const need of needsOf(source.definition, year)) {
    const found = importedOf(project, need.register, need.year);
    hash.update(canonical(contentOf(project, need.register, need.year, found)));
  }
  return hash.digest('hex');
}

/** Tells one import of a register-year from every other, also from one of the same content. */
export function importHash(project: Project, register: string, year: number): string {
  const found = importedOf(project, register, year);
  const content = [found?.id, found?.imported_at, contentOf(project, register, year, found)];
  return createHash('sha256').update(canonical(content)).digest('hex');
}
