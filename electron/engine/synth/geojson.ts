import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { AreaDescription } from './divisions/divisions.ts';

/** A feature collection in EPSG:3006, one polygon per area, in whole metres, rings closed; outer rings counter-clockwise. */
export function geojson(name: string, areas: readonly AreaDescription[]): string {
  const features = areas.map((area) => {
    const rings = area.rings.map((ring) => {
      const points: string[] = [];
      for (let i = 0; i < ring.length; i += 2) points.push(`[${ring[i]!},${ring[i + 1]!}]`);
      points.push(points[0]!);
      return `[${points.join(',')}]`;
    });
    const properties = JSON.stringify({
      regsokod: area.code,
      regsonamn: area.name,
      kommunkod: area.municipality,
      kommunnamn: area.municipalityName,
      lanskod: area.county,
      lansnamn: area.countyName,
    });
    return `{"type":"Feature","properties":${properties},"geometry":{"type":"Polygon","coordinates":[${rings.join(',')}]}}`;
  });
  return `{"type":"FeatureCollection","name":${JSON.stringify(name)},"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},"features":[\n${features.join(',\n')}\n]}\n`;
}

/** Writes a whole text file and gives its size and hash. */
export function writeWhole(path: string, content: string): { readonly bytes: number; readonly sha256: string } {
  const bytes = Buffer.from(content);
  const file = openSync(path, 'wx');
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
