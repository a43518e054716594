import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personFile, PERSONS, takeIn, write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';

/*
 * No room on the disk, as a limit on the size of a file, which needs no disk of its own: whatever is being done stops with a
 * sentence, and the project is as it was.
 */

const SIGILL = path.resolve(import.meta.dirname, '../../electron/cli/index.ts');
const hasLimit = process.platform === 'linux';

let folder: ReturnType<typeof temporaryFolder>;
let file = '';
let passphrase = '';
let delivery = '';
let specification = '';
let head = '';

/** Runs the command line where no file may grow beyond so many kilobytes. */
function limited(
  kilobytes: number,
  ...argv: readonly string[]
): { readonly code: number | null; readonly err: string } {
  const line = ['-c', `ulimit -f ${String(kilobytes)} && exec "$0" "$@"`, process.execPath, SIGILL, ...argv];
  const { status, stderr } = spawnSync('bash', [...line, '--passphrase-file', passphrase], {
    encoding: 'utf8',
    env: { ...process.env, SIGILL_LANGUAGE: 'en' },
  });
  return { code: status, err: stderr };
}

beforeAll(async () => {
  folder = temporaryFolder();
  const project = newProject(folder.path);
  const rows = Array.from({ length: 70_000 }, (_, i) => `${i + 1};2022;;1;${i % 100};${(i * 7919) % 97_711},5`);
  await takeIn(project, [write(folder.path, 'forra.csv', personFile(rows))]);
  file = project.path;
  project.close();
  passphrase = write(folder.path, 'passphrase', PASSPHRASE);
  delivery = write(folder.path, 'ny.csv', personFile(rows.map((row) => row.replace(';2022;', ';2023;'))));
  specification = write(folder.path, 'spec.json', JSON.stringify(PERSONS));
  const opened = reopen(folder.path);
  head = opened.logHead();
  opened.close();
});
afterAll(() => folder.remove());

/** Kilobytes that leave room for a little more than what is there. */
const nearlyFull = (): number => Math.ceil(statSync(file).size / 1024) + 100;

/** That only openings have been added to what was there. */
function isAsBefore(): boolean {
  const project = reopen(folder.path);
  const log = project.log();
  const since = log.slice(log.findIndex(({ hash }) => hash === head) + 1);
  const same =
    project.store
      .registers()
      .map(({ year, rows }) => `${String(year)} ${String(rows)}`)
      .join() === '2022 70000';
  const sound = project.brokenLogEntry() === undefined;
  project.close();
  return same && sound && since.every(({ action }) => ['open', 'backup'].includes(action));
}

describe.skipIf(!hasLimit)('a full disk', () => {
  it('stops an import, and the project is as it was', () => {
    const { code, err } = limited(nearlyFull(), 'import', file, delivery, '--spec', specification);
    expect(err).toContain('could not be written to');
    expect(code).toBe(1);
    expect(isAsBefore()).toBe(true);
  });

  it('stops a backup, and nothing of it is left', () => {
    const target = path.join(folder.path, 'kopia.sigill');
    const { code, err } = limited(
      Math.floor(statSync(file).size / 1024) - 100,
      'project',
      'backup',
      file,
      '--out',
      target,
    );
    expect(code).not.toBe(0);
    expect(err).not.toContain('at ');
    expect(readdirSync(folder.path).filter((name) => name.startsWith('kopia'))).toEqual([]);
    expect(isAsBefore()).toBe(true);
  });
});
