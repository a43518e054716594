import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/*
 * A message that only one person can open (ADR 22): an X25519 key made for this message alone and the receiver's public key
 * give a shared secret (RFC 7748), HKDF-SHA256 makes it a key bound to both public keys, AES-256-GCM encrypts.
 * Layout: 8 bytes of mark, 32 of the message's public key, 12 of nonce, 16 of tag, the rest ciphertext.
 */

const MARK = Buffer.from('SIGBOX01', 'latin1');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex'); // PKCS #8 header, RFC 8410
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex'); // SubjectPublicKeyInfo header, RFC 8410

function privateKey(secret: Uint8Array): KeyObject {
  const der = Buffer.concat([PRIVATE_PREFIX, secret]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

const publicKeyFrom = (key: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, key]), format: 'der', type: 'spki' });

/** The X25519 public key, 32 bytes in hexadecimal, that belongs to `secret`. */
export const sealingKeyOf = (secret: Uint8Array): string =>
  createPublicKey(privateKey(secret))
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC_PREFIX.length)
    .toString('hex');

function boxKey(secret: KeyObject, other: KeyObject, ephemeral: Uint8Array, receiver: Uint8Array): Buffer {
  const shared = diffieHellman({ privateKey: secret, publicKey: other });
  try {
    return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, receiver]), 'sigill-box-1', 32));
  } finally {
    shared.fill(0);
  }
}

/** Encrypts for the holder of `sealingKey`. `randomBytes`: a source fit for keys. */
export function sealTo(sealingKey: string, message: Uint8Array, randomBytes: (size: number) => Uint8Array): Buffer {
  const receiver = Buffer.from(sealingKey, 'hex');
  const secret = randomBytes(32);
  const ephemeral = Buffer.from(sealingKeyOf(secret), 'hex');
  const key = boxKey(privateKey(secret), publicKeyFrom(receiver), ephemeral, receiver);
  try {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(MARK);
    const body = Buffer.concat([cipher.update(message), cipher.final()]);
    return Buffer.concat([MARK, ephemeral, nonce, cipher.getAuthTag(), body]);
  } finally {
    key.fill(0);
    secret.fill(0);
  }
}

/** What was sealed to the holder of `secret`; undefined when it is sealed to someone else, or was changed. */
export function openSealed(box: Uint8Array, secret: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(box);
  if (bytes.length < 68 || !bytes.subarray(0, 8).equals(MARK)) return undefined;
  const [ephemeral, nonce, tag] = [bytes.subarray(8, 40), bytes.subarray(40, 52), bytes.subarray(52, 68)];
  let key: Buffer | undefined;
  try {
    const receiver = Buffer.from(sealingKeyOf(secret), 'hex');
    key = boxKey(privateKey(secret), publicKeyFrom(ephemeral), ephemeral, receiver);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(MARK).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(68)), decipher.final()]);
  } catch {
    return undefined;
  } finally {
    key?.fill(0);
  }
}
