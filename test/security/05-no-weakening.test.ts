import { describe, expect, it } from 'vitest';
import { SWITCHES } from '../../electron/main/security.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

// Electron 6, 8, 9, 10: nothing switches a protection off, in a preference or on the command line.
const WEAKENING =
  /disable-web-security|allow-running-insecure-content|ignore-certificate-errors|remote-debugging|no-sandbox|disable-site-isolation|enableBlinkFeatures|webSecurity: false|setCertificateVerifyProc|certificate-error|bypassCSP|allowFileAccess/u;

describe('5. nothing weakens the browser', () => {
  it('uses none of the switches and preferences that do', () => {
    expect(filesWith(sourcesOf('electron', 'shared', 'renderer'), WEAKENING)).toEqual([]);
    expect(WEAKENING.test("app.commandLine.appendSwitch('disable-web-security')")).toBe(true);
  });

  it('sets switches in one place, from one list', () => {
    expect(filesWith(sourcesOf('electron'), /appendSwitch|appendArgument/u)).toEqual(['electron/main/index.ts']);
    expect(SWITCHES.map(([name]) => name)).toEqual([
      'disable-background-networking',
      'disable-component-update',
      'disable-domain-reliability',
      'dns-over-https-mode',
      'no-pings',
      'proxy-server',
    ]);
  });
});
