import { existsSync, readFileSync, statSync } from 'node:fs';
import { hkdfSync } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { DataError, UserError } from '../../../../shared/errors/errors.ts';
import { type PersonCard, publicKey } from '../../../../shared/schemas/organisation.ts';
import { writeWholeNow } from '../../files/writeWhole.ts';
import { checkPassphrase } from '../../project/keyHolders.ts';
import { type KeyCost, KEY_COST, unwrapKey, type WrappedKey, wrapKey } from '../../project/keyWrap.ts';
import type { ProjectPorts } from '../../project/ports.ts';
import { wrappedKeySchema } from '../../project/wrappedKeySchema.ts';
import { packagedJson } from '../seal.ts';
import { publicKeyOf } from '../signing.ts';
import { sealingKeyOf } from './sealedBox.ts';
import { signDocument } from './signed.ts';

/*
 * A person's own key: NAME.personnyckel holds a random seed wrapped by the person's passphrase, as the key file of a project
 * does (ADR 5); the key that signs and the key that opens what is sealed to the person are both made from it.
 */

const keyFileSchema = z.strictObject({
  format: z.literal('sigill-person-key'),
  version: z.literal(1),
  name: z.string().min(1).max(80),
  signingKey: publicKey,
  sealingKey: publicKey,
  ...wrappedKeySchema,
});
type KeyFile = z.infer<typeof keyFileSchema>;

export const CARD_ENDING = '.personkort';

/** The two secrets of a person; both are overwritten with zeros after use. */
export interface PersonSecrets {
  readonly name: string;
  readonly signingKey: string;
  /** Ed25519, 32 bytes. */
  readonly signing: Uint8Array;
  /** X25519, 32 bytes. */
  readonly sealing: Uint8Array;
}

const derived = (seed: Uint8Array, what: string): Buffer =>
  Buffer.from(hkdfSync('sha256', seed, Buffer.alloc(0), `sigill-person-1 ${what}`, 32));

function secretsOf(name: string, seed: Uint8Array): PersonSecrets {
  const signing = derived(seed, 'Ed25519');
  return { name, signing, sealing: derived(seed, 'X25519'), signingKey: publicKeyOf(signing) };
}

function wipe({ signing, sealing }: PersonSecrets): void {
  signing.fill(0);
  sealing.fill(0);
}

const boundTo =
  ({ name, signingKey, sealingKey }: Pick<KeyFile, 'name' | 'signingKey' | 'sealingKey'>) =>
  ({ N, r, p, salt }: WrappedKey['derivation']): Buffer =>
    Buffer.from(JSON.stringify(['sigill-person-key', 1, name, signingKey, sealingKey, N, r, p, salt]));

export interface NewPersonKey {
  readonly file: string;
  readonly card: string;
  readonly signingKey: string;
}

/** Makes a key for a person: the key file, and beside it the card with the public halves for the administrator. */
export function makePersonKey(
  file: string,
  name: string,
  passphrase: string,
  ports: ProjectPorts,
  cost: KeyCost = KEY_COST,
): NewPersonKey {
  checkPassphrase(passphrase);
  const card = `${file.replace(/\.personnyckel$/u, '')}${CARD_ENDING}`;
  for (const taken of [file, card])
    if (existsSync(taken)) throw new UserError('input', 'persons.fileExists', { file: path.basename(taken) });
  const seed = ports.randomBytes(32);
  const secrets = secretsOf(name, seed);
  try {
    const publicKeys = { name, signingKey: secrets.signingKey, sealingKey: sealingKeyOf(secrets.sealing) };
    const wrapped = wrapKey(seed, passphrase, boundTo(publicKeys), ports, cost);
    const content = keyFileSchema.parse({ format: 'sigill-person-key', version: 1, ...publicKeys, ...wrapped });
    const document = { version: 1, kind: 'sigill-person', ...publicKeys } as const;
    writeWholeNow(file, `${JSON.stringify(content, undefined, 2)}\n`);
    writeWholeNow(card, packagedJson(signDocument<PersonCard>(document, secrets.signing)).toString('utf8'), 0o644);
    return { file, card, signingKey: secrets.signingKey };
  } finally {
    wipe(secrets);
    seed.fill(0);
  }
}

function readKeyFile(file: string): KeyFile {
  const name = path.basename(file);
  if (!existsSync(file) || !statSync(file).isFile()) throw new DataError({ file: name }, 'persons.keyMissing');
  try {
    if (statSync(file).size > 65_536) throw new RangeError('too long');
    return keyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new DataError({ file: name }, 'persons.keyDamaged');
  }
}

/** Lends a person's keys to `use` and wipes them afterwards. Wrong passphrase: UserError 'persons.wrongPassphrase'. */
export async function withPersonKey<T>(
  file: string,
  passphrase: string,
  use: (secrets: PersonSecrets) => T | Promise<T>,
): Promise<T> {
  const content = readKeyFile(file);
  const seed = unwrapKey(content, passphrase, boundTo(content));
  if (seed === undefined) throw new UserError('input', 'persons.wrongPassphrase', { file: path.basename(file) });
  const secrets = secretsOf(content.name, seed);
  try {
    return await use(secrets);
  } finally {
    wipe(secrets);
    seed.fill(0);
  }
}
