import { describe, expect, it } from 'vitest';
import { protectsScreen } from '../../electron/main/security.ts';
import { sourcesOf } from '../support/sources.ts';

describe('18. screen capture', () => {
  it.each([
    ['a machine of its own', 'auto', { platform: 'win32', session: 'Console' }, true],
    ['a remote desktop, which it can turn black', 'auto', { platform: 'win32', session: 'RDP-Tcp#12' }, false],
    ['a Citrix session', 'auto', { platform: 'win32', session: 'ICA-tcp#3' }, false],
    ['macOS', 'auto', { platform: 'darwin', session: undefined }, true],
    ['a remote desktop, when the user wants it', 'on', { platform: 'win32', session: 'RDP-Tcp#12' }, true],
    ['a machine of its own, when the user does not', 'off', { platform: 'win32', session: 'Console' }, false],
  ] as const)('on %s', (_where, setting, place, expected) => {
    expect(protectsScreen(setting, place)).toBe(expected);
  });

  it('is set on the window by that rule', () => {
    const main = sourcesOf('electron/main').find(({ name }) => name.endsWith('main/index.ts'))?.content ?? '';
    expect(main.replaceAll(/\s+/gu, ' ')).toMatch(/window\.setContentProtection\( ?protectsScreen\(/u);
  });
});
