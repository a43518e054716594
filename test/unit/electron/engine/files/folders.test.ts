import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders } from '../../../../../electron/engine/files/folders.ts';
import { writeWhole } from '../../../../../electron/engine/files/writeWhole.ts';

describe('making folders', () => {
  it('makes what is missing, and nothing when all is there', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sigill-folders-'));
    const deep = path.join(folder, 'a', 'b', 'c');
    makeFolders(deep);
    makeFolders(deep);
    expect(existsSync(deep)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it.skipIf(process.platform !== 'linux')('says no at once where nothing can be made', async () => {
    await expect(writeWhole([{ path: '/proc/nowhere/at/all.csv', content: '' }])).rejects.toThrow('file.notWritable');
  });
});
