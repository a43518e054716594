import { DROP_CHANNEL, REQUEST_CHANNEL } from '../../../shared/ipc/methods.ts';
import { err } from '../../../shared/ipc/result.ts';
import type { Router } from './router.ts';

/** Who asks: the frame that a call came from, as Electron tells it. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** The part of Electron's ipcMain that is used, so that the tests and the preview can stand in for it. */
export interface RequestPort {
  handle(channel: string, listener: (event: Sender, ...input: unknown[]) => unknown): void;
}

/** True when the call comes from the top frame of a page of ours, and nothing else. */
export function isOwnSender({ senderFrame }: Sender, origin: string): boolean {
  if (senderFrame === null || senderFrame.parent !== null || !URL.canParse(senderFrame.url)) return false;
  const from = new URL(senderFrame.url);
  const own = new URL(origin);
  return from.protocol === own.protocol && from.host === own.host && from.username === '' && from.password === '';
}

/** Told of the paths of files that the person dropped on the window. */
export type Dropped = (paths: readonly unknown[]) => void;

/**
 * Puts the router behind the one request channel, and `dropped`, where files can be dropped, behind the one that only the
 * preload writes to: the page has no function that reaches it.
 */
export function registerIpc(port: RequestPort, router: Router, origin: string, dropped?: Dropped): void {
  port.handle(REQUEST_CHANNEL, async (event, method, input) =>
    isOwnSender(event, origin) ? await router.dispatch(method, input) : err('FORBIDDEN', 'error.forbiddenSender'),
  );
  if (dropped === undefined) return;
  port.handle(DROP_CHANNEL, (event, paths) => {
    if (isOwnSender(event, origin) && Array.isArray(paths)) dropped(paths as readonly unknown[]);
  });
}
