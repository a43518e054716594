import { contextBridge, ipcRenderer } from 'electron';
import type { SigillApi } from '../../shared/ipc/api.ts';
import { EVENT_CHANNEL, EVENTS, METHODS, REQUEST_CHANNEL } from '../../shared/ipc/methods.ts';

/** The bridge: two functions, frozen. Main checks every call again; this only keeps unknown names out early. */
const api: SigillApi = Object.freeze<SigillApi>({
  request: async (method, input) =>
    METHODS.includes(method)
      ? await ipcRenderer.invoke(REQUEST_CHANNEL, method, input)
      : { ok: false, error: { code: 'BAD_INPUT', key: 'error.unknownMethod' } },
  listen: (event, listener) => {
    if (!EVENTS.includes(event)) return () => undefined;
    const forward = (_sender: unknown, name: unknown, payload: unknown): void => {
      if (name === event) listener(payload as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, forward);
    };
  },
});

contextBridge.exposeInMainWorld('sigill', api);
