import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { INSTALLERS, packing } from '../../../build/electron-builder.ts';
import { packageOf } from '../../../build/supply/packagesInBundles.ts';
import { notices } from '../../../build/supply/notices.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
// What electron-builder itself asks before it packs; it lies in a package of its own.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { validateConfiguration } = builder('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(configuration: object, log: { isEnabled: boolean; add(): void }): Promise<void>;
};
const log = { isEnabled: false, add: () => undefined };

describe('what is packed', () => {
  it.each(['linux-x64', 'win32-x64', 'darwin-arm64'])(
    'is a configuration that electron-builder takes (%s)',
    async (target) => {
      await expect(
        validateConfiguration(packing({ target, output: 'release', terminalFolder: 'terminal' }), log),
      ).resolves.toBeUndefined();
    },
  );

  it('a wrong one is not taken', async () => {
    await expect(
      validateConfiguration({ ...packing({ target: 'linux-x64', output: 'x' }), nsis: 'no' }, log),
    ).rejects.toThrow('nsis');
  });

  it('has an installer for each system, for everyone on the machine, that fetches and starts nothing', () => {
    expect(INSTALLERS).toEqual({ linux: ['AppImage', 'deb'], win: ['nsis', 'zip'], mac: ['zip'] });
    const { nsis, publish, win, linux, mac } = packing({ target: 'win32-x64', output: 'release' });
    expect(nsis).toMatchObject({
      perMachine: true,
      oneClick: false,
      runAfterFinish: false,
      deleteAppDataOnUninstall: false,
    });
    expect(nsis?.installerLanguages).toEqual(['sv_SE', 'en_US']);
    expect(publish).toBeNull();
    for (const icon of [win?.icon, linux?.icon, mac?.icon])
      expect(existsSync(path.join(ROOT, 'build/resources', String(icon)))).toBe(true);
  });

  it('takes the native file of its own platform alone', () => {
    const files = packing({ target: 'win32-x64', output: 'release' }).files as string[];
    const left = files.filter((name) => name.includes('/prebuilds/'));
    expect(left).toHaveLength(7);
    expect(left.some((name) => name.includes('win32-x64'))).toBe(false);
    expect(() => packing({ target: 'win32-ia32', output: 'release' })).toThrow('win32-ia32');
  });

  it('has icons that are what their names say', () => {
    const icon = (name: string): Buffer => readFileSync(path.join(ROOT, 'build/resources', name));
    expect(icon('icon.png').subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(icon('icon.ico').readUInt16LE(2)).toBe(1);
    const apple = icon('icon.icns');
    expect([apple.subarray(0, 4).toString('latin1'), apple.readUInt32BE(4)]).toEqual(['icns', apple.length]);
  });
});

describe('work by others', () => {
  it('is found by where a module lies', () => {
    const version = (name: string): string =>
      (JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
        .version;
    expect(packageOf(path.join(ROOT, 'node_modules/zod/index.js?v=1'))).toBe(`zod@${version('zod')}`);
    expect(packageOf(path.join(ROOT, 'node_modules/@mantine/core/esm/a.mjs'))).toBe(
      `@mantine/core@${version('@mantine/core')}`,
    );
    expect(packageOf(path.join(ROOT, 'shared/product/version.ts'))).toBeNull();
    expect(packageOf('\0virtual')).toBeNull();
  });

  it('is named with its licence, each text once', () => {
    const text = notices([
      { name: 'a', version: '1.0.0', licence: 'MIT', text: 'Text one' },
      { name: 'b', version: '2.0.0', licence: 'MIT', text: 'Text one' },
      { name: 'c', version: '3.0.0', licence: 'ISC', text: null },
    ]);
    expect(text.split('Text one')).toHaveLength(2);
    expect(text).toContain('a 1.0.0 (MIT)\nb 2.0.0 (MIT)\n\nText one');
    expect(text).toContain('c 3.0.0 (ISC)\n\nThe package brings no text of its licence, which is ISC.');
  });
});
