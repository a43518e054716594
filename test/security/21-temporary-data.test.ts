import { readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../electron/engine/project/database.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/* Security item 21: temporary data stays in memory, deleted data is overwritten, the file's schema is not trusted. */

let folder: ReturnType<typeof temporaryFolder>;
let temporary: ReturnType<typeof temporaryFolder>;
let project: Project;
const saved = process.env['SQLITE_TMPDIR'];

beforeAll(() => {
  folder = temporaryFolder();
  temporary = temporaryFolder();
  process.env['SQLITE_TMPDIR'] = temporary.path;
  project = newProject(folder.path);
});
afterAll(() => {
  project.close();
  if (saved === undefined) delete process.env['SQLITE_TMPDIR'];
  else process.env['SQLITE_TMPDIR'] = saved;
  folder.remove();
  temporary.remove();
});

describe('an open project', () => {
  it.each([
    ['temp_store', 2],
    ['secure_delete', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['locking_mode', 'exclusive'],
    ['journal_mode', 'delete'],
    ['synchronous', 2],
    ['mmap_size', 0],
  ])('has %s = %s', (pragma, value) => {
    expect(databaseOf(project).pragma(pragma, { simple: true })).toBe(value);
  });

  it('loads no extension', () => {
    expect(() => databaseOf(project).prepare("select load_extension('x')").get()).toThrow(/not authorized/u);
  });

  // Where SQLite spills a sort to disk it unlinks the file at once; only the open descriptors show it.
  it.skipIf(process.platform !== 'linux')('sorts what does not fit its cache without a file', () => {
    const database = databaseOf(project);
    database.pragma('cache_size = 10');
    const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000)
                     select i, printf('%0200d', (i * 7919) % 200003) as padded from n order by padded desc`;
    let seen = 0;
    let spilled: string[] = [];
    for (const row of database.prepare(numbers).iterate()) {
      seen += row === undefined ? 0 : 1;
      if (seen === 1)
        spilled = openFiles().filter((name) => name.includes('etilqs') || name.startsWith(temporary.path));
    }
    expect(seen).toBe(200_000);
    expect(spilled).toEqual([]);
    expect(readdirSync(temporary.path)).toEqual([]);
  });
});

function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      return '';
    }
  });
}
