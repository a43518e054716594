import { describe, expect, it } from 'vitest';
import { ORIGIN, SWITCHES, webPreferences } from '../../electron/main/security.ts';
import { lockedSession } from '../support/lockedSession.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

describe('30. one instance, and nothing that calls home', () => {
  const main = sourcesOf('electron/main').find(({ name }) => name.endsWith('main/index.ts'))?.content ?? '';

  it('is a single instance', () => {
    expect(main).toContain('if (app.requestSingleInstanceLock())');
    expect(main).toContain("app.on('second-instance'");
  });

  it('registers no protocol outside itself', () => {
    expect(
      filesWith(sourcesOf('electron'), /setAsDefaultProtocolClient|registerHttpProtocol|registerFileProtocol/u),
    ).toEqual([]);
    expect(ORIGIN.startsWith('app://')).toBe(true);
  });

  it('reports no crash and updates nothing by itself', () => {
    expect(
      filesWith(
        sourcesOf('electron'),
        /crashReporter|autoUpdater|electron-updater|from 'node:https?'|\bnet\.fetch|from 'node:net'/u,
      ),
    ).toEqual([]);
  });

  it('checks no spelling, since that fetches dictionaries', () => {
    expect(webPreferences('x').spellcheck).toBe(false);
    expect(lockedSession().spellChecking).toEqual([false]);
  });

  it('switches the background network of Chromium off', () => {
    const names = SWITCHES.map(([name]) => name);
    expect(names).toContain('disable-background-networking');
    expect(names).toContain('disable-component-update');
    expect(main).toContain('for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);');
  });
});
