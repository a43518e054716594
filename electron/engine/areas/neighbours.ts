import type { Level } from '../../../shared/domain/areas/level.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Project } from '../project/project.ts';
import { areaGeometry } from './geometry.ts';

/**
 * For each area the areas that it shares a part of a border with, by their positions in the order of the codes; a common
 * corner is not enough. Borders meet where they have the very same points, as they do in SCB's divisions.
 */
export function neighboursIn(
  { coordinates, ringStart, ringArea }: Pick<Output<'areas.geometry'>, 'coordinates' | 'ringStart' | 'ringArea'>,
  areas: number,
): readonly (readonly number[])[] {
  const neighbours = Array.from({ length: areas }, () => new Set<number>());
  const first = new Map<string, number>();
  for (const [ring, area] of ringArea.entries()) {
    const end = (ringStart[ring + 1] as number) - 1;
    for (let point = ringStart[ring] as number; point < end; point += 1) {
      const here = `${String(coordinates[2 * point])},${String(coordinates[2 * point + 1])}`;
      const next = `${String(coordinates[2 * point + 2])},${String(coordinates[2 * point + 3])}`;
      const side = here < next ? `${here} ${next}` : `${next} ${here}`;
      const other = first.get(side);
      if (other === undefined) first.set(side, area);
      else if (other !== area) {
        neighbours[other]?.add(area);
        neighbours[area]?.add(other);
      }
    }
  }
  return neighbours.map((own) => [...own].sort((a, b) => a - b));
}

/** The neighbours of a project's areas. @throws UserError when their borders have not been imported */
export const areaNeighbours = (
  project: Project,
  level: Level,
  year: number,
  areas: number,
): readonly (readonly number[])[] => neighboursIn(areaGeometry(project, level, year), areas);
