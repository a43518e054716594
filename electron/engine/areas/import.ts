import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';
import type { AreaKeySpecification, GeometrySpecification } from '../../../shared/schemas/specification.ts';
import type { Progress } from '../jobs/progress.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { readAreaKeys } from './areaKey.ts';
import { readGeojson } from './geojson.ts';
import { storeGeometry } from './geometry.ts';
import { storeAreaKeys } from './store.ts';

export interface ImportedAreas {
  readonly versions: readonly string[];
  readonly areas: number;
}

/** Reads an area key into the project, all or nothing; a version that is already there is replaced. */
export function importAreaKey(project: Project, file: string, specification: AreaKeySpecification): ImportedAreas {
  const keys = readAreaKeys(file, specification);
  const versions = keys.map(({ version }) => version);
  const areas = keys.reduce((sum, { rows }) => sum + rows.length, 0);
  databaseOf(project).transaction(() => {
    storeAreaKeys(project, keys);
    project.appendLog('import', { kind: 'area-key', file: path.basename(file), versions, areas });
  })();
  return { versions, areas };
}

/** Reads the borders of areas into the project, all or nothing; those of the same version and level are replaced. */
export function importGeometry(
  project: Project,
  file: string,
  { level, divisionVersion, properties }: GeometrySpecification,
  progress: Progress,
): ImportedAreas {
  const name = path.basename(file);
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    throw new DataError({ file: name }, cause instanceof TypeError ? 'areas.notGeojson' : 'delimited.fileMissing');
  }
  progress.report('areas.step.geometry', 0, 2);
  const shapes = readGeojson(name, content, properties.code);
  progress.check();
  progress.report('areas.step.geometry', 1, 2);
  databaseOf(project).transaction(() => {
    storeGeometry(project, name, level, divisionVersion, shapes);
    project.appendLog('import', {
      kind: 'geometry',
      file: name,
      level,
      versions: [divisionVersion],
      areas: shapes.length,
    });
  })();
  progress.report('areas.step.geometry', 2, 2);
  return { versions: [divisionVersion], areas: shapes.length };
}
