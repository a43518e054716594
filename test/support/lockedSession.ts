import { lockSession, ORIGIN } from '../../electron/main/security.ts';

type Handler = (...given: unknown[]) => unknown;

/** A session that only remembers what `lockSession` hangs on it. */
export function lockedSession(): { readonly handlers: Map<string, Handler>; readonly spellChecking: unknown[] } {
  const handlers = new Map<string, Handler>();
  const spellChecking: unknown[] = [];
  const remember =
    (name: string) =>
    (handler: unknown): void => {
      handlers.set(name, handler as Handler);
    };
  const session = {
    setPermissionRequestHandler: remember('permissionRequest'),
    setPermissionCheckHandler: remember('permissionCheck'),
    setDevicePermissionHandler: remember('devicePermission'),
    setUSBProtectedClassesHandler: remember('usbProtectedClasses'),
    setDisplayMediaRequestHandler: remember('displayMedia'),
    setSpellCheckerEnabled: (enabled: boolean) => spellChecking.push(enabled),
    webRequest: { onBeforeRequest: remember('beforeRequest') },
    on: (event: string, handler: unknown) => {
      handlers.set(event, handler as Handler);
    },
  };
  lockSession(session, ORIGIN);
  return { handlers, spellChecking };
}
