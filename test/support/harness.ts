import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { createAssetHandler } from '../../electron/main/assets.ts';
import type { Router } from '../../electron/main/ipc/router.ts';
import { registerIpc, type RequestPort } from '../../electron/main/ipc/registerIpc.ts';
import type { ReleaseTarget } from '../../electron/main/ports/dialogs.ts';
import type { LogLine } from '../../electron/main/ports/log.ts';
import { createShell } from '../../electron/main/shell.ts';
import type { ReleasePlace } from '../../shared/ipc/signing.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/methods.ts';

/** The origin of the window in the browser tests; `app://` itself is Electron's alone. */
export const ORIGIN = 'https://sigill.test';

/** The clock of the tests. */
const NOW = new Date('2026-01-15T09:00:00Z');

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = path.join(ROOT, 'out');

/** What the tests may look at and change while the application runs in a page. */
export interface Harness {
  /** Every URL that a page asked for and that is not ours; each was stopped. */
  readonly outsideRequests: string[];
  /** What the page wrote to its console as error or warning, with CSP violations among them. */
  readonly complaints: string[];
  readonly log: LogLine[];
  /** Where a demonstration country is made. */
  readonly demonstrationFolder: string;
  /** What the file dialog gives next. */
  chooseNext(path: string | null): void;
  /** What the dialog for delivered files gives next. */
  chooseDeliveriesNext(paths: readonly string[]): void;
  /** What the dialog for a definition gives next. */
  chooseDefinitionNext(path: string | null): void;
  /** What the dialogs for opening and saving an import specification give next. */
  chooseSpecificationNext(path: string | null): void;
  saveSpecificationNext(path: string | null): void;
  /** What the dialogs of a release give, by what they ask for. */
  chooseForRelease(place: ReleasePlace, path: string): void;
  saveForRelease(target: ReleaseTarget, path: string): void;
  /** Drops files on the middle of the page, as the person would from a folder. */
  drop(paths: readonly string[]): Promise<void>;
  /** Puts a demonstration project into the list of recent ones. */
  remember(path: string): void;
  close(): Promise<void>;
}

/** Stands in for `require('electron')`, and for nothing else, around the production preload bundle. */
const aroundPreload = (preload: string): string => `(() => {
  const listeners = new Map();
  const own = (channel) => listeners.get(channel) ?? [];
  Object.defineProperty(window, 'sigillEmit', { value: (channel, ...rest) => { for (const l of own(channel)) l({}, ...rest); } });
  const ask = window.sigillRequest;
  const ipcRenderer = {
    invoke: (channel, ...rest) => ask(channel, rest),
    on: (channel, l) => { listeners.set(channel, [...own(channel), l]); },
    removeListener: (channel, l) => { listeners.set(channel, own(channel).filter((x) => x !== l)); },
  };
  const contextBridge = { exposeInMainWorld: (name, api) => { Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true }); } };
  // Electron knows the path of a dropped file; an ordinary browser tells its name only.
  const webUtils = { getPathForFile: (file) => (window.sigillDropped ?? {})[file.name] ?? '' };
  const require = (name) => { if (name !== 'electron') throw new Error('the preload may only require electron, not ' + name); return { ipcRenderer, contextBridge, webUtils }; };
  const module = { exports: {} };
  const exports = module.exports;
  ${preload}
})();`;

interface WithEmit {
  sigillEmit(channel: string, name: string, payload: unknown): void;
}

/**
 * Runs the production bundles in `page`: renderer and preload as built, the engine's bundle in a worker thread, and the
 * shell around them with the sender check. Everything that is not ours is stopped and recorded. `instead` answers in the
 * shell's place, for states that the engine cannot be brought to at will; `kind` is `electron` for projects that are not made up.
 */
