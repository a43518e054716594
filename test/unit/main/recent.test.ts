import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileIds } from '../../../electron/main/projects/fileIds.ts';
import { recentProjects } from '../../../electron/main/projects/recent.ts';

const at = (minute: number): string => `2026-01-15T09:${String(minute).padStart(2, '0')}:00.000Z`;
const project = (name: string, minute: number) => ({
  path: `/p/${name}.sigill`,
  name,
  synthetic: false,
  lastOpened: at(minute),
});

describe('recent projects', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sigill-recent-'));
    file = path.join(folder, 'app', 'projects.json');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('remembers the newest first, each project once, across starts', () => {
    const recent = recentProjects(file);
    expect(recent.list()).toEqual([]);
    for (const [name, minute] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ] as const)
      recent.remember(project(name, minute));
    expect(recentProjects(file).list()).toEqual([project('a', 3), project('b', 2)]);
    expect(readdirSync(path.dirname(file))).toEqual(['projects.json']);
  });

  it('keeps a bounded number', () => {
    const recent = recentProjects(file);
    for (let i = 0; i < 30; i += 1) recent.remember(project(`p${String(i)}`, i));
    expect(recent.list()).toHaveLength(20);
    expect(recent.list()[0]?.name).toBe('p29');
  });

  it.each(['', '{', '{"version":2}', '{"version":1,"projects":[{"path":""}]}'])(
    'takes a list that cannot be read (%s) for an empty one',
    (content) => {
      recentProjects(file).remember(project('a', 1));
      writeFileSync(file, content);
      expect(recentProjects(file).list()).toEqual([]);
      recentProjects(file).remember(project('b', 2));
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ version: 1, projects: [project('b', 2)] });
    },
  );
});

describe('ids of files', () => {
  it('give one id per file, and no file for an id that was never given', () => {
    const ids = createFileIds();
    const id = ids.idOf('/p/a.sigill');
    expect(ids.idOf('/p/a.sigill')).toBe(id);
    expect(ids.idOf('/p/b.sigill')).not.toBe(id);
    expect(ids.fileOf(id)).toBe('/p/a.sigill');
    expect(ids.fileOf('3f0f1f0e-0000-4000-8000-000000000000')).toBeUndefined();
  });
});
