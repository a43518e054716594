import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';
import { indicatorOf } from '../bySex.ts';
import type { DefinitionSource } from '../problem.ts';
import { shippedDefinitions, withOwn } from '../shipped.ts';

interface CurrentRow {
  readonly file: string;
  readonly definition: string;
  readonly own: number;
}

const currentRows = (project: Project): readonly DefinitionSource[] =>
  databaseOf(project)
    .prepare<[], CurrentRow>('select file, definition, own from indicator_definition where current = 1 order by id')
    .all()
    .map(({ file, definition, own }) => ({
      file,
      definition: JSON.parse(definition) as IndicatorDefinition,
      own: own === 1,
    }));

/** What the project goes by, with the file each stands in, not split by sex; the shipped ones before any computation. */
export function definitionsInUse(project: Project): readonly DefinitionSource[] {
  const current = currentRows(project).filter(({ definition }) => indicatorOf(definition.id).sex === undefined);
  return current.length > 0 ? current : shippedDefinitions();
}

/** True when the project's indicators are computed for women and for men too. */
export const isBySex = (project: Project): boolean =>
  currentRows(project).some(({ definition }) => indicatorOf(definition.id).sex !== undefined);

/** The shipped definitions with those that are the project's own, and with `more`, which go before both. */
export function shippedAndOwn(project: Project, more: readonly DefinitionSource[] = []): readonly DefinitionSource[] {
  const ids = new Set(more.map(({ definition }) => definition.id));
  const own = definitionsInUse(project).filter((source) => source.own === true && !ids.has(source.definition.id));
  return withOwn([...own, ...more]);
}
