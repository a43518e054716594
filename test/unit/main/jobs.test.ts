import { describe, expect, it, vi } from 'vitest';
import type { CallOptions, EngineClient } from '../../../electron/main/engineClient.ts';
import { createJobs } from '../../../electron/main/jobs.ts';
import type { LogLine } from '../../../electron/main/ports/log.ts';
import { UserError } from '../../../shared/errors/errors.ts';

const FILE = '3f0f1f0e-0000-4000-8000-000000000000';

function jobsOnFakes(): {
  jobs: ReturnType<typeof createJobs>;
  told: [string, unknown][];
  log: LogLine[];
  closed: () => number;
} {
  const told: [string, unknown][] = [];
  const log: LogLine[] = [];
  let closed = 0;
  const engine: EngineClient = {
    call: () => Promise.reject(new Error('not called')),
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
  };
  const jobs = createJobs(
    () => engine,
    (event, payload) => told.push([event, payload]),
    (line) => log.push(line),
  );
  return { jobs, told, log, closed: () => closed };
}

/** Work that waits until it is asked to stop, as the engine does. */
const untilCancelled = async (_engine: EngineClient, { cancel }: CallOptions): Promise<string | null> => {
  await vi.waitUntil(() => cancel?.[0] === 1);
  throw new UserError('cancelled', 'error.cancelled');
};

describe('jobs', () => {
  it('tells progress and the end, and lets the thread go', async () => {
    const { jobs, told, closed } = jobsOnFakes();
    const jobId = jobs.start((_engine, { onProgress }) => {
      onProgress?.('import.read', 1, 2);
      return Promise.resolve(FILE);
    });
    await jobs.stop();
    expect(told).toEqual([
      ['job.progress', { jobId, step: 'import.read', done: 1, total: 2 }],
      ['job.ended', { jobId, outcome: 'done', fileId: FILE, error: null }],
    ]);
    expect(closed()).toBe(1);
  });

  it('stops when asked, and says that it was cancelled', async () => {
    const { jobs, told } = jobsOnFakes();
    const jobId = jobs.start(untilCancelled);
    expect(jobs.cancel('other')).toBe(false);
    expect(jobs.cancel(jobId)).toBe(true);
    await jobs.stop();
    expect(told).toEqual([
      [
        'job.ended',
        {
          jobId,
          outcome: 'cancelled',
          fileId: null,
          error: { code: 'CANCELLED', key: 'error.cancelled', parameters: {} },
        },
      ],
    ]);
    expect(jobs.cancel(jobId)).toBe(false);
  });

  it('runs one at a time', async () => {
    const { jobs } = jobsOnFakes();
    jobs.start(untilCancelled);
    expect(() => jobs.start(untilCancelled)).toThrow(UserError);
    await jobs.stop();
    jobs.start(() => Promise.resolve(null));
    await jobs.stop();
  });

  it('tells a bug without its message', async () => {
    const { jobs, told, log } = jobsOnFakes();
    jobs.start(() => Promise.reject(new RangeError('XMARKERX')));
    await jobs.stop();
    expect(told[0]?.[1]).toMatchObject({ outcome: 'failed', error: { code: 'INTERNAL', key: 'error.internal' } });
    expect(log).toMatchObject([{ event: 'job.failed', name: 'RangeError' }]);
    expect(JSON.stringify([told, log])).not.toContain('XMARKERX');
  });
});
