import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import { claimOf, isKnownToHold } from './claim.ts';
import type { DemonstrationManifest } from './manifest.ts';
import { synthesise } from './synth.ts';

/**
 * True when making the country again from the manifest's seed gives exactly the files that the manifest names.
 *
 * A manifest beside some files is only a claim that they are made up: anyone can write one. Real data cannot pass as made
 * up, since nothing but the generator's own output has those hashes. Takes as long as `synth` does, once per process and
 * claim; the copy is removed again.
 */
export async function isProven(manifest: DemonstrationManifest, progress: Progress): Promise<boolean> {
  if (isKnownToHold(claimOf(manifest))) return true;
  const folder = await mkdtemp(path.join(tmpdir(), 'sigill-proof-'));
  try {
    const { seed, persons, years } = manifest;
    const again = await synthesise({ folder: path.join(folder, 'land'), seed, persons, years }, progress);
    return claimOf(again.manifest) === claimOf(manifest);
  } catch (cause) {
    // A seed, size or year that synth refuses is a claim that cannot hold.
    if (cause instanceof UserError && cause.kind === 'input') return false;
    throw cause;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
