import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE = path.join(import.meta.dirname, '../node_modules/electron');
const FETCH_SECONDS = 60;

/** Electron's program where it has been fetched already, or undefined. */
export function electronBinary(): string | undefined {
  const named = path.join(PACKAGE, 'path.txt');
  if (!existsSync(named)) return undefined;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(PACKAGE, 'dist');
  const program = path.join(folder, readFileSync(named, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

/** Fetches Electron's program as its package does, from ELECTRON_MIRROR where that is set, within a minute. */
export function fetchElectron(): string | undefined {
  spawnSync(process.execPath, [path.join(PACKAGE, 'install.js')], {
    stdio: 'ignore',
    timeout: FETCH_SECONDS * 1000,
    killSignal: 'SIGKILL',
  });
  return electronBinary();
}

/** Why Electron cannot open a window here, or undefined when it can. */
export function noWindowBecause(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  root: boolean,
): string | undefined {
  if (platform !== 'linux') return undefined;
  if (root) return 'Electron does not run as root, since its sandbox cannot.';
  if ((environment['DISPLAY'] ?? '') === '' && (environment['WAYLAND_DISPLAY'] ?? '') === '')
    return 'There is no screen here for a window (neither DISPLAY nor WAYLAND_DISPLAY is set).';
  return undefined;
}
