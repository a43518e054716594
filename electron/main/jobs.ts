import { randomUUID } from 'node:crypto';
import { UserError } from '../../shared/errors/errors.ts';
import type { EventPayload } from '../../shared/ipc/contract.ts';
import { type CallOptions, type EngineClient, newCancelFlag } from './engineClient.ts';
import { toAppError } from './ipc/router.ts';
import type { Emit } from './ports/events.ts';
import { errorName, type Log, stackPlaces } from './ports/log.ts';

/** Work that takes long: it runs in a thread of its own, tells where it is, and can be stopped. */
export interface Jobs {
  /** Starts one and gives its id at once. `work` gives the id of the file that it made, or null. */
  start(work: (engine: EngineClient, options: CallOptions) => Promise<string | null>): string;
  /** True when there was such a job to ask. It ends when it next looks, at most some 50 ms of work later. */
  cancel(jobId: string): boolean;
  /** Asks all of them to stop and waits until they have. */
  stop(): Promise<void>;
}

type Ending = Omit<EventPayload<'job.ended'>, 'jobId'>;

/** One job at a time: each of them wants the machine to itself. */
export function createJobs(startEngine: () => EngineClient, emit: Emit, log: Log): Jobs {
  const running = new Map<string, { readonly cancel: Int32Array; ended: Promise<void> }>();

  const endingOf = (cause: unknown): Ending => {
    if (cause instanceof UserError) {
      if (cause.kind === 'refused') log({ event: 'request.refused', rule: cause.key });
      return { outcome: cause.kind === 'cancelled' ? 'cancelled' : 'failed', fileId: null, error: toAppError(cause) };
    }
    log({ event: 'job.failed', name: errorName(cause), place: stackPlaces(cause) });
    return { outcome: 'failed', fileId: null, error: { code: 'INTERNAL', key: 'error.internal' } };
  };

  const carryOut = async (jobId: string, cancel: Int32Array, work: Parameters<Jobs['start']>[0]): Promise<void> => {
    const engine = startEngine();
    let ending: Ending;
    try {
      const onProgress = (step: string, done: number, total: number, rows?: number): void => {
        emit('job.progress', { jobId, step, done, total, ...(rows === undefined ? {} : { rows }) });
      };
      ending = { outcome: 'done', fileId: await work(engine, { cancel, onProgress }), error: null };
    } catch (cause) {
      ending = endingOf(cause);
    }
    await engine.close();
    running.delete(jobId);
    emit('job.ended', { jobId, ...ending });
  };

  return {
    start: (work) => {
      if (running.size > 0) throw new UserError('refused', 'job.oneAtATime');
      const jobId = randomUUID();
      const cancel = newCancelFlag();
      running.set(jobId, { cancel, ended: carryOut(jobId, cancel, work) });
      return jobId;
    },
    cancel: (jobId) => {
      const job = running.get(jobId);
      if (job !== undefined) Atomics.store(job.cancel, 0, 1);
      return job !== undefined;
    },
    stop: async () => {
      const jobs = [...running.values()];
      for (const { cancel } of jobs) Atomics.store(cancel, 0, 1);
      await Promise.all(jobs.map(({ ended }) => ended));
    },
  };
}
