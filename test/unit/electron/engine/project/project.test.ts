import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf, inTransaction } from '../../../../../electron/engine/project/database.ts';
import { migrate } from '../../../../../electron/engine/project/migrate.ts';
import { migrations } from '../../../../../electron/engine/project/migrations/index.ts';
import { createProject, openProject } from '../../../../../electron/engine/project/project.ts';
import { UserError } from '../../../../../shared/errors/errors.ts';
import {
  newProject,
  PASSPHRASE,
  reopen,
  seededPorts,
  temporaryFolder,
  TEST_COST,
} from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name = 'test.sigill'): string => path.join(folder.path, name);
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (cause) {
    if (cause instanceof UserError) return cause.key;
    throw cause;
  }
  return 'nothing was refused';
};

describe('a project', () => {
  it('is made, closed and opened again with what was put in', () => {
    const made = newProject(folder.path);
    expect(made).toMatchObject({ name: 'Test', origin: 'empty', synthetic: false });
    expect(made.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    made.appendLog('note', { count: 3 });
    const { id } = made;
    made.close();
    expect(readdirSync(folder.path).sort()).toEqual(['test.sigill', 'test.sigill-key']);
    const opened = reopen(folder.path);
    expect(opened.id).toBe(id);
    expect(opened.log().map(({ action }) => action)).toEqual(['create', 'note', 'open']);
    expect(opened.brokenLogEntry()).toBeUndefined();
    expect(opened.store.registers()).toEqual([]);
    opened.close();
    expect(() => databaseOf(opened)).toThrow(UserError);
  });

  it('takes clock, keys and identity from its ports: same seed, same key file', () => {
    newProject(folder.path, 'a.sigill', seededPorts(7)).close();
    const first = newProject(folder.path, 'b.sigill', seededPorts(7));
    expect(first.createdAt).toBe('2024-01-02T03:04:05.000Z');
    first.close();
    const nonceIn = (name: string): unknown => /"nonce": "([^"]+)"/u.exec(readFileSync(file(name), 'utf8'))?.[1];
    expect(nonceIn('a.sigill-key')).toBeDefined();
    expect(nonceIn('a.sigill-key')).toBe(nonceIn('b.sigill-key'));
  });

  it('is never written over, and is not made under a name or passphrase that will not do', () => {
    newProject(folder.path).close();
    expect(refusal(() => newProject(folder.path))).toBe('project.exists');
    expect(refusal(() => newProject(folder.path, 'test.db'))).toBe('project.badName');
    expect(refusal(() => newProject(folder.path, 'no/test.sigill'))).toBe('project.noFolder');
    rmSync(file());
    expect(refusal(() => newProject(folder.path))).toBe('project.exists');
    const short = { passphrase: 'elva tecken', name: 'x', cost: TEST_COST };
    expect(refusal(() => createProject(file('ny.sigill'), short))).toBe('project.shortPassphrase');
    expect(readdirSync(folder.path)).toEqual(['test.sigill-key']);
  });

  it('does not open with a wrong passphrase, and is then untouched to the byte', () => {
    newProject(folder.path).close();
    const before = [readFileSync(file()), readFileSync(file('test.sigill-key'))];
    expect(refusal(() => openProject(file(), { passphrase: `${PASSPHRASE}!` }))).toBe('project.wrongPassphrase');
    expect([readFileSync(file()), readFileSync(file('test.sigill-key'))]).toEqual(before);
    expect(readdirSync(folder.path)).toHaveLength(2);
  });

  it('opens with å typed either way', () => {
    createProject(file(), { passphrase: 'tolv åååååååå', name: 'å', cost: TEST_COST }).close();
    const opened = openProject(file(), { passphrase: 'tolv åååååååå'.normalize('NFD') });
    expect(opened.name).toBe('å');
    opened.close();
  });

  it('says what is wrong with its key file', () => {
    newProject(folder.path).close();
    newProject(folder.path, 'other.sigill', seededPorts(9)).close();
    const key = file('test.sigill-key');
    const good = readFileSync(key, 'utf8');
    copyFileSync(file('other.sigill-key'), key);
    expect(refusal(() => reopen(folder.path))).toBe('project.keyFileForeign');
    for (const [bad, expected] of [
      ['{', 'project.keyFileDamaged'],
      [good.replace('"version": 2', '"version": 3'), 'project.keyFileNewer'],
      [good.replace('"N": 1024', '"N": 2048'), 'project.wrongPassphrase'],
      [good.replace('"N": 1024', '"N": 1073741824'), 'project.keyFileDamaged'],
      [good.replace('"kind"', '"more": 1, "kind"'), 'project.keyFileDamaged'],
    ] as const) {
      writeFileSync(key, bad);
      expect(
        refusal(() => reopen(folder.path)),
        expected,
      ).toBe(expected);
    }
    rmSync(key);
    expect(refusal(() => reopen(folder.path))).toBe('project.keyFileMissing');
    writeFileSync(key, good);
    reopen(folder.path).close();
  });

  it('says when the file is missing, is something else, or is damaged', () => {
    expect(refusal(() => reopen(folder.path))).toBe('project.missing');
    writeFileSync(file(), 'SQLite format 3\u0000 and so on');
    expect(refusal(() => reopen(folder.path))).toBe('project.notAProject');
    rmSync(file());
    newProject(folder.path).close();
    truncateSync(file(), 70_000);
    expect(refusal(() => reopen(folder.path))).toBe('project.damaged');
  });

  it('is open in one place at a time', () => {
    const open = newProject(folder.path);
    expect(refusal(() => reopen(folder.path))).toBe('project.inUseBy');
    open.close();
    reopen(folder.path).close();
  });

  it('of a newer form is refused; of an older form it is brought forward, a step whole or not at all', () => {
    const project = newProject(folder.path);
    const database = databaseOf(project);
    const next = { version: 99, name: 'later', sql: 'create table later (a integer) strict;' };
    expect(migrate(database, 'x', [...migrations, next])).toEqual([99]);
    expect(refusal(() => migrate(database, 'x'))).toBe('project.newer');
    const broken = { version: 100, name: 'broken', sql: 'create table half (a integer) strict; nonsense' };
    expect(() => migrate(database, 'x', [next, broken])).toThrow(Error);
    expect(database.pragma('user_version', { simple: true })).toBe(99);
    expect(database.prepare("select count(*) from sqlite_schema where name = 'half'").pluck().get()).toBe(0);
    project.close();
  });

  it('takes all of a piece of work or nothing', async () => {
    const project = newProject(folder.path);
    const head = project.logHead();
    await expect(
      inTransaction(project, async () => {
        project.appendLog('half', {});
        await Promise.resolve();
        await expect(inTransaction(project, () => Promise.resolve())).rejects.toThrow(UserError);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(project.logHead()).toBe(head);
    project.close();
  });
});

describe('the log', () => {
  it('is never changed, and shows where it was tampered with', () => {
    const project = newProject(folder.path);
    const database = databaseOf(project);
    project.appendLog('one', {});
    project.appendLog('two', {});
    expect(() => database.exec("update log set action = 'x'")).toThrow('append-only');
    expect(() => database.exec('delete from log')).toThrow('append-only');
    expect(() =>
      database.exec("insert or replace into log select 2, at, 'x', details, previous, hash from log"),
    ).toThrow(Error);
    database.exec("drop trigger log_is_never_changed; update log set action = 'x' where position = 2");
    expect(project.brokenLogEntry()).toBe(2);
    project.close();
  });
});
