import { createHash } from 'node:crypto';
import { UserError } from '../../../shared/errors/errors.ts';
import type {
  AreaChangesSpecification,
  AreaKeySpecification,
  GeometrySpecification,
  OwnAreasSpecification,
} from '../../../shared/schemas/specification.ts';
import { readAreaKeys } from '../areas/areaKey.ts';
import { readGeojson } from '../areas/geojson.ts';
import { readChangeList } from '../areas/changeList.ts';
import { hasChangeList, knownDivisions, storeChangeList } from '../areas/compare.ts';
import { storeGeometry } from '../areas/geometry.ts';
import { hasOwnAreas, readOwnAreas, storeOwnAreas } from '../areas/ownAreas.ts';
import { areaVersions, storeAreaKeys, versionFrame } from '../areas/store.ts';
import { TABLE_LIMITS } from '../delimited/limits.ts';
import { nameOf, wholeFile } from '../delimited/source.ts';
import type { Project } from '../project/project.ts';
import { formatOf } from '../formats/formatOf.ts';
import { storeKnownPopulation, storePopulationTable } from '../quality/knownPopulation.ts';
import type { DeliveredFile, Delivery, DeliveryContext } from './delivery.ts';
import type { KnownAreas } from './fillers.ts';

/** The codes of all versions of the division that the project has; none at all while it has no area key. */
export function knownAreas(project: Project): KnownAreas {
  const held = new Map<string, ReadonlySet<string>>();
  return (level) => {
    const versions = areaVersions(project);
    if (versions.length === 0) return undefined;
    const known =
      held.get(level) ??
      new Set(versions.flatMap((version) => versionFrame(project, version).areas[level].map(({ code }) => code)));
    held.set(level, known);
    return known;
  };
}

interface ReadFile {
  readonly file: DeliveredFile;
  readonly content: Uint8Array;
}

function read(path: string, rows: number): ReadFile {
  const { raw, bytes } = wholeFile(path, TABLE_LIMITS);
  const sha256 = createHash('sha256').update(raw).digest('hex');
  return { file: { path, name: nameOf(path), bytes: raw.length, sha256, rows }, content: bytes };
}

const delivery = (kind: Delivery['kind'], files: readonly DeliveredFile[], versions: readonly string[]): Delivery => ({
  kind,
  files,
  registers: [],
  badRows: [],
  details: { versions },
});

const STATISTICS: ReadonlySet<string> = new Set(['px', 'json-stat']);

/** Reads area keys, and known populations of divisions from statistical tables; a version that is there already gives way only with `replace`. */
export function deliverAreaKeys(
  project: Project,
  specification: AreaKeySpecification,
  paths: readonly string[],
  { progress, replace }: DeliveryContext,
): Delivery {
  const versions: string[] = [];
  const files = paths.map((path, i) => {
    progress.check();
    progress.report('import.step.read', i, paths.length);
    if (STATISTICS.has(formatOf(path))) {
      const { version, areas } = storePopulationTable(project, path, specification, replace);
      versions.push(version);
      return read(path, areas).file;
    }
    const keys = readAreaKeys(path, specification.dialect);
    for (const { version } of keys)
      if (versions.includes(version) || (!replace && areaVersions(project).includes(version)))
        throw new UserError('input', 'import.versionAlreadyThere', { version });
    versions.push(...keys.map(({ version }) => version));
    storeAreaKeys(project, keys);
    storeKnownPopulation(project, path, specification.dialect);
    return read(
      path,
      keys.reduce((sum, { rows }) => sum + rows.length, 0),
    ).file;
  });
  return delivery('area-key', files, versions);
}

/** Reads borders of areas, in place of those that are there. */
export function deliverGeometry(
  project: Project,
  { division }: GeometrySpecification,
  paths: readonly string[],
  { progress }: DeliveryContext,
): Delivery {
  const versions: string[] = [];
  const files = paths.map((path, i) => {
    progress.check();
    progress.report('import.step.read', i, paths.length);
    const { file, content } = read(path, 0);
    const shapes = readGeojson(file.name, new TextDecoder('utf-8').decode(content));
    versions.push(storeGeometry(project, file.name, shapes, division));
    return { ...file, rows: shapes.shapes.length };
  });
  return delivery('geometry', files, versions);
}

/** Reads lists of what changed between divisions; one that is there already gives way only with `replace`. */
export function deliverAreaChanges(
  project: Project,
  specification: AreaChangesSpecification,
  paths: readonly string[],
  { progress, replace }: DeliveryContext,
): Delivery {
  const divisions = knownDivisions(project);
  const versions: string[] = [];
  const files = paths.map((path, i) => {
    progress.check();
    progress.report('import.step.read', i, paths.length);
    const list = readChangeList(path, specification, divisions);
    const { from, to, level, changes } = list;
    const said = `${level} ${from} ${to}`;
    if (versions.includes(said) || (!replace && hasChangeList(project, level, from, to)))
      throw new UserError('input', 'import.changesAlreadyThere', { from, to });
    versions.push(said);
    storeChangeList(project, list);
    return read(path, changes.length).file;
  });
  return delivery('area-changes', files, versions);
}

/** Reads keys to areas of one's own; those of the same name and division give way only with `replace`. */
export function deliverOwnAreas(
  project: Project,
  { name, dialect }: OwnAreasSpecification,
  paths: readonly string[],
  { progress, replace }: DeliveryContext,
): Delivery {
  const divisions = knownDivisions(project);
  const known = areaVersions(project);
  const versions: string[] = [];
  const files = paths.map((path, i) => {
    progress.check();
    progress.report('import.step.read', i, paths.length);
    const own = readOwnAreas(path, name, known, divisions, dialect);
    const { version } = own;
    if (versions.includes(version) || (!replace && hasOwnAreas(project, name, version)))
      throw new UserError('input', 'import.ownAlreadyThere', { name, version });
    versions.push(version);
    storeOwnAreas(project, own);
    return read(path, own.members.size).file;
  });
  return delivery('own-areas', files, versions);
}
