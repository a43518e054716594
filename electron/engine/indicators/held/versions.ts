import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';
import type { DefinitionSource } from '../problem.ts';

/** A definition as it was saved once. */
export interface SavedVersion {
  /** Counted within the id, from 1. */
  readonly number: number;
  readonly savedAt: string;
  readonly comment: string;
  readonly own: boolean;
  readonly definition: IndicatorDefinition;
}

interface VersionRow {
  readonly number: number;
  readonly saved_at: string;
  readonly comment: string;
  readonly own: number;
  readonly definition: string;
}

/** Every version that has been saved under an id, newest first. */
export const versionsOf = (project: Project, id: string): readonly SavedVersion[] =>
  databaseOf(project)
    .prepare<[string], VersionRow>(
      'select number, saved_at, comment, own, definition from definition_version where id = ? order by number desc',
    )
    .all(id)
    .map(({ number, saved_at: savedAt, comment, own, definition }) => ({
      number,
      savedAt,
      comment,
      own: own === 1,
      definition: JSON.parse(definition) as IndicatorDefinition,
    }));

/** Keeps a version; the same words as the newest one are kept once. */
export function keepVersion(project: Project, { definition, own = false }: DefinitionSource, comment: string): void {
  const [newest] = versionsOf(project, definition.id);
  const written = JSON.stringify(definition);
  if (newest !== undefined && newest.own === own && JSON.stringify(newest.definition) === written) return;
  databaseOf(project)
    .prepare(
      'insert into definition_version (id, number, saved_at, comment, own, definition) values (?, ?, ?, ?, ?, ?)',
    )
    .run(definition.id, (newest?.number ?? 0) + 1, project.now().toISOString(), comment, Number(own), written);
}

/** The highest revision that any definition under an id has had in the project; 0 where there was none. */
export function highestRevision(project: Project, id: string): number {
  const database = databaseOf(project);
  const computed = database
    .prepare<[string], number | null>('select max(revision) from indicator_definition where id = ?')
    .pluck()
    .get(id);
  return Math.max(computed ?? 0, ...versionsOf(project, id).map(({ definition }) => definition.revision));
}
