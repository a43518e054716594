import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFileIds } from '../../electron/main/projects/fileIds.ts';
import { isPlainPath, realProjectPath } from '../../electron/main/projects/paths.ts';
import { pickedFilesOf } from '../../electron/main/projects/pickedFiles.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sigill-paths-')));
const real = path.join(folder, 'a.sigill');
mkdirSync(path.join(folder, 'sub'));
writeFileSync(real, '');
writeFileSync(path.join(folder, 'secret.txt'), '');
symlinkSync(real, path.join(folder, 'link.sigill'));
symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'sub', 'b.sigill'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('25. paths', () => {
  it.each([
    '\\\\server\\share\\a.sigill',
    '//server/share/a.sigill',
    '\\\\.\\C:\\a.sigill',
    '\\\\?\\C:\\a.sigill',
    'C:\\data\\CON',
    'C:\\data\\con.sigill',
    'C:\\aux.csv\\a.sigill',
    'C:\\data\\LPT1.sigill',
    'C:\\data\\a.sigill:stream',
    'C:a.sigill',
    'a.sigill',
    '..\\a.sigill',
    '',
    'C:\\a\0.sigill',
  ])('refuses %j on Windows', (file) => {
    expect(isPlainPath(file, 'win32')).toBe(false);
  });

  it.each(['C:\\Users\\anna\\projekt\\a.sigill', 'D:/data/konto/a.sigill'])('takes %s on Windows', (file) => {
    expect(isPlainPath(file, 'win32')).toBe(true);
  });

  it('takes the real path, and only of a project', () => {
    expect(realProjectPath(path.join(folder, 'sub', '..', 'a.sigill'))).toBe(real);
    expect(realProjectPath(path.join(folder, 'link.sigill'))).toBe(real);
    expect(realProjectPath(path.join(folder, 'sub', 'b.sigill'))).toBeUndefined();
    expect(realProjectPath(path.join(folder, 'absent.sigill'))).toBeUndefined();
    expect(realProjectPath('a.sigill')).toBeUndefined();
    expect(realProjectPath(`${real}\0`)).toBeUndefined();
  });

  it('of picked and dropped files become ids, and only those of plain files', () => {
    const ids = createFileIds();
    const secret = path.join(folder, 'secret.txt');
    const { files, refused } = pickedFilesOf(
      [secret, folder, path.join(folder, 'absent.csv'), 'a.csv', '\\\\server\\share\\a.csv', 7, `${secret}\0`],
      ids,
    );
    expect(files).toEqual([
      { fileId: expect.stringMatching(/^[0-9a-f-]{36}$/u) as string, name: 'secret.txt', bytes: 0 },
    ]);
    expect(ids.fileOf(files[0]?.fileId ?? '')).toBe(secret);
    expect(refused).toBe(folder);
    expect(JSON.stringify(files)).not.toContain(folder);
  });

  it('never come from the window', () => {
    const names = Object.entries(contract).flatMap(([, { input }]) => Object.keys(input.shape));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => /path|file$|folder|dir/iu.test(name))).toEqual([]);
    expect(
      filesWith(sourcesOf('renderer'), /webUtils|getPathForFile|showOpenFilePicker|\.webkitRelativePath/u),
    ).toEqual([]);
  });
});