export async function startSigill(
  context: BrowserContext,
  page: Page,
  instead?: Router,
  kind: 'electron' | 'preview' = 'preview',
): Promise<Harness> {
  const outsideRequests: string[] = [];
  const complaints: string[] = [];
  const log: LogLine[] = [];
  let nextChoice: string | null = null;
  let nextDeliveries: readonly string[] = [];
  let nextSpecification: string | null = null;
  let nextSaved: string | null = null;
  let nextDefinition: string | null = null;
  const releasePlaces = new Map<ReleasePlace, string>();
  const releaseTargets = new Map<ReleaseTarget, string>();

  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    complaints.push(String(error));
  });

  const assets = createAssetHandler(path.join(OUT, 'renderer'), ORIGIN);
  await context.route('**/*', async (route) => {
    const request = route.request();
    if (!request.url().startsWith(`${ORIGIN}/`)) {
      outsideRequests.push(request.url());
      await route.abort('blockedbyclient');
      return;
    }
    const answer = await assets(new Request(request.url(), { method: request.method() }));
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });

  const dataFolder = await mkdtemp(path.join(tmpdir(), 'sigill-browser-'));
  const shell = createShell({
    kind,
    version: '0.0.0-test',
    engineFile: path.join(OUT, 'main/engine.js'),
    dialogs: {
      chooseProject: () => Promise.resolve(nextChoice),
      chooseDeliveries: () => Promise.resolve(nextDeliveries),
      chooseSpecification: () => Promise.resolve(nextSpecification),
      saveSpecification: () => Promise.resolve(nextSaved),
      chooseDefinition: () => Promise.resolve(nextDefinition),
      chooseForRelease: (place) => Promise.resolve(releasePlaces.get(place) ?? null),
      saveForRelease: (target) => Promise.resolve(releaseTargets.get(target) ?? null),
    },
    dataFolder,
    demonstrationFolder: dataFolder,
    now: () => NOW,
    emit: (event, payload) => {
      void emitTo(page, event, payload).catch(() => undefined);
    },
    log: (line) => log.push(line),
  });
  const listeners = new Map<string, Parameters<RequestPort['handle']>[1]>();
  registerIpc(
    { handle: (channel, listener) => listeners.set(channel, listener) },
    instead ?? shell.router,
    ORIGIN,
    shell.dropped,
  );
  await context.exposeBinding('sigillRequest', async ({ frame }, channel: string, input: unknown[]) => {
    const listener = listeners.get(channel);
    if (listener === undefined) throw new Error(`nothing listens on ${channel}`);
    return await listener({ senderFrame: { url: frame.url(), parent: frame.parentFrame() } }, ...input);
  });
  await context.addInitScript(aroundPreload(await readFile(path.join(OUT, 'preload/index.cjs'), 'utf8')));

  return {
    outsideRequests,
    complaints,
    log,
    demonstrationFolder: dataFolder,
    chooseNext: (file) => {
      nextChoice = file;
    },
    chooseDeliveriesNext: (files) => {
      nextDeliveries = files;
    },
    chooseSpecificationNext: (file) => {
      nextSpecification = file;
    },
    saveSpecificationNext: (file) => {
      nextSaved = file;
    },
    chooseDefinitionNext: (file) => {
      nextDefinition = file;
    },
    chooseForRelease: (place, file) => {
      releasePlaces.set(place, file);
    },
    saveForRelease: (target, file) => {
      releaseTargets.set(target, file);
    },
    drop: async (files) => {
      await page.evaluate(
        (all) => {
          Object.assign(globalThis, { sigillDropped: Object.fromEntries(all) });
        },
        files.map((file): [string, string] => [path.basename(file), file]),
      );
      const session = await context.newCDPSession(page);
      const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', {
          type,
          x: width / 2,
          y: height / 2,
          data: { items: [], files: [...files], dragOperationsMask: 1 },
        });
      await session.detach();
    },
    remember: (file) => {
      shell.recent.remember({
        path: file,
        name: path.basename(file, '.sigill'),
        synthetic: true,
        lastOpened: NOW.toISOString(),
      });
    },
    close: async () => {
      await shell.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Sends an event to the page as the shell does. */
export const emitTo = async (page: Page, name: string, payload: unknown): Promise<void> => {
  await page.evaluate(
    ([channel, event, data]) => {
      (globalThis as unknown as WithEmit).sigillEmit(channel, event, data);
    },
    [EVENT_CHANNEL, name, payload] as const,
  );
};
