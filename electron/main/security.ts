import type { MenuItemConstructorOptions, Session, WebContents, WebPreferences } from 'electron';

/** The only origin there is in the installed application. */
export const ORIGIN = 'app://sigill';

/** Everything about the window's powers, written out whole, so that no default of Electron decides any of it. */
export const webPreferences = (preload: string): WebPreferences => ({
  preload,
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
  devTools: false,
  disableBlinkFeatures: 'Auxclick',
  v8CacheOptions: 'none',
});

/** Command-line switches of Chromium that are set before it starts: a second belt under `lockSession`. */
export const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['dns-over-https-mode', 'off'],
  ['no-pings'],
  // Nothing answers at port 9 (discard): a request that slipped past everything else ends here.
  ['proxy-server', '127.0.0.1:9'],
];

/** True for what the window itself may load: our own origin, and data and blobs that it made. */
export function isOwnUrl(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const asked = new URL(url);
  const own = new URL(origin);
  if (asked.protocol === 'data:') return true;
  if (asked.protocol === 'blob:') return url.startsWith(`blob:${origin}/`);
  return asked.protocol === own.protocol && asked.host === own.host;
}

interface Preventable {
  preventDefault(): void;
}

export type SessionToLock = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setUSBProtectedClassesHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>;
  on(event: string, listener: (event: Preventable) => void): unknown;
};

/** Closes a session: no request leaves, no permission is given, nothing is downloaded. */
export function lockSession(session: SessionToLock, origin: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({});
  });
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnUrl(details.url, origin) });
  });
  for (const event of ['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device'])
    session.on(event, (offer) => {
      offer.preventDefault();
    });
}

export interface ContentsToLock extends Pick<WebContents, 'setWindowOpenHandler'> {
  on(event: string, listener: (event: Preventable, ...rest: unknown[]) => void): unknown;
}

interface KeyPress {
  readonly key: string;
  readonly control?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** Keys that would open developer tools, reload, print or show the source in a plain browser window. */
export function isForbiddenKey({ key, control = false, meta = false, shift = false, alt = false }: KeyPress): boolean {
  const name = key.toLowerCase();
  if (['f5', 'f12', 'browserrefresh', 'browserback', 'browserforward'].includes(name)) return true;
  if (!(control || meta)) return false;
  if (['r', 'p', 'u', 'j'].includes(name)) return true;
  return ['i', 'c', 'j'].includes(name) && (shift || alt);
}

/** Closes a page: it stays where it is, opens no window and holds no other page. */
export function lockContents(contents: ContentsToLock): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])
    contents.on(event, (attempt) => {
      attempt.preventDefault();
    });
  contents.on('before-input-event', (event, input) => {
    if (isForbiddenKey(input as KeyPress)) event.preventDefault();
  });
}

/** What the user has chosen about pictures of the screen; `auto` goes by where the application runs. */
export type ScreenProtection = 'auto' | 'on' | 'off';

/**
 * Whether the window is to be kept out of pictures and recordings of the screen. In a remote session (SESSIONNAME RDP-… or
 * ICA-…) that can turn the user's own view black, so there it is off unless asked for. On Linux it has no effect.
 */
export function protectsScreen(
  setting: ScreenProtection,
  place: { readonly platform: NodeJS.Platform; readonly session: string | undefined },
): boolean {
  if (setting !== 'auto') return setting === 'on';
  return !(place.platform === 'win32' && /^(?:RDP|ICA)-/iu.test(place.session ?? ''));
}

/** The menu, as data: editing and window roles only; nothing that reloads, inspects, prints or opens the network. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  const menus: MenuItemConstructorOptions[] = [
    { label: 'Arkiv', submenu: [{ role: platform === 'darwin' ? 'close' : 'quit' }] },
    { label: 'Redigera', submenu: edit },
    { label: 'Visa', submenu: view },
  ];
  return platform === 'darwin' ? [{ role: 'appMenu', submenu: [{ role: 'hide' }, { role: 'quit' }] }, ...menus] : menus;
}
