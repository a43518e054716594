import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../electron/engine/project/database.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { personFile, PERSONS, takeIn, write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';

const CHILD = path.resolve(import.meta.dirname, '../support/importChild.ts');
const ROWS = 400_000;
const KILLS = 6;

interface Outcome {
  readonly milliseconds: number;
  readonly done: boolean;
}

/** Imports in a process of its own and kills it with SIGKILL so many milliseconds after the import has begun. */
function importAndKill(target: string, spec: string, file: string, after: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, target, PASSPHRASE, spec, file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let begun = 0;
    let said = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (begun === 0 && said.includes('started')) {
        begun = performance.now();
        if (Number.isFinite(after)) timer = setTimeout(() => child.kill('SIGKILL'), after);
      }
    });
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve({ milliseconds: performance.now() - begun, done: said.includes('done') });
    });
  });
}

/** What the project holds, but for the log entries of its being opened. */
const stateOf = (project: Project): unknown => ({
  log: project
    .log()
    .filter(({ action }) => action !== 'open')
    .map(({ action }) => action),
  registers: project.store.registers(),
  keys: project.store.read('person', 2023, ['LopNr', 'Inkomst']),
});

describe('a project whose process is killed in the middle of an import', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let spec = '';
  let file = '';
  let before: unknown;
  const from = (name: string): string => path.join(folder.path, name);
  const fresh = (name: string): string => {
    for (const end of ['', '-key']) copyFileSync(from(`test.sigill${end}`), from(`${name}.sigill${end}`));
    return from(`${name}.sigill`);
  };

  beforeAll(async () => {
    folder = temporaryFolder();
    const rows = Array.from(
      { length: ROWS },
      (_, i) => `${i + 1};2023;;${(i % 2) + 1};${i % 100};${i % 977},${i % 10}`,
    );
    file = write(folder.path, 'person.csv', personFile(rows));
    spec = write(folder.path, 'spec.json', JSON.stringify(PERSONS));
    const project = newProject(folder.path);
    // Something is there already and is to be replaced, so that old pages are overwritten too.
    await takeIn(project, [write(folder.path, 'forra.csv', personFile(rows.slice(0, 90_000)))]);
    before = stateOf(project);
    project.close();
  });
  afterAll(() => folder.remove());

  it('opens with what was last committed, whole', async () => {
    const { milliseconds, done } = await importAndKill(fresh('whole'), spec, file, Number.POSITIVE_INFINITY);
    expect(done).toBe(true);
    const random = generator(20_241_015, 'kills');
    let killedWithin = 0;
    for (let i = 0; i < KILLS; i += 1) {
      const name = `killed${String(i)}`;
      const outcome = await importAndKill(fresh(name), spec, file, random.uniform() * milliseconds);
      const project = reopen(folder.path, `${name}.sigill`);
      expect(databaseOf(project).pragma('integrity_check', { simple: true })).toBe('ok');
      expect(project.brokenLogEntry()).toBeUndefined();
      const rows = project.store.registers()[0]?.rows;
      if (rows !== ROWS) killedWithin += 1;
      expect(outcome.done ? rows === ROWS : rows === ROWS || rows === 90_000).toBe(true);
      expect(rows === ROWS || JSON.stringify(stateOf(project)) === JSON.stringify(before)).toBe(true);
      project.close();
    }
    expect(killedWithin).toBeGreaterThan(0);
  });
});
