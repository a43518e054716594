import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { bridgeBundle } from '../../build/preview/bridgeBundle.ts';
import { type Preview, startPreview } from '../../build/preview/server.ts';
import { createShell, type Shell } from '../../electron/main/shell.ts';
import type { WithSigill } from '../../shared/ipc/api.ts';
import { builtFile } from '../support/sources.ts';

// `npm start` without Electron: the same bundles over HTTP on this machine, in a browser that is not told anything.

let preview: Preview;
let shell: Shell;
let folder = '';
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-preview-'));
  shell = createShell({
    kind: 'preview',
    version: 'preview',
    engineFile: builtFile('main', 'engine.js'),
    dataFolder: folder,
    demonstrationFolder: folder,
    dialogs: {
      chooseProject: () => Promise.resolve(null),
      chooseDeliveries: () => Promise.resolve([]),
      chooseSpecification: () => Promise.resolve(null),
      saveSpecification: () => Promise.resolve(null),
      chooseDefinition: () => Promise.resolve(null),
      chooseForRelease: () => Promise.resolve(null),
      saveForRelease: () => Promise.resolve(null),
    },
    emit: () => undefined,
    log: () => undefined,
    now: () => new Date('2026-01-15T09:00:00Z'),
  });
  preview = await startPreview({
    rendererFolder: path.dirname(builtFile('renderer', 'index.html')),
    bridge: await bridgeBundle(builtFile('preload', 'index.cjs')),
    router: shell.router,
    idle: 300,
    patience: 60_000,
  });
});
test.afterAll(async () => {
  await preview.stop();
  await shell.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the preview shows the window, hears events, and ends when the page is closed', async ({ page }) => {
  const complaints: string[] = [];
  const outside: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    complaints.push(String(error));
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(preview.address) && !request.url().startsWith('data:')) outside.push(request.url());
  });
  await page.goto(preview.address);
  await expect(page.locator('#root > *').first()).toBeAttached();

  const info = await page.evaluate(() => (globalThis as unknown as WithSigill).sigill.request('app.info', {}));
  expect(info).toMatchObject({ ok: true, data: { shell: 'preview' } });

  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        (globalThis as unknown as WithSigill).sigill.listen('job.progress', resolve);
      }),
  );
  const payload = { jobId: '3f0f1f0e-0000-4000-8000-000000000000', step: 'import.read', done: 1, total: 2 };
  const telling = setInterval(() => {
    preview.emit('job.progress', payload);
  }, 50);
  expect(await heard).toEqual(payload);
  clearInterval(telling);

  expect(complaints).toEqual([]);
  expect(outside).toEqual([]);
  await page.close();
  await preview.ended;
});
