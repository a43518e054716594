import { decodeFrame } from '../framing.ts';

/*
 * Stands in for `require('electron')` around the production preload when the window is shown in an ordinary browser: calls
 * go to the preview's own server, events come from it. Everything is relative to the page, whose path holds the token.
 */

type Listener = (event: object, ...payload: unknown[]) => void;

const listeners = new Map<string, Set<Listener>>();

const ipcRenderer = {
  invoke: async (channel: string, method: unknown, input: unknown): Promise<unknown> => {
    const answer = await fetch('request', {
      method: 'POST',
      body: JSON.stringify([channel, method, input]),
      headers: { 'content-type': 'application/json' },
    });
    if (!answer.ok) throw new Error('the preview has ended');
    return decodeFrame(await answer.arrayBuffer());
  },
  on: (channel: string, listener: Listener): void => {
    const own = listeners.get(channel) ?? new Set();
    listeners.set(channel, own.add(listener));
  },
  removeListener: (channel: string, listener: Listener): void => {
    listeners.get(channel)?.delete(listener);
  },
};

const contextBridge = {
  exposeInMainWorld: (name: string, api: object): void => {
    Object.defineProperty(globalThis, name, { value: Object.freeze(api), enumerable: true });
  },
};

/** An ordinary browser tells no paths, so nothing can be dropped here. */
const webUtils = { getPathForFile: (): string => '' };

// As long as this stream is open the page is; the server ends when it has been closed for a while.
const stream = new EventSource('events');
stream.addEventListener('message', (message: MessageEvent<string>) => {
  const [channel, name, payload] = JSON.parse(message.data) as [string, unknown, unknown];
  for (const listener of listeners.get(channel) ?? []) listener({}, name, payload);
});

export function requireElectron(name: string): object {
  if (name !== 'electron') throw new Error(`the preload may only require electron, not ${name}`);
  return { ipcRenderer, contextBridge, webUtils };
}
