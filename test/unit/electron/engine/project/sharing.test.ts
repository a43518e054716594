import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yearAreas } from '../../../../../electron/engine/indicators/yearAreas.ts';
import { databaseOf, identityOfOpen } from '../../../../../electron/engine/project/database.ts';
import { emptyLog } from '../../../../../electron/engine/project/encryptedFile.ts';
import { readDataKey } from '../../../../../electron/engine/project/keyHolders.ts';
import { joinProject, type Project, shareProject } from '../../../../../electron/engine/project/project.ts';
import { AREA_KEY, takeInAreas, write } from '../../../../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../../../../support/project.ts';

/* A project that two connections of one process have open: one writes, the other reads what was before. */

const MARKER = 'Sägnen-om-märket-4417';

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
let beside: Project | undefined;
let key: Buffer;

const join = (): Project => {
  beside = joinProject(project.path, identityOfOpen(project), key);
  return beside;
};
const tableOf = (of: Project): number =>
  Number(databaseOf(of).prepare("select count(*) from sqlite_schema where name = 'more'").pluck().get());

beforeEach(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
  key = readDataKey(project.path, identityOfOpen(project), PASSPHRASE);
});
afterEach(() => {
  beside?.close();
  beside = undefined;
  project.close();
  folder.remove();
});

describe('a shared project', () => {
  it('can be joined, with the same settings as ever', () => {
    expect(shareProject(project)).toBe(true);
    const database = databaseOf(join());
    for (const [pragma, value] of [
      ['temp_store', 2],
      ['secure_delete', 1],
      ['trusted_schema', 0],
      ['foreign_keys', 1],
      ['synchronous', 2],
      ['journal_mode', 'wal'],
    ] as const)
      expect(database.pragma(pragma, { simple: true })).toBe(value);
    expect(beside?.id).toBe(project.id);
  });

  it('shows the reader what was before until the writer has committed, and keeps the log encrypted', () => {
    shareProject(project);
    const database = databaseOf(join());
    database.exec('begin immediate');
    database.exec('create table more (content text)');
    const insert = database.prepare('insert into more values (?)');
    // More than its cache holds, so that it writes before it commits.
    database.pragma('cache_size = 10');
    for (let i = 0; i < 200; i += 1) insert.run(MARKER.repeat(500));
    expect(tableOf(project)).toBe(0);
    const log = readFileSync(`${project.path}-wal`);
    expect(log.length).toBeGreaterThan(1_000_000);
    expect(log.includes(MARKER)).toBe(false);
    database.exec('commit');
    expect(tableOf(project)).toBe(1);
    emptyLog(database);
    expect(readFileSync(`${project.path}-wal`)).toHaveLength(0);
  });

  it('cannot be written by two at once', () => {
    shareProject(project);
    const database = databaseOf(join());
    database.exec('begin immediate');
    expect(() => {
      project.appendLog('look', {});
    }).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }));
    database.exec('rollback');
  });

  it('makes the areas anew when the other connection has written', async () => {
    shareProject(project);
    join();
    expect(yearAreas(project, 2023).frame.areas.deso).toHaveLength(0);
    if (beside !== undefined) await takeInAreas(beside, write(folder.path, 'nyckel.csv', AREA_KEY));
    expect(yearAreas(project, 2023).frame.areas.deso).toHaveLength(2);
  });

  it('is one file with its journal as ever when it has been closed', () => {
    shareProject(project);
    join().close();
    project.close();
    expect(readdirSync(folder.path).sort()).toEqual(['test.sigill', 'test.sigill-key']);
    const again = reopen(folder.path);
    expect(databaseOf(again).pragma('journal_mode', { simple: true })).toBe('delete');
    expect(databaseOf(again).pragma('locking_mode', { simple: true })).toBe('exclusive');
    again.close();
  });

  it('is not joined when it has not been shared, nor with another key', () => {
    expect(() => join()).toThrow('project.inUse');
    shareProject(project);
    key.fill(7);
    expect(() => join()).toThrow('project.damaged');
    expect(existsSync(path.join(folder.path, 'test.sigill'))).toBe(true);
  });
});
