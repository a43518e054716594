import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../../../electron/engine/files/writeWhole.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sigill-write-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('writing whole files', () => {
  it('writes texts, bytes and pieces, makes folders, replaces what was, and leaves nothing else', async () => {
    await writeFile(path.join(folder, 'a.txt'), 'a longer text that was there');
    await writeWhole([
      { path: path.join(folder, 'a.txt'), content: 'new' },
      { path: path.join(folder, 'deep/er/b.bin'), content: Uint8Array.of(1, 2) },
      { path: path.join(folder, 'c.txt'), content: ['å', 'ä'] },
    ]);
    expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('new');
    expect([...(await readFile(path.join(folder, 'deep/er/b.bin')))]).toEqual([1, 2]);
    expect(await readFile(path.join(folder, 'c.txt'), 'utf8')).toBe('åä');
    expect((await readdir(folder)).sort()).toEqual(['a.txt', 'c.txt', 'deep']);
  });

  it('changes nothing and leaves nothing when one of the contents fails', async () => {
    await writeFile(path.join(folder, 'a.txt'), 'old');
    const failing = function* (): Generator<string> {
      yield 'half';
      throw new Error('failed on the way');
    };
    await expect(
      writeWhole([
        { path: path.join(folder, 'a.txt'), content: 'new' },
        { path: path.join(folder, 'b.txt'), content: { [Symbol.iterator]: failing } },
      ]),
    ).rejects.toThrow('failed on the way');
    expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('says so when a file stands where a folder should be', async () => {
    await mkdir(path.join(folder, 'x'));
    await writeFile(path.join(folder, 'x', 'y'), '');
    await expect(writeWhole([{ path: path.join(folder, 'x/y/z.txt'), content: '' }])).rejects.toThrow(
      'file.notWritable',
    );
  });
});
