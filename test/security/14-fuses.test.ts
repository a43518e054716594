import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUSES } from '../../build/electron-builder.ts';
import { packedApplication } from '../support/packed.ts';

describe('14. fuses', () => {
  let packed: Awaited<ReturnType<typeof packedApplication>>;
  beforeAll(async () => {
    packed = await packedApplication();
  });
  afterAll(() => {
    packed.remove();
  });

  it('are declared as they have to be', () => {
    expect(FUSES).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('stand in the packed program as declared', async () => {
    const wire = await getCurrentFuseWire(path.join(packed.folder, 'sigill-window'));
    const read = Object.keys(FUSES).map((name) => {
      const fuse = FuseV1Options[`${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options];
      return [name, wire[fuse] === FuseState.ENABLE];
    });
    expect(Object.fromEntries(read)).toEqual(FUSES);
  });
});
