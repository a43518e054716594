import { describe, expect, it } from 'vitest';
import { webPreferences } from '../../electron/main/security.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

// Electron 2, 3, 4 (and 5, 6, 8, 9, 10 as far as they are preferences).

describe('3. the window has no powers of its own', () => {
  it('sets every preference that counts', () => {
    expect(webPreferences('/preload.cjs')).toEqual({
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: false,
      disableBlinkFeatures: 'Auxclick',
      v8CacheOptions: 'none',
    });
  });

  it('opens windows in one place, with those preferences', () => {
    const electron = sourcesOf('electron');
    expect(filesWith(electron, /new (?:BrowserWindow|BaseWindow|BrowserView|WebContentsView)\(/u)).toEqual([
      'electron/main/index.ts',
    ]);
    const main = electron.find(({ name }) => name === 'electron/main/index.ts')?.content ?? '';
    expect(main.match(/new BrowserWindow\(/gu)).toHaveLength(1);
    expect(main.match(/webPreferences:/gu)).toHaveLength(1);
    expect(main).toContain("webPreferences: webPreferences(built('preload', 'index.cjs'))");
  });

  it('puts every process in the sandbox before Electron is ready', () => {
    const main = sourcesOf('electron/main').find(({ name }) => name.endsWith('/index.ts'))?.content ?? '';
    const sandboxed = main.indexOf('app.enableSandbox()');
    expect(sandboxed).toBeGreaterThan(0);
    expect(sandboxed).toBeLessThan(main.indexOf('void start()'));
  });
});
