import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../../shared/ipc/methods.ts';
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
} {
  const exposed = new Map<string, Bridge>();
  const required: string[] = [];
  const asked: unknown[][] = [];
  const listeners = new Set<(...given: unknown[]) => void>();
  const electron = {
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
  runInNewContext(bundle, { require, module: { exports: {} }, exports: {} });
  return { exposed, required, asked, listeners };
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
