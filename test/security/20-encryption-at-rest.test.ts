import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf, inTransaction } from '../../electron/engine/project/database.ts';
import { openEncrypted } from '../../electron/engine/project/encryptedFile.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { hasRegisterYear, removeRegisterYear } from '../../electron/engine/store/writer.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { personFile, PERSONS, takeIn, write } from '../support/deliveries.ts';
import { newProject, reopen, temporaryFolder } from '../support/project.ts';

/*
 * Security item 20: at rest everything is encrypted. A planted value is found in no file of the project, nor in the
 * journal that holds the old pages in the middle of a transaction.
 */

const MARKER = 'Vårdnadsmarkör-7319';
const SPECIFICATION = {
  ...PERSONS,
  columns: PERSONS.columns.map((column) =>
    column.source === 'Kon' ? { source: 'Kon', type: 'category' as const } : column,
  ),
};

let folder: ReturnType<typeof temporaryFolder>;
let data: ReturnType<typeof temporaryFolder>;
let project: Project;

/** Files of the project's folder in which the marker, or a plain SQLite header, can be read. */
function readable(): readonly string[] {
  const needles = [
    Buffer.from(MARKER, 'utf8'),
    Buffer.from(MARKER, 'latin1'),
    Buffer.from(MARKER, 'utf16le'),
    Buffer.from('create table', 'utf8'),
    Buffer.from('SQLite format 3', 'latin1'),
  ];
  return readdirSync(folder.path).filter((name) => {
    const content = readFileSync(path.join(folder.path, name));
    return needles.some((needle) => content.includes(needle));
  });
}

beforeAll(async () => {
  folder = temporaryFolder();
  data = temporaryFolder();
  project = newProject(folder.path);
  const rows = Array.from({ length: 150_000 }, (_, i) => `${i + 1};2023;;${MARKER};${i % 100};${i},5`);
  await takeIn(project, [write(data.path, 'person.csv', personFile(rows))], SPECIFICATION);
});
afterAll(() => {
  project.close();
  folder.remove();
  data.remove();
});

describe('the project file', () => {
  it('holds the marker where it can be read with the key', () => {
    expect(project.store.read('person', 2023, ['Kon'])[0]).toMatchObject({ dictionary: ['', MARKER] });
  });

  it('shows nothing while it is open, nor in the journal of a transaction that rewrites the microdata', async () => {
    expect(readable()).toEqual([]);
    const stop = new Error('stop');
    await expect(
      inTransaction(project, async (database) => {
        database.pragma('cache_size = 10');
        database.exec('update chunk set data = zeroblob(length(data))');
        removeRegisterYear(database, 'person', 2023);
        const files = readdirSync(folder.path);
        expect(files).toContain('test.sigill-journal');
        expect(readFileSync(path.join(folder.path, 'test.sigill-journal')).length).toBeGreaterThan(1_000_000);
        expect(readable()).toEqual([]);
        return Promise.reject(stop);
      }),
    ).rejects.toBe(stop);
    expect(hasRegisterYear(databaseOf(project), 'person', 2023)).toBe(true);
  });

  it('shows nothing when it is closed, and opens neither without a key nor with another', () => {
    project.close();
    expect(readable()).toEqual([]);
    const file = path.join(folder.path, 'test.sigill');
    const plain = new Database(file);
    expect(() => plain.prepare('select count(*) from sqlite_schema').get()).toThrow(/not a database/u);
    plain.close();
    expect(() => openEncrypted(file, new Uint8Array(32).fill(7), false)).toThrow(UserError);
    project = reopen(folder.path);
  });

  it('notices a changed byte of the microdata instead of reading it', () => {
    project.close();
    const file = path.join(folder.path, 'test.sigill');
    const content = readFileSync(file);
    // The last pages hold the microdata.
    const at = content.length - 100_000;
    content[at] = (content[at] ?? 0) ^ 1;
    const damaged = write(folder.path, 'changed.sigill', content);
    write(folder.path, 'changed.sigill-key', readFileSync(`${file}-key`));
    const opened = reopen(folder.path, path.basename(damaged));
    expect(() => opened.store.read('person', 2023, ['LopNr', 'Alder', 'Inkomst', 'Kon'])).toThrow(UserError);
    opened.close();
    project = reopen(folder.path);
  });
});
