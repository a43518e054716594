import type { Level } from '../../../shared/domain/areas/level.ts';
import { neighboursIn } from '../../../shared/domain/spatial/sharedBorders.ts';
import type { Project } from '../project/project.ts';
import { areaGeometry } from './geometry.ts';

/** The neighbours of a project's areas. @throws UserError when their borders have not been imported */
export const areaNeighbours = (
  project: Project,
  level: Level,
  year: number,
  areas: number,
): readonly (readonly number[])[] => neighboursIn(areaGeometry(project, level, year), areas);
