import { createHash } from 'node:crypto';
import type { Level } from '../../../../../shared/domain/areas/level.ts';

/** Borders of the areas of a level, in SWEREF 99 TM (EPSG:3006) and whole metres. */
export interface Borders {
  readonly level: Level;
  /** In the order of the codes. */
  readonly areas: readonly AreaBorders[];
}

export interface AreaBorders {
  readonly code: string;
  readonly name: string;
  /** Each polygon: its outer ring, counter-clockwise, then its holes, clockwise. A ring: x0,y0,x1,y1,… closed. */
  readonly polygons: readonly (readonly Int32Array[])[];
}

const known = new WeakMap<Borders, string>();

/** Fingerprint of borders, which the certificates of their tables name, so that nothing can be told in them on the side. */
export function bordersHash(borders: Borders | null | undefined): string | null {
  if (borders === null || borders === undefined) return null;
  const done = known.get(borders);
  if (done !== undefined) return done;
  const hash = createHash('sha256').update(`sigill-borders-1\n${borders.level}\n`);
  for (const { code, name, polygons } of borders.areas) {
    hash.update(JSON.stringify([code, name]));
    for (const rings of polygons) hash.update(`;${rings.map((ring) => ring.join(',')).join('|')}`);
    hash.update('\n');
  }
  const digest = hash.digest('hex');
  known.set(borders, digest);
  return digest;
}
