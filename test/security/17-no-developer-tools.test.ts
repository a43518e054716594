import { describe, expect, it } from 'vitest';
import { isForbiddenKey, menuTemplate, webPreferences } from '../../electron/main/security.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

const rolesOf = (platform: NodeJS.Platform): string[] =>
  menuTemplate(platform).flatMap(({ submenu }) =>
    Array.isArray(submenu) ? submenu.flatMap(({ role }) => (role === undefined ? [] : [role])) : [],
  );

describe('17. no developer tools, reload, source or print', () => {
  it('has none in the preferences and opens none', () => {
    expect(webPreferences('x').devTools).toBe(false);
    expect(
      filesWith(
        sourcesOf('electron'),
        /openDevTools|toggleDevTools|reloadIgnoringCache|view-source|webContents\.print/u,
      ),
    ).toEqual([]);
  });

  it.each(['linux', 'win32', 'darwin'] as const)('has none in the menu on %s', (platform) => {
    const allowed = new Set([
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'resetZoom',
      'zoomIn',
      'zoomOut',
      'togglefullscreen',
      'quit',
      'close',
      'hide',
    ]);
    const roles = rolesOf(platform);
    expect(roles.length).toBeGreaterThan(8);
    expect(roles.filter((role) => !allowed.has(role))).toEqual([]);
  });

  it.each([
    { key: 'F12' },
    { key: 'F5' },
    { key: 'I', control: true, shift: true },
    { key: 'i', meta: true, alt: true },
    { key: 'r', control: true },
    { key: 'R', control: true, shift: true },
    { key: 'u', control: true },
    { key: 'p', meta: true },
    { key: 'J', control: true, shift: true },
  ])('stops $key', (press) => {
    expect(isForbiddenKey(press)).toBe(true);
  });

  it.each([
    { key: 'k', control: true },
    { key: 'c', control: true },
    { key: 'z', meta: true },
    { key: 'r' },
    { key: 'Tab' },
  ])('lets $key through', (press) => {
    expect(isForbiddenKey(press)).toBe(false);
  });
});
