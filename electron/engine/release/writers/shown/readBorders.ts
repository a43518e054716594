import type { Manifest } from '../../../../../shared/schemas/packageManifest.ts';
import { bordersIn } from '../maps/mapFile.ts';
import { type Borders, bordersHash } from './borders.ts';

/** The borders in a package, by their fingerprints. A file that holds none is told of when it is itself read back. */
export function readBorders(
  { files: named }: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Borders> {
  const found = new Map<string, Borders>();
  for (const { name, format } of named) {
    const bytes = files.get(name);
    if (format !== 'geojson' || bytes === undefined) continue;
    try {
      const borders = bordersIn(bytes);
      const hash = bordersHash(borders);
      if (hash !== null) found.set(hash, borders);
    } catch {
      continue;
    }
  }
  return found;
}
