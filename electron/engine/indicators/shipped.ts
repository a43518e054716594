import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { readDefinitions } from './definitions.ts';
import { errorOf, type DefinitionSource } from './problem.ts';

/** The nearest folder of this name above this file, in the sources as in what is installed. */
export function resourceFolder(name: string): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'resources', name);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) throw new UserError('input', 'indicators.noResources', { name });
  }
}

let shipped: readonly DefinitionSource[] | undefined;

/** The definitions that come with Sigill, by id. */
export function shippedDefinitions(): readonly DefinitionSource[] {
  if (shipped === undefined) {
    const { sources, problems } = readDefinitions(resourceFolder('indicators'));
    const [problem] = problems;
    if (problem !== undefined) throw errorOf(problem);
    shipped = sources;
  }
  return shipped;
}

/** The shipped definitions with the analyst's own: an own one with the same id takes the shipped one's place. */
export function withOwn(own: readonly DefinitionSource[]): readonly DefinitionSource[] {
  const ids = new Set(own.map(({ definition }) => definition.id));
  return [
    ...shippedDefinitions().filter(({ definition }) => !ids.has(definition.id)),
    ...own.map((source) => ({ ...source, own: true })),
  ];
}
