import { z } from 'zod';
import { DataError } from '../../../shared/errors/errors.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { type Ring, wound } from './rings.ts';

/** The borders of one area as they stood in the file: outer rings counter-clockwise, holes clockwise. */
export interface AreaShape {
  readonly code: string;
  readonly rings: readonly Ring[];
}

export interface ReadShapes {
  readonly level: Level;
  /** The year in the layer's name, such as 2025 in RegSO_2025; undefined when it has none. */
  readonly named: string | undefined;
  readonly shapes: readonly AreaShape[];
}

const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  name: z.string().optional(),
  crs: z.object({ properties: z.object({ name: z.string() }) }).optional(),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: z.unknown() })),
});

/** Property names that hold the area code, in SCB's deliveries of different years. */
const CODE_PROPERTIES: readonly (readonly [string, Level])[] = [
  ['desokod', 'deso'],
  ['deso', 'deso'],
  ['regsokod', 'regso'],
  ['regso', 'regso'],
];

/** SWEREF 99 TM, written as an OGC name or plainly. */
const SWEREF_99_TM = /^(urn:ogc:def:crs:EPSG:[^:]*:|EPSG:)3006$/u;

const isPosition = (point: unknown): point is readonly [number, number] =>
  Array.isArray(point) && Number.isFinite(point[0]) && Number.isFinite(point[1]);

function ringOf(file: string, feature: number, points: unknown): Ring {
  const fault = (key: 'areas.badRing' | 'areas.openRing'): DataError => new DataError({ file }, key, { feature });
  if (!Array.isArray(points) || points.length < 4 || !points.every(isPosition)) throw fault('areas.badRing');
  const ring = new Float64Array(2 * points.length);
  for (const [i, [x, y]] of points.entries()) ring.set([x, y], 2 * i);
  if (ring[0] !== ring[ring.length - 2] || ring[1] !== ring[ring.length - 1]) throw fault('areas.openRing');
  return ring;
}

function ringsOf(file: string, feature: number, geometry: unknown): readonly Ring[] {
  const shape = z
    .object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.array(z.unknown())) })
    .safeParse(geometry);
  if (!shape.success) throw new DataError({ file }, 'areas.notPolygon', { feature });
  const { type, coordinates } = shape.data;
  const polygons = type === 'Polygon' ? [coordinates] : (coordinates as unknown[][][]);
  return polygons.flatMap((polygon) => {
    if (!Array.isArray(polygon)) throw new DataError({ file }, 'areas.notPolygon', { feature });
    return polygon.map((points, i) => wound(ringOf(file, feature, points), i === 0));
  });
}

/**
 * Reads a GeoJSON feature collection of areas in EPSG:3006. Another coordinate system, or none (which means degrees by
 * RFC 7946), is refused, as are shapes that are no polygons and an area that occurs twice.
 */
export function readGeojson(file: string, content: string): ReadShapes {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.replace(/^\uFEFF/u, ''));
  } catch {
    throw new DataError({ file }, 'areas.notGeojson');
  }
  const collection = collectionSchema.safeParse(parsed);
  if (!collection.success || collection.data.features.length === 0) throw new DataError({ file }, 'areas.notGeojson');
  const { crs, features } = collection.data;
  if (crs === undefined || !SWEREF_99_TM.test(crs.properties.name)) throw new DataError({ file }, 'areas.wrongCrs');
  const found = CODE_PROPERTIES.find(([property]) => typeof features[0]?.properties?.[property] === 'string');
  if (found === undefined) throw new DataError({ file }, 'areas.noCodeProperty');
  const [property, level] = found;
  const seen = new Set<string>();
  const shapes = features.map(({ properties, geometry }, i): AreaShape => {
    const feature = i + 1;
    const code = properties?.[property];
    if (typeof code !== 'string') throw new DataError({ file }, 'areas.noCode', { feature, property });
    if (seen.has(code)) throw new DataError({ file }, 'areas.areaTwice', { feature, code });
    seen.add(code);
    return { code, rings: ringsOf(file, feature, geometry) };
  });
  const inDegrees = shapes.every(({ rings }) => rings.every((ring) => ring.every((x) => Math.abs(x) <= 180)));
  if (inDegrees) throw new DataError({ file }, 'areas.wrongCrs');
  return { level, named: /(?:^|_)(\d{4})(?:_|$)/u.exec(collection.data.name ?? '')?.[1], shapes };
}
