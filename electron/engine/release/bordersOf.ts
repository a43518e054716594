import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import { areaGeometry } from '../areas/geometry.ts';
import { listAreas } from '../areas/list.ts';
import type { Project } from '../project/project.ts';
import { generalised } from './writers/maps/generalise.ts';
import { polygonsOf } from './writers/maps/polygons.ts';
import type { AreaBorders, Borders } from './writers/shown/borders.ts';

type MapLevel = ReleaseTable['level'];

/** How far in metres a border in a package may lie from where it is: as much as is seen on a map of the country. */
const TOLERANCE: Readonly<Record<MapLevel, number>> = { deso: 10, regso: 20, municipality: 100 };

/** The borders of a level's areas for the maps of a package; null where the project has none. */
function bordersAt(project: Project, year: number, level: MapLevel): Borders | null {
  let geometry: ReturnType<typeof areaGeometry>;
  try {
    geometry = areaGeometry(project, level, year);
  } catch (cause) {
    if (cause instanceof UserError && cause.key === 'areas.noGeometry') return null;
    throw cause;
  }
  const { codes, names } = listAreas(project, level, year);
  const rings = codes.map((): Int32Array[] => []);
  for (const [i, ring] of generalised(geometry, TOLERANCE[level]).entries())
    if (ring !== null) rings[geometry.ringArea[i] as number]?.push(ring);
  const areas = codes.flatMap((code, i): AreaBorders[] => {
    const polygons = polygonsOf(rings[i] ?? []);
    return polygons.length === 0 ? [] : [{ code, name: names[i] ?? code, polygons }];
  });
  return areas.length === 0 ? null : { level, areas };
}

/** Borders for the tables of a package; those of one level are made once. */
export function bordersSource(project: Project, year: number): (table: ReleaseTable) => Borders | null {
  const made = new Map<MapLevel, Borders | null>();
  return ({ level }) => {
    const known = made.get(level);
    if (known !== undefined) return known;
    const borders = bordersAt(project, year, level);
    made.set(level, borders);
    return borders;
  };
}
