import { UserError } from '../../../shared/errors/errors.ts';
import { certificateSchema } from '../../../shared/schemas/certificate.ts';
import type { Progress } from '../jobs/progress.ts';
import { certificateName } from './packageFiles.ts';
import { readPackageFolder } from './packageFolder.ts';
import { checkFiles, verifyPackage } from './verifyPackage.ts';
import { receivedPackage, type ShownPackage } from './writers/shown/shown.ts';

/**
 * The tables of a package that holds: every file, proof and approval is checked first, as by `sigill verify`, and what is then read is held
 * against the manifest once more. @throws UserError 'report.packageFails'
 */
export async function openPackage(folder: string, progress: Progress): Promise<ShownPackage> {
  const { findings, manifest } = await verifyPackage(folder, progress);
  const content = await readPackageFolder(folder);
  const found = manifest === null ? findings : [...findings, ...checkFiles(content, manifest)];
  if (manifest === null || found.length > 0)
    throw new UserError('refused', 'report.packageFails', { count: found.length });
  const { files } = content;
  const certificates = new Map(
    manifest.tables.map(({ id }) => [
      id,
      certificateSchema.parse(JSON.parse(Buffer.from(files.get(certificateName(id)) ?? []).toString('utf8'))),
    ]),
  );
  return receivedPackage({ manifest, certificates, files });
}
