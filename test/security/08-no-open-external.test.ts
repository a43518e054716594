import { describe, expect, it } from 'vitest';
import { filesWith, sourcesOf } from '../support/sources.ts';

// Electron 15: nothing that the window says can start another program.
const STARTS_PROGRAMS =
  /openExternal|openPath|from 'node:child_process'|require\('child_process'\)|\bshell\.(?:show|write|read|move|trash|beep)\w*\(/u;

describe('8. nothing is opened outside', () => {
  it('starts no program and opens no address from what is shipped', () => {
    const shipped = sourcesOf('electron/main', 'electron/preload', 'electron/engine', 'renderer', 'shared');
    expect(filesWith(shipped, STARTS_PROGRAMS)).toEqual([]);
    expect(STARTS_PROGRAMS.test('void shell.openExternal(url)')).toBe(true);
  });
});
