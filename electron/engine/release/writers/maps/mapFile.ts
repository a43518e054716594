import { z } from 'zod';
import { LEVELS } from '../../../../../shared/domain/areas/level.ts';
import type { Borders } from '../shown/borders.ts';
import { toMetres } from './projection.ts';

/* Reads what `geojson.ts` writes. */

const collection = z.object({
  sigill: z.object({ level: z.enum(LEVELS) }),
  features: z.array(
    z.object({
      properties: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      geometry: z.object({
        type: z.literal('MultiPolygon'),
        coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
      }),
    }),
  ),
});

export type MapFile = z.infer<typeof collection>;

export const parseMap = (bytes: Uint8Array): MapFile =>
  collection.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));

function ringMetres(points: readonly (readonly [number, number])[]): Int32Array {
  const ring = new Int32Array(2 * points.length);
  for (const [i, [longitude, latitude]] of points.entries()) {
    const [easting, northing] = toMetres(longitude, latitude);
    ring.set([Math.round(easting), Math.round(northing)], 2 * i);
  }
  return ring;
}

/** The borders that such a file was drawn with. */
export function bordersIn(bytes: Uint8Array): Borders {
  const { sigill, features } = parseMap(bytes);
  return {
    level: sigill.level,
    areas: features.map(({ properties, geometry }) => ({
      code: String(properties['kod']),
      name: String(properties['namn']),
      polygons: geometry.coordinates.map((rings) => rings.map(ringMetres)),
    })),
  };
}
