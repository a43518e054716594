import { type Level, NATION } from '../../../shared/domain/areas/level.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { AreaFrame } from './frame.ts';
import type { ReadShapes } from './geojson.ts';
import { dissolve, Points, type Ring } from './rings.ts';
import { areaFrame, areaVersions, versionFrame, versionOf } from './store.ts';

const STEPS: readonly (readonly [Level, Level])[] = [
  ['regso', 'municipality'],
  ['municipality', 'county'],
  ['county', 'nation'],
];

/**
 * The division that the borders are of: the one asked for, or that the layer is named after, or else the only one that has
 * every area of the file. Codes alone cannot tell two divisions apart in which the same codes stand for other borders.
 */
function versionFor(
  project: Project,
  file: string,
  { level, named, shapes }: ReadShapes,
  asked: string | undefined,
): AreaFrame {
  const versions = areaVersions(project);
  if (versions.length === 0) throw new DataError({ file }, 'areas.noKey');
  const said = asked ?? (named !== undefined && versions.includes(named) ? named : undefined);
  if (said !== undefined && !versions.includes(said))
    throw new UserError('input', 'areas.noVersion', { version: said });
  const frames = (said === undefined ? versions : [said]).map((version) => versionFrame(project, version));
  const fits = frames.filter((frame) => shapes.every(({ code }) => frame.position(level, code) !== undefined));
  if (fits.length > 1)
    throw new DataError({ file }, 'areas.whichVersion', { versions: fits.map(({ version }) => version).join(', ') });
  const [only] = fits;
  if (only !== undefined) return only;
  const newest = frames.at(-1) as AreaFrame;
  const feature = shapes.findIndex(({ code }) => newest.position(level, code) === undefined);
  throw new DataError({ file }, 'areas.unknownArea', { feature: feature + 1, code: shapes[feature]?.code ?? '' });
}

/**
 * Stores the borders of areas, and with RegSO borders also the outlines of municipalities, counties and the nation.
 * The area key must have been imported before, since it says which areas there are. Gives the version they belong to.
 */
export function storeGeometry(project: Project, file: string, read: ReadShapes, division?: string): string {
  const frame = versionFor(project, file, read, division);
  const { version } = frame;
  const database = databaseOf(project);
  const insert = database.prepare(
    'insert into geometry (version, level, code, ring_start, coordinates) values (?, ?, ?, ?, ?)',
  );
  const store = (level: Level, shapes: ReadonlyMap<string, readonly Ring[]>): void => {
    database.prepare('delete from geometry where version = ? and level = ?').run(version, level);
    for (const [code, rings] of shapes) {
      const start = new Uint32Array(rings.length + 1);
      for (const [i, ring] of rings.entries()) start[i + 1] = (start[i] as number) + ring.length / 2;
      const coordinates = new Float64Array(2 * (start.at(-1) ?? 0));
      for (const [i, ring] of rings.entries()) coordinates.set(ring, 2 * (start[i] as number));
      insert.run(version, level, code, Buffer.from(start.buffer), Buffer.from(coordinates.buffer));
    }
  };
  let shapes = new Map(read.shapes.map(({ code, rings }) => [code, rings]));
  store(read.level, shapes);
  if (read.level !== 'regso') return version;
  const points = new Points();
  for (const [level, coarser] of STEPS) {
    const members = new Map<string, Ring[]>();
    for (const [code, rings] of shapes) {
      const holder = coarser === 'nation' ? NATION : frame.within(level, code, coarser);
      if (holder !== undefined) members.set(holder, [...(members.get(holder) ?? []), ...rings]);
    }
    shapes = new Map([...members].map(([code, rings]) => [code, dissolve(rings, points)]));
    store(coarser, shapes);
  }
  return version;
}

interface GeometryRow {
  readonly code: string;
  readonly ring_start: Uint8Array;
  readonly coordinates: Uint8Array;
}

/** A copy of the bytes as numbers, aligned whatever the bytes were. */
const copied = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/**
 * The borders of all areas of a level, packed for drawing; of the year's own division unless another is asked for. Areas
 * without borders are simply absent.
 */
export function areaGeometry(
  project: Project,
  level: Level,
  year: number,
  division?: string,
): Output<'areas.geometry'> {
  const version = division ?? versionOf(project, year);
  const rows =
    version === undefined
      ? []
      : databaseOf(project)
          .prepare<[string, string], GeometryRow>(
            'select code, ring_start, coordinates from geometry where version = ? and level = ? order by code',
          )
          .all(version, level);
  if (rows.length === 0) throw new UserError('input', 'areas.noGeometry', { level });
  const frame = areaFrame(project, year, division);
  const coordinates = new Float64Array(rows.reduce((sum, row) => sum + row.coordinates.byteLength / 8, 0));
  const ringStart: number[] = [0];
  const ringArea: number[] = [];
  let at = 0;
  for (const row of rows) {
    const position = frame.position(level, row.code);
    if (position === undefined) continue;
    const own = new Float64Array(copied(row.coordinates));
    const starts = new Uint32Array(copied(row.ring_start));
    coordinates.set(own, at);
    for (const start of starts.subarray(1)) {
      ringStart.push(at / 2 + start);
      ringArea.push(position);
    }
    at += own.length;
  }
  const used = coordinates.subarray(0, at);
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < used.length; i += 2) {
    const x = used[i] as number;
    const y = used[i + 1] as number;
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return {
    coordinates: at === coordinates.length ? coordinates : coordinates.slice(0, at),
    ringStart: Uint32Array.from(ringStart),
    ringArea: Uint32Array.from(ringArea),
    bounds,
  };
}
