import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inUse } from '../../../../../electron/engine/project/holding.ts';
import { newProject, reopen, temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('who holds a project', () => {
  it('is told while it is open, and the note goes with the lock', () => {
    const project = newProject(folder.path);
    expect(readdirSync(folder.path)).toContain('test.sigill-open');
    expect(() => reopen(folder.path)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        key: 'project.inUseBy',
        parameters: expect.objectContaining({ process: process.pid, host: hostname(), file: 'test.sigill' }) as unknown,
      }) as Error,
    );
    project.close();
    expect(existsSync(path.join(folder.path, 'test.sigill-open'))).toBe(false);
  });

  it('is nobody when the note is of a process that is gone, or is no note', () => {
    newProject(folder.path).close();
    const file = path.join(folder.path, 'test.sigill');
    // Above the highest number that any system gives a process.
    const note = { process: 2 ** 30, user: 'a', host: hostname(), since: '2024-01-02T03:04:05.000Z' };
    for (const content of [JSON.stringify(note), 'x']) {
      writeFileSync(`${file}-open`, content);
      expect(inUse(file).key).toBe('project.inUse');
      const project = reopen(folder.path);
      expect(readFileSync(`${file}-open`, 'utf8')).toContain(String(process.pid));
      project.close();
    }
    writeFileSync(`${file}-open`, JSON.stringify({ ...note, host: 'elsewhere.example' }));
    expect(inUse(file)).toMatchObject({ key: 'project.inUseBy', parameters: { host: 'elsewhere.example', user: 'a' } });
  });
});
