import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openProject } from '../../electron/engine/project/project.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import { AREA_KEY, PERSON_HEADER, takeInAreas } from '../support/deliveries.ts';
import { newProject, PASSPHRASE } from '../support/project.ts';
import { type ShellUnderTest, shellUnderTest } from '../support/shellUnderTest.ts';

// The shell with the built engine, whose long work has a thread of its own: what the window is answered meanwhile.

/** Enough that the import still runs when everything below has been asked. */
const ROWS = 3_000_000;
const METHOD: Input<'assessment.save'>['method'] = {
  version: 1,
  kind: 'index',
  indicators: [{ id: 'turnout', direction: -1, weight: 1 }],
  normalisation: { kind: 'z' },
};

describe('the window while an import runs', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sigill-busy-')));
  const deliveries: string[] = [];
  let project = '';
  let shell: ShellUnderTest['shell'];
  let log: ShellUnderTest['log'];
  let progress: ShellUnderTest['progress'];
  let ended: ShellUnderTest['ended'];
  let ask: ShellUnderTest['ask'];
  let get: ShellUnderTest['get'];

  beforeAll(async () => {
    project = path.join(folder, 'test.sigill');
    const made = newProject(folder);
    const areas = path.join(folder, 'nyckel.csv');
    writeFileSync(areas, AREA_KEY);
    await takeInAreas(made, areas);
    made.close();
    const rows = Array.from(
      { length: ROWS },
      (_, i) => `${String(i + 1)};2023;6001C1010;1;${String(i % 100)};${String(i % 977)},5`,
    );
    deliveries.push(path.join(folder, 'person_2023.csv'));
    writeFileSync(deliveries[0] ?? '', `${[PERSON_HEADER, ...rows].join('\n')}\n`);
  });
  beforeEach(() => {
    ({ shell, log, progress, ended, ask, get } = shellUnderTest(folder, {
      dialogs: {
        chooseProject: () => Promise.resolve(project),
        chooseDeliveries: () => Promise.resolve(deliveries),
      },
    }));
  });
  afterEach(async () => {
    await shell.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<void> => {
    const { chosen } = await get('project.choose', {});
    await get('project.open', { fileId: chosen?.fileId ?? '', passphrase: PASSPHRASE });
  };
  const start = async (): Promise<string> => {
    const { files } = await get('data.choose', {});
    const { jobId } = await get('imports.start', {
      files: files.map(({ fileId }) => fileId),
      options: {},
      columns: [{ column: 'LopNr', read: 'key' }],
      register: 'person',
      year: 2023,
      replace: true,
      discardKey: false,
    });
    await vi.waitUntil(() => progress.length > 0, { timeout: 60_000, interval: 5 });
    return jobId;
  };
  const end = async (): Promise<void> => {
    await vi.waitUntil(() => ended.length > 0, { timeout: 100_000, interval: 20 });
  };

  it('is answered, with what was before; what would write is told why not, and so is another process', async () => {
    await open();
    const jobId = await start();
    expect(ended).toEqual([]);
    const busy = { ok: false, error: { code: 'REFUSED', key: 'job.busy.import' } };
    expect(await ask('assessment.save', { id: null, name: 'Min', comment: '', method: METHOD })).toMatchObject(busy);
    expect(await ask('project.close', {})).toMatchObject(busy);
    expect((await get('project.summary', {}))?.registers).toEqual([]);
    expect((await get('areas.list', { level: 'regso', year: 2023 })).codes).toEqual(['6001R001', '6001R002']);
    expect((await get('data.registers', {})).registers).toEqual([]);
    expect(await ask('data.remove', { register: 'person', year: 2023 })).toMatchObject({
      error: { key: 'job.oneAtATime' },
    });
    const other = spawnSync(process.execPath, [path.resolve('electron/cli/index.ts'), 'project', 'info', project], {
      env: { ...process.env, SIGILL_PASSPHRASE: PASSPHRASE, SIGILL_LANGUAGE: 'en' },
      encoding: 'utf8',
    });
    expect(other.status).toBe(1);
    expect(other.stderr).toContain(`process ${String(process.pid)}`);
    await end();
    expect(ended).toMatchObject([{ jobId, outcome: 'done', error: null }]);
    expect(log).toEqual(
      (
        [
          ['assessment.save', 'job.busy.import'],
          ['project.close', 'job.busy.import'],
          ['data.remove', 'job.oneAtATime'],
        ] as const
      ).map(([method, rule]) => ({ event: 'request.refused', method, rule })),
    );
    expect((await get('project.summary', {}))?.registers).toMatchObject([{ register: 'person', rows: ROWS }]);
    expect(await ask('assessment.save', { id: null, name: 'Min', comment: '', method: METHOD })).toMatchObject({
      ok: true,
    });
  });

  it('stops it when asked to, and has the project as it was, in one file when it is closed', async () => {
    await open();
    const before = await get('project.summary', {});
    const jobId = await start();
    expect(await get('job.cancel', { jobId })).toEqual({ cancelled: true });
    await end();
    expect(ended).toMatchObject([{ jobId, outcome: 'cancelled' }]);
    expect(await get('project.summary', {})).toEqual(before);
    await get('project.close', {});
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('test.'))
        .sort(),
    ).toEqual(['test.sigill', 'test.sigill-key']);
  });

  it('removes a register in the same way, and gives the space back', async () => {
    await open();
    await get('data.remove', { register: 'person', year: 2023 });
    await end();
    expect(ended).toMatchObject([{ outcome: 'done', error: null }]);
    expect((await get('project.summary', {}))?.registers).toEqual([]);
    await get('project.close', {});
    const reopened = openProject(project, { passphrase: PASSPHRASE });
    expect(reopened.brokenLogEntry()).toBeUndefined();
    expect(reopened.log().map(({ action }) => action)).toContain('remove');
    reopened.close();
  });

  it('takes the project as it was when the application is ended within an import', async () => {
    await open();
    await start();
    await shell.close();
    expect(ended).toMatchObject([{ outcome: 'cancelled' }]);
    for (const end of ['', '-key']) copyFileSync(`${project}${end}`, path.join(folder, `kopia.sigill${end}`));
    const copy = openProject(path.join(folder, 'kopia.sigill'), { passphrase: PASSPHRASE });
    expect(copy.store.registers()).toEqual([]);
    copy.close();
    expect(log).toEqual([]);
  });
});
