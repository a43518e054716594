import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import type { ProjectPorts } from './ports.ts';

/* A data key wrapped by a key made from a passphrase: scrypt (RFC 7914), then AES-256-GCM. */

/** Work factor of scrypt: N = 2^17, r = 8, p = 1 takes 128 MB and about half a second. */
export interface KeyCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
export const KEY_COST: KeyCost = { N: 131_072, r: 8, p: 1 };

/** The work of one guess, in the unit of scrypt's own: N r p. */
export const workOf = ({ N, r, p }: KeyCost): number => N * r * p;

export const DATA_KEY_BYTES = 32;
export const SALT_BYTES = 32;
export const NONCE_BYTES = 12;

/** As it stands in the key file: bytes in base64. */
export interface WrappedKey {
  readonly derivation: {
    readonly kind: 'scrypt';
    readonly N: number;
    readonly r: number;
    readonly p: number;
    readonly salt: string;
  };
  readonly wrap: { readonly kind: 'aes-256-gcm'; readonly nonce: string; readonly key: string; readonly tag: string };
}

/** What the wrapped key is bound to besides: none of it can be changed without the unwrapping failing. */
export type BoundTo = (derivation: WrappedKey['derivation']) => Buffer;

/** The key that wraps. The passphrase is normalised, so that å typed on any keyboard is the same å. */
function wrappingKey(passphrase: string, salt: Uint8Array, { N, r, p }: KeyCost): Buffer {
  const typed = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  try {
    return scryptSync(typed, salt, DATA_KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
  } finally {
    typed.fill(0);
  }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export function wrapKey(
  dataKey: Uint8Array,
  passphrase: string,
  boundTo: BoundTo,
  ports: ProjectPorts,
  cost: KeyCost,
): WrappedKey {
  const salt = ports.randomBytes(SALT_BYTES);
  const nonce = ports.randomBytes(NONCE_BYTES);
  const derivation = { kind: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt: text(salt) } as const;
  const wrapping = wrappingKey(passphrase, salt, cost);
  try {
    const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(boundTo(derivation));
    const key = Buffer.concat([cipher.update(dataKey), cipher.final()]);
    return {
      derivation,
      wrap: { kind: 'aes-256-gcm', nonce: text(nonce), key: text(key), tag: text(cipher.getAuthTag()) },
    };
  } finally {
    wrapping.fill(0);
  }
}

/** The data key, or undefined when the passphrase is not the one; the caller overwrites it with zeros after use. */
export function unwrapKey({ derivation, wrap }: WrappedKey, passphrase: string, boundTo: BoundTo): Buffer | undefined {
  const wrapping = wrappingKey(passphrase, Buffer.from(derivation.salt, 'base64'), derivation);
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(wrap.nonce, 'base64'))
      .setAAD(boundTo(derivation))
      .setAuthTag(Buffer.from(wrap.tag, 'base64'));
    const dataKey = decipher.update(Buffer.from(wrap.key, 'base64'));
    try {
      decipher.final();
      return dataKey;
    } catch {
      dataKey.fill(0);
      return undefined;
    }
  } finally {
    wrapping.fill(0);
  }
}
