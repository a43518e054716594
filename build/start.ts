import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createShell } from '../electron/main/shell.ts';
import { UserError } from '../shared/errors/errors.ts';
import { electronBinary, fetchElectron, noWindowBecause } from './electronBinary.ts';
import { isBuilt } from './freshness.ts';
import { bridgeBundle } from './preview/bridgeBundle.ts';
import { startPreview } from './preview/server.ts';

/*
 * `npm start`: the window, in Electron where there is one, else the same bundles in a local browser (docs/adr/0007). This
 * script and the preview lie outside what is packaged.
 */

const ROOT = path.resolve(import.meta.dirname, '..');
const built = (...parts: string[]): string => path.join(ROOT, 'out', ...parts);

/** Where the window's own demonstration countries go; `npm run demo` keeps demo/ for itself. */
const MADE_HERE = path.join(ROOT, 'demo-window');

const IDLE_MS = 10_000;
const PATIENCE_MS = 15 * 60_000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function build(): boolean {
  if (isBuilt(ROOT)) return true;
  print('Building …');
  const cli = path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  return (
    spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' }).status === 0
  );
}

/** Electron's program, fetched if need be, or undefined with the reason said. */
function electronForWindow(): string | undefined {
  const reason = noWindowBecause(process.platform, process.env, process.getuid?.() === 0);
  if (reason !== undefined) {
    print(reason);
    return undefined;
  }
  const present = electronBinary();
  if (present !== undefined) return present;
  print("Fetching Electron's program …");
  const fetched = fetchElectron();
  if (fetched === undefined)
    print("Electron's program is not here and could not be fetched (ELECTRON_MIRROR can name an internal mirror).");
  return fetched;
}

async function startElectron(program: string): Promise<number> {
  const child = spawn(program, [ROOT], { stdio: 'inherit' });
  return await new Promise((resolve) => {
    child.once('error', () => {
      resolve(1);
    });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** The demonstration projects that `npm run demo` and earlier previews have left, the one of `npm run demo` last. */
function demonstrationProjects(): string[] {
  return [MADE_HERE, path.join(ROOT, 'demo')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.sigill'))
        .sort()
        .map((name) => realpathSync(path.join(folder, name))),
    );
}

function openBrowser(address: string): void {
  const [program, ...rest] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', address]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', address];
  const child = spawn(program ?? '', rest, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

async function showPreview(openPage: boolean): Promise<void> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'sigill-preview-'));
  let tell: Parameters<typeof createShell>[0]['emit'] = () => undefined;
  const shell = createShell({
    kind: 'preview',
    version: 'preview',
    engineFile: built('main', 'engine.js'),
    dataFolder,
    demonstrationFolder: MADE_HERE,
    dialogs: {
      chooseProject: () => Promise.reject(new UserError('refused', 'shell.noDialog')),
      chooseDeliveries: () => Promise.reject(new UserError('refused', 'shell.noDeliveries')),
      chooseSpecification: () => Promise.reject(new UserError('refused', 'shell.noDeliveries')),
      saveSpecification: () => Promise.reject(new UserError('refused', 'shell.noDeliveries')),
      chooseDefinition: () => Promise.reject(new UserError('refused', 'shell.noDeliveries')),
      chooseForRelease: () => Promise.reject(new UserError('refused', 'shell.noDeliveries')),
      saveForRelease: () => Promise.reject(new UserError('refused', 'shell.noDeliveries')),
    },
    emit: (event, payload) => {
      tell(event, payload);
    },
    log: (line) => {
      process.stderr.write(`${JSON.stringify(line)}\n`);
    },
    now: () => new Date(),
  });
  for (const file of demonstrationProjects())
    shell.recent.remember({
      path: file,
      name: file.startsWith(MADE_HERE) ? path.basename(path.dirname(file)) : 'Demonstrationslandet (npm run demo)',
      synthetic: true,
      lastOpened: new Date().toISOString(),
    });
  const preview = await startPreview({
    rendererFolder: built('renderer'),
    bridge: await bridgeBundle(built('preload', 'index.cjs')),
    router: shell.router,
    idle: IDLE_MS,
    patience: PATIENCE_MS,
  });
  tell = preview.emit;
  const stop = (): void => {
    void preview.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  print(`Sigill is shown in a browser on this machine, for demonstration data only:\n\n  ${preview.address}\n`);
  print('It ends when the page is closed, or with Ctrl+C.');
  if (openPage) openBrowser(preview.address);
  await preview.ended;
  await preview.stop();
  await shell.close();
  rmSync(dataFolder, { recursive: true, force: true });
  print('The page was closed; the preview has ended.');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      /** Shows the preview even where Electron is. */
      browser: { type: 'boolean', default: false },
      /** Prints the address without opening it. */
      'no-open': { type: 'boolean', default: false },
    },
  });
  if (!build()) return 1;
  const program = values.browser ? undefined : electronForWindow();
  if (program !== undefined) return await startElectron(program);
  await showPreview(!values['no-open']);
  return 0;
}

process.exitCode = await main();
