import { describe, expect, it } from 'vitest';
import { registerIpc, type RequestPort, type Sender } from '../../electron/main/ipc/registerIpc.ts';
import { ORIGIN } from '../../electron/main/security.ts';
import { REQUEST_CHANNEL } from '../../shared/ipc/methods.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

// Electron 17.

function calledBy(senderFrame: Sender['senderFrame']): unknown {
  let listener: Parameters<RequestPort['handle']>[1] | undefined;
  let channel = '';
  const port: RequestPort = {
    handle: (name, given) => {
      channel = name;
      listener = given;
    },
  };
  registerIpc(port, { dispatch: () => Promise.resolve({ ok: true, data: 'answered' }) }, ORIGIN);
  expect(channel).toBe(REQUEST_CHANNEL);
  return listener?.({ senderFrame }, 'app.info', {});
}

describe('10. only our own top frame is answered', () => {
  it('answers it', async () => {
    expect(await calledBy({ url: `${ORIGIN}/index.html#/areas`, parent: null })).toEqual({
      ok: true,
      data: 'answered',
    });
  });

  it.each([
    ['a frame that is gone', null],
    ['a frame inside another', { url: `${ORIGIN}/`, parent: {} }],
    ['another host', { url: 'app://evil/', parent: null }],
    ['a host that begins like ours', { url: 'app://sigill.evil/', parent: null }],
    ['our host as a user name', { url: 'app://sigill@evil/', parent: null }],
    ['a user name before our host', { url: 'app://user@sigill/', parent: null }],
    ['another scheme', { url: 'https://sigill/', parent: null }],
    ['a file', { url: 'file:///sigill/index.html', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['no address', { url: '', parent: null }],
  ])('refuses %s', async (_who, frame) => {
    expect(await calledBy(frame)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('has no second way in', () => {
    const ways = /ipcMain\.(?!handle\b)\w+|ipcMain\.(?:handle|on)\(|MessageChannelMain|postMessage\(.*window/u;
    expect(filesWith(sourcesOf('electron/main'), ways)).toEqual([]);
  });
});
