import path from 'node:path';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { claimOf } from '../synth/claim.ts';
import { isDemonstrationFile, readDemonstrationManifest } from '../synth/manifest.ts';
import { isProven } from '../synth/proof.ts';
import type { DeliveredFile } from './delivery.ts';

/**
 * Where files come from: the claims of `synth` that they are made up, each proven by making the country again; null when
 * a single file is not part of a proven one. A claim that an earlier import into the project has proven stands.
 */
export async function provenClaims(
  project: Project,
  files: readonly DeliveredFile[],
  progress: Progress,
): Promise<readonly string[] | null> {
  const claims = new Set<string>();
  const proving: Progress = {
    report: (_step, done, total) => progress.report('import.step.proof', done, total),
    check: () => progress.check(),
  };
  const earlier = new Set(
    project.log().flatMap(({ action, details }) => (action === 'import' ? [details['madeUp']].flat() : [])),
  );
  for (const file of files) {
    const manifest = await readDemonstrationManifest(path.dirname(path.resolve(file.path)));
    if (manifest === undefined || !isDemonstrationFile(manifest, file.name, file.sha256)) return null;
    const claim = claimOf(manifest);
    if (!claims.has(claim) && !earlier.has(claim) && !(await isProven(manifest, proving))) return null;
    claims.add(claim);
  }
  return claims.size > 0 ? [...claims] : null;
}
