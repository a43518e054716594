import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { writeWholeNow } from '../files/writeWhole.ts';
import type { BoundTo, WrappedKey } from './keyWrap.ts';
import { base64, wrappedKeySchema } from './wrappedKeySchema.ts';

/*
 * A project is two files that belong together: NAME.sigill, encrypted throughout with a random data key, and
 * NAME.sigill-key, that data key wrapped once for every key holder. See docs/adr/0005-key-file.md.
 */

/** Every holder costs a derivation when a wrong passphrase is tried. */
export const MOST_HOLDERS = 8;

/** First bytes of the project file, which stay the same for its life: tells which file the key belongs to. */
const project = base64(16);

/** The first form: one holder without a name. It is read, and written in the present form at the next change. */
const firstForm = z.strictObject({
  format: z.literal('sigill-key'),
  version: z.literal(1),
  project,
  ...wrappedKeySchema,
});

const presentForm = z.strictObject({
  format: z.literal('sigill-key'),
  version: z.literal(2),
  project,
  holders: z
    .array(z.strictObject({ name: z.string().min(1).max(60), ...wrappedKeySchema }))
    .min(1)
    .max(MOST_HOLDERS),
});

/** A person, or a safe, with a passphrase of their own to the one data key. */
export interface HolderKey extends WrappedKey {
  /** '' in a key file of the first form. */
  readonly name: string;
}

export interface KeyFile {
  readonly version: 1 | 2;
  readonly project: string;
  readonly holders: readonly HolderKey[];
}

export const keyFileOf = (file: string): string => `${file}-key`;

/** What a holder's wrapped key is bound to: the project, the holder's name, the work factor and the salt. */
export const boundTo =
  (of: Pick<KeyFile, 'version' | 'project'>, name: string): BoundTo =>
  ({ N, r, p, salt }) => {
    const head = ['sigill-key', of.version, of.project];
    return Buffer.from(JSON.stringify([...head, ...(of.version === 1 ? [] : [name]), N, r, p, salt]));
  };

/** Writes the key file of a project in the present form, in place of the one before, whole or not at all. */
export function writeKeyFile(file: string, content: Omit<KeyFile, 'version'>): void {
  const { project: belongsTo, holders } = content;
  const form: z.infer<typeof presentForm> = {
    format: 'sigill-key',
    version: 2,
    project: belongsTo,
    holders: holders.map(({ name, derivation, wrap }) => ({ name, derivation, wrap })),
  };
  writeWholeNow(keyFileOf(file), `${JSON.stringify(presentForm.parse(form), undefined, 2)}\n`);
}

/** Throws when the key file is missing, damaged, newer than this program, or not that of a project with this identity. */
export function readKeyFile(file: string, identity: Uint8Array): KeyFile {
  const keyFile = keyFileOf(file);
  const name = path.basename(keyFile);
  if (!existsSync(keyFile)) throw new UserError('input', 'project.keyFileMissing', { keyFile: name });
  if (statSync(keyFile).size > 65_536) throw new DataError({ file: name }, 'project.keyFileDamaged');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(keyFile, 'utf8'));
  } catch {
    throw new DataError({ file: name }, 'project.keyFileDamaged');
  }
  const version = z.looseObject({ format: z.literal('sigill-key'), version: z.int() }).safeParse(content);
  if (version.success && version.data.version > 2) throw new DataError({ file: name }, 'project.keyFileNewer');
  const parsed = z.union([presentForm, firstForm]).safeParse(content);
  if (!parsed.success) throw new DataError({ file: name }, 'project.keyFileDamaged');
  const { data } = parsed;
  if (!Buffer.from(data.project, 'base64').equals(identity))
    throw new UserError('input', 'project.keyFileForeign', { file: path.basename(file), keyFile: name });
  return data.version === 2
    ? data
    : { version: 1, project: data.project, holders: [{ name: '', derivation: data.derivation, wrap: data.wrap }] };
}
