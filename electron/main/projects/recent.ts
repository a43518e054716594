import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const entry = z.strictObject({
  path: z.string().min(1).max(4096),
  name: z.string().max(200),
  synthetic: z.boolean(),
  lastOpened: z.iso.datetime(),
});
const form = z.strictObject({ version: z.literal(1), projects: z.array(entry).max(50) });

/** A project that was opened on this machine: where it lies and what it is called, nothing of what is in it. */
export type RecentProject = z.output<typeof entry>;

export interface RecentProjects {
  list(): readonly RecentProject[];
  remember(project: RecentProject): void;
}

const LONGEST = 20;

/** Keeps the list in one small file in the application's own folder. A list that cannot be read is an empty one. */
export function recentProjects(file: string): RecentProjects {
  const read = (): readonly RecentProject[] => {
    try {
      return form.parse(JSON.parse(readFileSync(file, 'utf8'))).projects;
    } catch {
      return [];
    }
  };
  const write = (projects: readonly RecentProject[]): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    const temporary = `${file}.new`;
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify({ version: 1, projects }, undefined, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  };
  return {
    list: read,
    remember: (project) => {
      write([project, ...read().filter((other) => other.path !== project.path)].slice(0, LONGEST));
    },
  };
}
