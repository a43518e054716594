import path from 'node:path';
import { isDemonstrationFile, readDemonstrationManifest } from '../synth/manifest.ts';
import type { DeliveredFile } from './delivery.ts';

/** True when every file, as it was read, is one that the manifest beside it says that `synth` wrote. */
export async function isMadeUp(files: readonly DeliveredFile[]): Promise<boolean> {
  for (const file of files) {
    const manifest = await readDemonstrationManifest(path.dirname(path.resolve(file.path)));
    if (manifest === undefined || !isDemonstrationFile(manifest, file.name, file.sha256)) return false;
  }
  return files.length > 0;
}
