import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A Chromium that is here already: the one named by SIGILL_CHROMIUM, one on the PATH, or Playwright's own. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['SIGILL_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named))
      throw new Error(`SIGILL_CHROMIUM names ${named}, which is not a program that can be run.`);
    return named;
  }
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => isExecutable(file));
  if (onPath !== undefined) return onPath;
  const own = chromium.executablePath();
  return own !== '' && existsSync(own) ? own : undefined;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Chromium's own sandbox refuses to run as root; only then is it switched off, and only in tests. */
export const chromiumArguments = (): string[] => (isRoot() ? ['--no-sandbox'] : []);

const run = (command: string, args: readonly string[], minutes: number): boolean =>
  spawnSync(command, [...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: minutes * 60_000,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** Gets a Chromium where there is none: Debian's package as root, else Playwright's own. */
export function obtainChromium(): string | undefined {
  if (isRoot() && existsSync('/etc/debian_version')) {
    process.stdout.write('No Chromium found: installing the package chromium …\n');
    if (run('apt-get', ['update'], 3) && run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 6)) {
      const found = findChromium();
      if (found !== undefined) return found;
    }
  }
  process.stdout.write("No Chromium found: fetching Playwright's …\n");
  const cli = path.join(import.meta.dirname, '../node_modules/@playwright/test/cli.js');
  // Libraries that Chromium needs can be fetched only by root; without that right the browser alone may still do.
  if (!run(process.execPath, [cli, 'install', '--with-deps', 'chromium'], 5))
    run(process.execPath, [cli, 'install', 'chromium'], 5);
  return findChromium();
}
