import type { Level } from '../../../shared/domain/areas/level.ts';
import { estimated, surroundingsOf } from '../indicators/estimates.ts';
import { currentDefinitions, readValues, type StoredValues } from '../indicators/store.ts';
import { yearAreas } from '../indicators/yearAreas.ts';
import type { Project } from '../project/project.ts';

/** Looks values up as their definition says that they are shown; undefined where none have been computed. */
export function shownValues(project: Project): (id: string, level: Level, year: number) => StoredValues | undefined {
  const byId = new Map(currentDefinitions(project).map((one) => [one.definition.id, one]));
  return (id, level, year) => {
    const found = byId.get(id);
    if (found === undefined) return undefined;
    const values = readValues(project, found.hash, level, year, yearAreas(project, year).hash);
    const { estimate } = found.definition;
    return values === undefined || estimate === undefined
      ? values
      : estimated(found.definition, values, estimate, surroundingsOf(project, level, year));
  };
}
