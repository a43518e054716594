import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { SigillApi } from '../../shared/ipc/api.ts';
import { DROP_CHANNEL, EVENT_CHANNEL, EVENTS, METHODS, REQUEST_CHANNEL } from '../../shared/ipc/methods.ts';

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

/** The part of a drop that is read here; this world has no types of the page. */
interface Drop {
  readonly isTrusted: boolean;
  readonly dataTransfer: { readonly files: ArrayLike<Parameters<typeof webUtils.getPathForFile>[0]> } | null;
}
interface Page {
  addEventListener(event: 'drop', listener: (drop: Drop) => void, capture: true): void;
}

// Files that the person drops go past the page: it is shown no path, and a drop that the page made up has none to give.
(globalThis as unknown as Page).addEventListener(
  'drop',
  ({ isTrusted, dataTransfer }) => {
    if (!isTrusted || dataTransfer === null) return;
    const paths = Array.from(dataTransfer.files, (file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    if (paths.length > 0) void ipcRenderer.invoke(DROP_CHANNEL, paths);
  },
  true,
);
