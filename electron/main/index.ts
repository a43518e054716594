import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, type OpenDialogOptions, protocol, session } from 'electron';
import type { ReleasePlace } from '../../shared/ipc/signing.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/methods.ts';
import { createAssetHandler } from './assets.ts';
import { registerIpc } from './ipc/registerIpc.ts';
import {
  lockContents,
  lockSession,
  menuTemplate,
  ORIGIN,
  protectsScreen,
  SWITCHES,
  webPreferences,
} from './security.ts';
import { createShell } from './shell.ts';

/* The composition root of the installed application: it only joins parts that are tested without Electron. */

/** What the dialog offers first; the content decides how a file is read. */
const DELIVERY_EXTENSIONS = ['csv', 'tsv', 'txt', 'gz', 'parquet', 'px', 'json', 'geojson'];

const JSON_FILES = [{ name: 'JSON', extensions: ['json'] }];

/** What the dialogs of a release offer, by what is asked for. */
const RELEASE_PLACES: Readonly<Record<ReleasePlace, OpenDialogOptions>> = {
  organisation: { properties: ['openDirectory'] },
  personKey: { properties: ['openFile'], filters: [{ name: 'Sigill', extensions: ['personnyckel'] }] },
  personCard: { properties: ['openFile'], filters: [{ name: 'Sigill', extensions: ['personkort'] }] },
  review: { properties: ['openFile'], filters: [{ name: 'Sigill', extensions: ['sigillgranskning'] }] },
  decision: { properties: ['openFile'], filters: JSON_FILES },
  package: { properties: ['openDirectory'] },
  published: {
    properties: ['openFile'],
    filters: [{ name: 'PX, JSON-stat, CSV', extensions: ['px', 'json', 'csv', 'txt'] }],
  },
  rules: { properties: ['openFile'], filters: JSON_FILES },
};

const built = (...parts: string[]): string => path.join(import.meta.dirname, '..', ...parts);

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    webPreferences: webPreferences(built('preload', 'index.cjs')),
  });
  window.setContentProtection(
    protectsScreen('auto', { platform: process.platform, session: process.env['SESSIONNAME'] }),
  );
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

async function start(): Promise<void> {
  await app.whenReady();
  lockSession(session.defaultSession, ORIGIN);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));
  protocol.handle('app', createAssetHandler(built('renderer'), ORIGIN));
  const shell = createShell({
    kind: 'electron',
    version: app.getVersion(),
    engineFile: path.join(import.meta.dirname, 'engine.js'),
    dataFolder: app.getPath('userData'),
    demonstrationFolder: path.join(app.getPath('documents'), 'Sigill'),
    now: () => new Date(),
    emit: (event, payload) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(EVENT_CHANNEL, event, payload);
    },
    dialogs: {
      chooseProject: async () => {
        const { canceled, filePaths } = await dialog.showOpenDialog({
          properties: ['openFile'],
          filters: [{ name: 'Sigill', extensions: ['sigill'] }],
        });
        return canceled ? null : (filePaths[0] ?? null);
      },
      chooseDeliveries: async () => {
        const { canceled, filePaths } = await dialog.showOpenDialog({
          properties: ['openFile', 'multiSelections'],
          filters: [{ name: 'Register', extensions: DELIVERY_EXTENSIONS }],
        });
        return canceled ? [] : filePaths;
      },
      chooseSpecification: async () => {
        const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters: JSON_FILES });
        return canceled ? null : (filePaths[0] ?? null);
      },
      saveSpecification: async (name) => {
        const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name, filters: JSON_FILES });
        return canceled || filePath === '' ? null : filePath;
      },
      chooseDefinition: async () => {
        const { canceled, filePaths } = await dialog.showOpenDialog({
          properties: ['openFile'],
          filters: [{ name: 'JSON', extensions: ['json'] }],
        });
        return canceled ? null : (filePaths[0] ?? null);
      },
      chooseForRelease: async (place) => {
        const { canceled, filePaths } = await dialog.showOpenDialog(RELEASE_PLACES[place]);
        return canceled ? null : (filePaths[0] ?? null);
      },
      saveForRelease: async (_target, name) => {
        const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name });
        return canceled || filePath === '' ? null : filePath;
      },
    },
    log: (line) => {
      process.stderr.write(`${JSON.stringify(line)}\n`);
    },
  });
  registerIpc(ipcMain, shell.router, ORIGIN, shell.dropped);
  let window = openWindow();
  app.on('second-instance', () => {
    if (window.isDestroyed()) window = openWindow();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('will-quit', () => {
    void shell.close();
  });
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  // Not awaited: Electron becomes ready only when this module has been evaluated.
  void start();
} else {
  app.quit();
}
