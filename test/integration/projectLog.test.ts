import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { openProject } from '../../electron/engine/project/project.ts';
import { write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

let folder: ReturnType<typeof temporaryFolder>;
let passphrase = '';
let file = '';

beforeEach(() => {
  folder = temporaryFolder();
  const project = newProject(folder.path);
  project.appendLog('look', { registers: ['person', 'hushall'], note: 'a\u001B[31mred' });
  project.appendLog('import', { register: 'person', year: 2023 });
  file = project.path;
  project.close();
  passphrase = write(folder.path, 'passphrase', PASSPHRASE);
});
afterEach(() => {
  folder.remove();
});

const log = (...more: readonly string[]): ReturnType<typeof sigill> =>
  sigill('project', 'log', file, ...more, '--passphrase-file', passphrase);

describe('sigill project log', () => {
  it('shows what was done, when and with what, and that the chain is whole', async () => {
    const { code, out, err } = await log();
    expect(code).toBe(0);
    expect(out).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\s+look\s+registers=person,hushall note=a·\[31mred/u);
    expect(out).toContain('register=person year=2023');
    expect(err).toContain('chain of the log is whole');
  });

  it('shows one kind of entry, or those from a date, also as JSON', async () => {
    const one = await log('--action', 'import', '--json');
    const { broken, entries } = JSON.parse(one.out) as { broken: unknown; entries: { action: string }[] };
    expect(broken).toBeNull();
    expect(entries.map(({ action }) => action)).toEqual(['import']);
    const later = JSON.parse((await log('--since', '2999-01-01', '--json')).out) as { entries: unknown[] };
    expect(later.entries).toEqual([]);
    const wrong = await log('--since', 'i går');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
  });

  it('names the first entry that was changed, and does not call that all right', async () => {
    const project = openProject(file, { passphrase: PASSPHRASE });
    const position = project.log().find(({ action }) => action === 'look')?.position ?? 0;
    const database: Database.Database = databaseOf(project);
    database.exec('drop trigger log_is_never_changed');
    database.prepare('update log set details = ? where position = ?').run('{}', position);
    project.close();
    const { code, err } = await log();
    expect(code).toBe(1);
    expect(err).toContain(`from entry ${String(position)}`);
  });
});
