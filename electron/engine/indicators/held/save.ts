import { UserError } from '../../../../shared/errors/errors.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';
import { splitBySex } from '../bySex.ts';
import { parseDefinition } from '../definitions.ts';
import { definitionHash } from '../identity.ts';
import type { DefinitionProblem, DefinitionSource } from '../problem.ts';
import { shippedDefinitions } from '../shipped.ts';
import { storeDefinitions } from '../store.ts';
import { definitionsInUse, isBySex } from './heldDefinitions.ts';
import { highestRevision, keepVersion } from './versions.ts';

/** Makes these what the project goes by from now on, split by sex when they were before. */
function goBy(project: Project, sources: readonly DefinitionSource[]): void {
  storeDefinitions(project, isBySex(project) ? splitBySex(sources) : sources);
}

const shippedWith = (id: string): DefinitionSource | undefined =>
  shippedDefinitions().find(({ definition }) => definition.id === id);

export interface Saved {
  readonly problems: readonly DefinitionProblem[];
  readonly saved: { readonly id: string; readonly revision: number } | null;
}

/**
 * Saves a definition as the analyst's own: with `replaces` as a new version of that one, else under an id that nothing has.
 * The revision is one higher than any before when what is measured has changed, and the same when only words have. Its values
 * are computed by the next computation. What it replaces is kept among the versions.
 */
export function saveDefinition(
  project: Project,
  text: string,
  { replaces, comment }: { readonly replaces: string | null; readonly comment: string },
): Saved {
  const { sources, problems } = parseDefinition('', text);
  const [source] = sources;
  if (source === undefined) return { problems, saved: null };
  const { id } = source.definition;
  const inUse = definitionsInUse(project);
  const before = inUse.find(({ definition }) => definition.id === replaces);
  if (replaces !== null && before === undefined)
    throw new UserError('input', 'definition.unknown', { id: replaces.slice(0, 80) });
  const taken = inUse.some(({ definition }) => definition.id === id) || shippedWith(id) !== undefined;
  if (replaces === null ? taken : id !== replaces)
    return {
      problems: [
        {
          id,
          file: '',
          place: 'id',
          key: replaces === null ? 'definition.idTaken' : 'definition.otherId',
          parameters: { id: replaces ?? id },
        },
      ],
      saved: null,
    };
  const same = before !== undefined && definitionHash(before) === definitionHash(source);
  const revision = same ? before.definition.revision : highestRevision(project, id) + 1;
  const own: DefinitionSource = { file: `${id}.json`, own: true, definition: { ...source.definition, revision } };
  databaseOf(project).transaction(() => {
    if (before !== undefined) keepVersion(project, before, '');
    keepVersion(project, own, comment);
    goBy(project, [...inUse.filter((one) => one !== before), own]);
    project.appendLog('definition.save', { id, revision, hash: definitionHash(own) });
  })();
  return { problems: [], saved: { id, revision } };
}

/** Takes an own definition out of use; what is shipped under its id comes back. Its versions stay. */
export function removeDefinition(project: Project, id: string): { readonly shippedAgain: boolean } {
  const inUse = definitionsInUse(project);
  const found = inUse.find(({ definition, own }) => definition.id === id && own === true);
  if (found === undefined) throw new UserError('input', 'definition.notOwn', { id });
  const shipped = shippedWith(id);
  const rest = inUse.filter((one) => one !== found);
  databaseOf(project).transaction(() => {
    keepVersion(project, found, '');
    goBy(project, shipped === undefined ? rest : [...rest, shipped]);
    project.appendLog('definition.remove', { id });
  })();
  return { shippedAgain: shipped !== undefined };
}

/** Takes up shipped definitions in place of older shipped ones, and new ones. Own ones are never touched. */
export function takeUp(project: Project, ids: readonly string[]): void {
  const inUse = definitionsInUse(project);
  const taken = shippedDefinitions().filter(
    ({ definition: { id } }) =>
      ids.includes(id) && inUse.every(({ definition, own }) => definition.id !== id || own !== true),
  );
  const takenIds = new Set(taken.map(({ definition }) => definition.id));
  databaseOf(project).transaction(() => {
    for (const before of inUse) if (takenIds.has(before.definition.id)) keepVersion(project, before, '');
    for (const source of taken) keepVersion(project, source, '');
    goBy(project, [...inUse.filter(({ definition }) => !takenIds.has(definition.id)), ...taken]);
    project.appendLog('definition.take-up', { ids: [...takenIds] });
  })();
}
