import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { DROP_CHANNEL, EVENT_CHANNEL, REQUEST_CHANNEL } from '../../shared/ipc/methods.ts';
import { builtFile } from '../support/sources.ts';

interface Bridge {
  request(method: string, input: unknown): Promise<unknown>;
  listen(event: string, listener: (payload: unknown) => void): () => void;
}

const bundle = readFileSync(builtFile('preload', 'index.cjs'), 'utf8');

function runPreload(): {
  exposed: Map<string, Bridge>;
  required: string[];
  asked: unknown[][];
  listeners: Set<(...given: unknown[]) => void>;
  /** What the preload does when files are dropped on the page. */
  drop: (event: unknown) => void;
} {
  const exposed = new Map<string, Bridge>();
  const required: string[] = [];
  const asked: unknown[][] = [];
  const listeners = new Set<(...given: unknown[]) => void>();
  const dropListeners: ((event: unknown) => void)[] = [];
  const electron = {
    // As Electron does: a file of the system has a path, one that the page made has none.
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
    contextBridge: { exposeInMainWorld: (name: string, api: Bridge) => exposed.set(name, api) },
    ipcRenderer: {
      invoke: (...given: unknown[]) => {
        asked.push(given);
        return Promise.resolve('answer');
      },
      on: (channel: string, listener: () => void) => channel === EVENT_CHANNEL && listeners.add(listener),
      removeListener: (_channel: string, listener: () => void) => listeners.delete(listener),
    },
  };
  const require = (name: string): unknown => {
    required.push(name);
    return name === 'electron' ? electron : undefined;
  };
  const addEventListener = (event: string, listener: (event: unknown) => void): void => {
    if (event === 'drop') dropListeners.push(listener);
  };
  runInNewContext(bundle, { require, module: { exports: {} }, exports: {}, addEventListener });
  const drop = (event: unknown): void => {
    for (const listener of dropListeners) listener(event);
  };
  return { exposed, required, asked, listeners, drop };
}

describe('11. the preload is minimal', () => {
  it('requires only electron and is small', () => {
    expect(runPreload().required).toEqual(['electron']);
    expect(bundle.length).toBeLessThanOrEqual(2048);
    expect(bundle).not.toMatch(/\b(?:process|Buffer|eval|Function|__dirname|ipcRenderer\.send)\b/u);
  });

  it('shows two functions, frozen, under one name', () => {
    const { exposed } = runPreload();
    expect([...exposed.keys()]).toEqual(['sigill']);
    const bridge = exposed.get('sigill');
    expect(Object.keys(bridge ?? {}).sort()).toEqual(['listen', 'request']);
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  it('asks on one channel, and only for names that exist', async () => {
    const { exposed, asked } = runPreload();
    const bridge = exposed.get('sigill');
    expect(await bridge?.request('app.info', {})).toBe('answer');
    expect(await bridge?.request('fs.read', {})).toMatchObject({ ok: false });
    expect(await bridge?.request('toString', {})).toMatchObject({ ok: false });
    expect(asked).toEqual([[REQUEST_CHANNEL, 'app.info', {}]]);
  });

  it('tells main the paths of dropped files, and nothing that the page made up', () => {
    const { asked, drop, exposed } = runPreload();
    const dropped = (isTrusted: boolean, files: readonly { readonly path?: string }[]): void => {
      drop({ isTrusted, dataTransfer: { files } });
    };
    dropped(false, [{ path: '/etc/passwd' }]);
    dropped(true, [{}]);
    drop({ isTrusted: true, dataTransfer: null });
    expect(asked).toEqual([]);
    dropped(true, [{ path: '/data/person.csv' }, {}, { path: '/data/hushall.csv' }]);
    expect(asked).toEqual([[DROP_CHANNEL, ['/data/person.csv', '/data/hushall.csv']]]);
    expect(JSON.stringify([...exposed.values()])).not.toContain('person.csv');
  });

  it('gives the payload and never the event, and stops when asked to', () => {
    const { exposed, listeners } = runPreload();
    const heard: unknown[][] = [];
    const stop = exposed.get('sigill')?.listen('job.progress', (...given: unknown[]) => heard.push(given));
    for (const listener of listeners) {
      listener({ sender: 'secret' }, 'job.progress', { done: 1 });
      listener({ sender: 'secret' }, 'job.ended', { done: 2 });
    }
    stop?.();
    expect(heard).toEqual([[{ done: 1 }]]);
    expect(listeners.size).toBe(0);
    exposed.get('sigill')?.listen('other', () => undefined);
    expect(listeners.size).toBe(0);
  });
});
