import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { writeWhole } from './atomicFile.ts';
import type { ProjectPorts } from './ports.ts';

/*
 * A project is two files that belong together: NAME.sigill, encrypted throughout with a random data key, and
 * NAME.sigill-key, that data key wrapped with a key made from the passphrase. See docs/adr/0005-key-file.md.
 */

/** Work factor of scrypt (RFC 7914): N = 2^17, r = 8, p = 1 takes 128 MB and about a second. */
export interface KeyCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
export const KEY_COST: KeyCost = { N: 131_072, r: 8, p: 1 };

const DATA_KEY_BYTES = 32;
const SALT_BYTES = 32;
const NONCE_BYTES = 12;

const base64 = (bytes: number): z.ZodString =>
  z
    .string()
    .length(4 * Math.ceil(bytes / 3))
    .regex(/^[A-Za-z0-9+/]+=*$/u);

const keyFileSchema = z.strictObject({
  format: z.literal('sigill-key'),
  version: z.literal(1),
  /** First bytes of the project file, which stay the same for its life: tells which file the key belongs to. */
  project: base64(16),
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
});
type KeyFile = z.infer<typeof keyFileSchema>;

export const keyFileOf = (project: string): string => `${project}-key`;

/** What the wrapped key is bound to: none of it can be changed without the unwrapping failing. */
const boundTo = (content: Pick<KeyFile, 'format' | 'version' | 'project' | 'derivation'>): Buffer => {
  const { N, r, p, salt } = content.derivation;
  return Buffer.from(JSON.stringify([content.format, content.version, content.project, N, r, p, salt]));
};

/** The key that wraps. The passphrase is normalised, so that å typed on any keyboard is the same å. */
function wrappingKey(passphrase: string, salt: Uint8Array, { N, r, p }: KeyCost): Buffer {
  const typed = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  try {
    return scryptSync(typed, salt, DATA_KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
  } finally {
    typed.fill(0);
  }
}

/** Writes the key file of a project, in place of the one before, whole or not at all. */
export function writeKeyFile(
  project: string,
  identity: Uint8Array,
  dataKey: Uint8Array,
  passphrase: string,
  ports: ProjectPorts,
  cost: KeyCost = KEY_COST,
): void {
  const salt = ports.randomBytes(SALT_BYTES);
  const nonce = ports.randomBytes(NONCE_BYTES);
  const head = {
    format: 'sigill-key',
    version: 1,
    project: Buffer.from(identity).toString('base64'),
    derivation: { kind: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt: Buffer.from(salt).toString('base64') },
  } as const;
  const wrapping = wrappingKey(passphrase, salt, cost);
  try {
    const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(boundTo(head));
    const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()]);
    const content: KeyFile = {
      ...head,
      wrap: {
        kind: 'aes-256-gcm',
        nonce: Buffer.from(nonce).toString('base64'),
        key: wrapped.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
      },
    };
    writeWhole(keyFileOf(project), `${JSON.stringify(content, undefined, 2)}\n`);
  } finally {
    wrapping.fill(0);
  }
}

function readKeyFile(project: string): KeyFile {
  const file = keyFileOf(project);
  const name = path.basename(file);
  if (!existsSync(file)) throw new UserError('input', 'project.keyFileMissing', { keyFile: name });
  if (statSync(file).size > 65_536) throw new DataError({ file: name }, 'project.keyFileDamaged');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new DataError({ file: name }, 'project.keyFileDamaged');
  }
  const version = z.looseObject({ format: z.literal('sigill-key'), version: z.int() }).safeParse(content);
  if (version.success && version.data.version > 1) throw new DataError({ file: name }, 'project.keyFileNewer');
  const parsed = keyFileSchema.safeParse(content);
  if (!parsed.success) throw new DataError({ file: name }, 'project.keyFileDamaged');
  return parsed.data;
}

/**
 * The data key of a project; the caller overwrites it with zeros after use. `identity`: first bytes of the project
 * file. Throws when the passphrase is wrong, or the key file is missing, damaged or another project's.
 */
export function readDataKey(project: string, identity: Uint8Array, passphrase: string): Buffer {
  const content = readKeyFile(project);
  const file = path.basename(project);
  if (!Buffer.from(content.project, 'base64').equals(identity))
    throw new UserError('input', 'project.keyFileForeign', { file, keyFile: path.basename(keyFileOf(project)) });
  const { derivation, wrap } = content;
  const wrapping = wrappingKey(passphrase, Buffer.from(derivation.salt, 'base64'), derivation);
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(wrap.nonce, 'base64'))
      .setAAD(boundTo(content))
      .setAuthTag(Buffer.from(wrap.tag, 'base64'));
    const dataKey = decipher.update(Buffer.from(wrap.key, 'base64'));
    try {
      decipher.final();
    } catch {
      dataKey.fill(0);
      throw new UserError('input', 'project.wrongPassphrase', { file });
    }
    return dataKey;
  } finally {
    wrapping.fill(0);
  }
}
