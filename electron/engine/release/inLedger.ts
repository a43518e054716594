import type { Manifest } from '../../../shared/schemas/packageManifest.ts';
import type { Finding } from './finding.ts';
import { packagedJson } from './seal.ts';
import { sha256Of } from './signing.ts';
import { readOrganisation } from './persons/organisation.ts';

/** What the organisation's ledger says against a package: that it does not hold it, or that it was withdrawn. */
export function findingsInLedger(manifest: Manifest, folder: string): readonly Finding[] {
  const { releases } = readOrganisation(folder).ledger.state;
  const known = releases.get(manifest.release?.id ?? '');
  if (known?.sealed?.manifestSha256 !== sha256Of(packagedJson(manifest)))
    return [{ key: 'verify.notInLedger', parameters: {} }];
  if (known.withdrawn === null) return [];
  return [{ key: 'verify.withdrawn', parameters: { at: known.withdrawn.at, reason: known.withdrawn.reason } }];
}
