import { z } from 'zod';
import { DATA_KEY_BYTES, NONCE_BYTES, SALT_BYTES } from './keyWrap.ts';

/** So many bytes in base64. */
export const base64 = (bytes: number): z.ZodString =>
  z
    .string()
    .length(4 * Math.ceil(bytes / 3))
    .regex(/^[A-Za-z0-9+/]+=*$/u);

/** A key wrapped by a passphrase, as it stands in the key file of a project or of a person. */
export const wrappedKeySchema = {
  derivation: z.strictObject({
    kind: z.literal('scrypt'),
    // Bounded, so that a planted file cannot ask for all memory.
    N: z.int().min(1024).max(1_048_576),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
    salt: base64(SALT_BYTES),
  }),
  wrap: z.strictObject({
    kind: z.literal('aes-256-gcm'),
    nonce: base64(NONCE_BYTES),
    key: base64(DATA_KEY_BYTES),
    tag: base64(16),
  }),
};
