import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCard } from '../../../../../../electron/engine/release/persons/organisation.ts';
import { makePersonKey, withPersonKey } from '../../../../../../electron/engine/release/persons/personKey.ts';
import { openSealed, sealingKeyOf, sealTo } from '../../../../../../electron/engine/release/persons/sealedBox.ts';
import { canonicalJson } from '../../../../../../electron/engine/release/persons/signed.ts';
import { PASSPHRASE, seededPorts, temporaryFolder, TEST_COST } from '../../../../../support/project.ts';

const folder = temporaryFolder();
const ports = seededPorts(7);
const file = path.join(folder.path, 'anna.personnyckel');
const made = makePersonKey(file, 'Anna', PASSPHRASE, ports, TEST_COST);
afterAll(() => {
  folder.remove();
});

describe('a personal key', () => {
  it('opens with its passphrase alone, and is wiped after use', async () => {
    await expect(withPersonKey(file, 'fel lösenfras här', () => 1)).rejects.toMatchObject({
      key: 'persons.wrongPassphrase',
    });
    const lent = await withPersonKey(file, PASSPHRASE, (secrets) => {
      expect(secrets.signingKey).toBe(made.signingKey);
      expect(secrets.signing.some((byte) => byte !== 0)).toBe(true);
      return secrets;
    });
    expect([...lent.signing, ...lent.sealing].every((byte) => byte === 0)).toBe(true);
  });

  it('is bound to its name and public halves', async () => {
    const changed = path.join(folder.path, 'ändrad.personnyckel');
    writeFileSync(changed, readFileSync(file, 'utf8').replace('"Anna"', '"Adam"'));
    await expect(withPersonKey(changed, PASSPHRASE, () => 1)).rejects.toMatchObject({ key: 'persons.wrongPassphrase' });
  });

  it('hands out a card that shows a change', () => {
    expect(readCard(made.card).document).toMatchObject({ name: 'Anna', signingKey: made.signingKey });
    const forged = path.join(folder.path, 'förfalskat.personkort');
    writeFileSync(forged, readFileSync(made.card, 'utf8').replace('"Anna"', '"Adam"'));
    expect(() => readCard(forged)).toThrow(expect.objectContaining({ key: 'persons.cardDamaged' }) as Error);
  });

  it('is never written over', () => {
    expect(() => makePersonKey(file, 'Anna', PASSPHRASE, ports, TEST_COST)).toThrow(
      expect.objectContaining({ key: 'persons.fileExists' }) as Error,
    );
  });
});

describe('a sealed box', () => {
  const secret = Buffer.alloc(32, 5);
  const box = sealTo(sealingKeyOf(secret), Buffer.from('granska detta'), (size) => ports.randomBytes(size));

  it('opens for its receiver alone', () => {
    expect(openSealed(box, secret)?.toString()).toBe('granska detta');
    expect(openSealed(box, Buffer.alloc(32, 6))).toBeUndefined();
  });

  it('opens for nobody when a byte was changed', () => {
    for (let at = 0; at < box.length; at += 1) {
      const changed = Buffer.from(box);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSealed(changed, secret), `byte ${String(at)}`).toBeUndefined();
    }
    expect(openSealed(box.subarray(0, 40), secret)).toBeUndefined();
  });

  it('has the public key of RFC 7748, 6.1 (Bob)', () => {
    const bob = Buffer.from('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb', 'hex');
    expect(sealingKeyOf(bob)).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'å' }], a: true, e: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"å","d":null}]}',
    );
  });
});
