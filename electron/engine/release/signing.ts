import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/*
 * Ed25519 (RFC 8032) with keys as their 32 raw bytes. A signature depends on nothing but key and message, so that the
 * demonstration, whose key comes from its seed, gives the same bytes at every run.
 */

const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex'); // PKCS #8 header, RFC 8410
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex'); // SubjectPublicKeyInfo header, RFC 8410

const privateKey = (secret: Uint8Array): KeyObject => {
  if (secret.length !== 32) throw new RangeError('an Ed25519 secret has 32 bytes');
  const der = Buffer.concat([PRIVATE_PREFIX, secret]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
};

/** The public key, 32 bytes in hexadecimal, that belongs to `secret`. */
export const publicKeyOf = (secret: Uint8Array): string =>
  createPublicKey(privateKey(secret))
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC_PREFIX.length)
    .toString('hex');

/** Signature over `message`, 64 bytes in hexadecimal. */
export const signMessage = (secret: Uint8Array, message: Uint8Array): string =>
  sign(null, message, privateKey(secret)).toString('hex');

/** True when `signature` is that of `publicKey` over `message`; false for anything else, never an exception. */
export function isSignedBy(publicKey: string, message: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'hex')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, message, key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

/** How a person compares keys over the telephone: the first 16 hexadecimal digits of the key's SHA-256, in fours. */
export const fingerprint = (publicKey: string): string =>
  (createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex').slice(0, 16).match(/.{4}/gu) ?? []).join(
    ' ',
  );

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
