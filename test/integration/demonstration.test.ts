import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMONSTRATION_PASSPHRASE } from '../../shared/domain/demonstration.ts';
import { type ShellUnderTest, shellUnderTest } from '../support/shellUnderTest.ts';

// The demonstration country made by the window: a job in a thread of its own, its progress, its end, and what it made.

const AREAS = 3363;

describe('the demonstration country, made from the window', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sigill-country-')));
  let shell: ShellUnderTest['shell'];
  let log: ShellUnderTest['log'];
  let progress: ShellUnderTest['progress'];
  let ended: ShellUnderTest['ended'];
  let ask: ShellUnderTest['ask'];
  let get: ShellUnderTest['get'];

  beforeEach(() => {
    ({ shell, log, progress, ended, ask, get } = shellUnderTest(folder, {
      kind: 'preview',
      demonstrationFolder: path.join(folder, 'made'),
    }));
  });
  afterEach(async () => {
    await shell.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told step by step, opens, and has areas, borders and values that belong together', async () => {
    const { jobId } = await get('demonstration.create', { persons: 20_000, seed: 1 });
    // The window is answered while the job runs.
    expect((await get('app.info', {})).shell).toBe('preview');
    expect(await ask('demonstration.create', { persons: 20_000, seed: 2 })).toMatchObject({
      ok: false,
      error: { key: 'job.oneAtATime' },
    });
    await vi.waitUntil(() => ended.length > 0, { timeout: 100_000, interval: 50 });
    expect(ended).toMatchObject([{ jobId, outcome: 'done', error: null }]);
    expect(new Set(progress.map(({ step }) => step)).size).toBeGreaterThan(2);
    expect(progress.every((told) => told.jobId === jobId && told.done <= told.total)).toBe(true);

    const recent = await get('project.recent', {});
    expect(recent.projects).toMatchObject([{ synthetic: true, knownPassphrase: DEMONSTRATION_PASSPHRASE }]);
    const fileId = ended[0]?.fileId ?? '';
    expect(recent.projects[0]?.fileId).toBe(fileId);
    const summary = await get('project.open', { fileId, passphrase: DEMONSTRATION_PASSPHRASE });
    expect(summary).toMatchObject({ synthetic: true, indicatorYears: summary.years });
    expect(summary.levels).toContain('regso');

    const at = { level: 'regso', year: summary.years.at(-1) ?? 0 } as const;
    const [areas, geometry, values, catalogue, saved] = await Promise.all([
      get('areas.list', at),
      get('areas.geometry', at),
      get('indicators.values', at),
      get('indicators.catalogue', {}),
      get('assessment.list', {}),
    ]);
    expect(areas.codes).toHaveLength(AREAS);
    // A few people are registered in no known area.
    const registered = areas.population.reduce((sum, persons) => sum + persons, 0);
    expect(registered).toBeLessThanOrEqual(summary.persons);
    expect(registered).toBeGreaterThan(0.99 * summary.persons);
    expect(new Set(geometry.ringArea).size).toBe(AREAS);
    expect(geometry.ringStart).toHaveLength(geometry.ringArea.length + 1);
    expect(values.ids).toHaveLength(summary.indicatorCount);
    expect(values.values.every((column) => column.length === AREAS)).toBe(true);
    expect(catalogue.indicators.map(({ id }) => id)).toEqual(expect.arrayContaining(values.ids));
    expect(saved.assessments.length).toBeGreaterThanOrEqual(3);
    expect(log).toEqual([{ event: 'request.refused', method: 'demonstration.create', rule: 'job.oneAtATime' }]);
  });

  it('leaves nothing when it is cancelled', async () => {
    const before = readdirSync(path.join(folder, 'made')).sort();
    const { jobId } = await get('demonstration.create', { persons: 200_000, seed: 1 });
    await vi.waitUntil(() => progress.length > 0, { timeout: 60_000, interval: 20 });
    expect(await get('job.cancel', { jobId })).toEqual({ cancelled: true });
    await vi.waitUntil(() => ended.length > 0, { timeout: 60_000, interval: 20 });
    expect(ended).toMatchObject([{ jobId, outcome: 'cancelled', fileId: null, error: { key: 'error.cancelled' } }]);
    expect(readdirSync(path.join(folder, 'made')).sort()).toEqual(before);
  });
});
