import { type Seal, sealSchema } from '../../../shared/schemas/packageManifest.ts';
import { isSignedBy, publicKeyOf, sha256Of, signMessage } from './signing.ts';

export const MANIFEST_FILE = 'manifest.json';
export const SEAL_FILE = 'sigill.json';

/** The one way JSON is written in a package, so that a changed blank is a changed file. */
export const packagedJson = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8');

const signedText = (manifestSha256: string): Buffer => Buffer.from(`sigill-package-1\n${manifestSha256}\n`, 'utf8');

/** The seal over the manifest's bytes: whoever changes a byte of the manifest, or of any file it names, breaks it. */
export function sealManifest(manifest: Uint8Array, secret: Uint8Array): Buffer {
  const manifestSha256 = sha256Of(manifest);
  const seal: Seal = {
    version: 1,
    algorithm: 'Ed25519',
    manifestSha256,
    publicKey: publicKeyOf(secret),
    signature: signMessage(secret, signedText(manifestSha256)),
  };
  return packagedJson(seal);
}

export type SealOutcome =
  | { readonly ok: true; readonly publicKey: string }
  | { readonly ok: false; readonly changed: typeof MANIFEST_FILE | typeof SEAL_FILE };

/**
 * Whether the seal holds over the manifest, and if not, which of the two files was changed: the seal vouches for its
 * own stated hash, so a seal that is whole and states another hash means that the manifest was changed.
 */
export function checkSeal(manifest: Uint8Array, sealBytes: Uint8Array): SealOutcome {
  const seal = readSeal(sealBytes);
  if (seal === null) return { ok: false, changed: SEAL_FILE };
  if (!isSignedBy(seal.publicKey, signedText(seal.manifestSha256), seal.signature))
    return { ok: false, changed: SEAL_FILE };
  if (seal.manifestSha256 !== sha256Of(manifest)) return { ok: false, changed: MANIFEST_FILE };
  return { ok: true, publicKey: seal.publicKey };
}

function readSeal(bytes: Uint8Array): Seal | null {
  try {
    const parsed = sealSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (!parsed.success) return null;
    const seal: Seal = {
      version: parsed.data.version,
      algorithm: parsed.data.algorithm,
      manifestSha256: parsed.data.manifestSha256,
      publicKey: parsed.data.publicKey,
      signature: parsed.data.signature,
    };
    return packagedJson(seal).equals(bytes) ? seal : null;
  } catch {
    return null;
  }
}
