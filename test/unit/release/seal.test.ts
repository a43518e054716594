import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSeal, sealManifest } from '../../../electron/engine/release/seal.ts';
import { fingerprint, isSignedBy, publicKeyOf, signMessage } from '../../../electron/engine/release/signing.ts';

const secret = Buffer.alloc(32, 7);
const manifest = Buffer.from('{"version":1}\n');

describe('Ed25519', () => {
  // RFC 8032, section 7.1, test 2.
  const known = {
    secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  };

  it('gives the published key and signature', () => {
    const bytes = Buffer.from(known.secret, 'hex');
    expect(publicKeyOf(bytes)).toBe(known.publicKey);
    expect(signMessage(bytes, Buffer.from(known.message, 'hex'))).toBe(known.signature);
    expect(isSignedBy(known.publicKey, Buffer.from(known.message, 'hex'), known.signature)).toBe(true);
  });

  it('says no, without an exception, to whatever is not a signature', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), fc.string(), (key, message, signature) => {
        expect(isSignedBy(key, message, signature)).toBe(false);
      }),
    );
  });

  it('shows a key as four groups of four', () => {
    expect(fingerprint(known.publicKey)).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/u);
  });
});

describe('the seal over a manifest', () => {
  it('holds, and is the same at every run', () => {
    const seal = sealManifest(manifest, secret);
    expect(checkSeal(manifest, seal)).toEqual({ ok: true, publicKey: publicKeyOf(secret) });
    expect(sealManifest(manifest, secret)).toEqual(seal);
  });

  it('names the manifest when any bit of the manifest was changed', () => {
    const seal = sealManifest(manifest, secret);
    for (let bit = 0; bit < manifest.length * 8; bit += 1) {
      const changed = Buffer.from(manifest);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(checkSeal(changed, seal)).toEqual({ ok: false, changed: 'manifest.json' });
    }
  });

  it('names the seal when any bit of the seal was changed', () => {
    const seal = sealManifest(manifest, secret);
    for (let bit = 0; bit < seal.length * 8; bit += 1) {
      const changed = Buffer.from(seal);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(checkSeal(manifest, changed)).toEqual({ ok: false, changed: 'sigill.json' });
    }
  });

  it('is not fooled by a seal made with another key over another manifest', () => {
    const other = sealManifest(Buffer.from('{"version":2}\n'), Buffer.alloc(32, 8));
    expect(checkSeal(manifest, other)).toEqual({ ok: false, changed: 'manifest.json' });
  });
});
