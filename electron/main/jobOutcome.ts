import type { CallOptions, EngineClient } from './engineClient.ts';
import type { Jobs } from './jobs.ts';

/** Jobs of one kind whose outcome the window asks for when they have ended. */
export interface JobsWithOutcome<T> {
  start(work: (own: EngineClient, options: CallOptions) => Promise<T>): string;
  /** What the latest of them gave, once; null for any other job. */
  take(jobId: string): T | null;
}

export function jobsWithOutcome<T>(jobs: Jobs): JobsWithOutcome<T> {
  let latest: { readonly jobId: string; readonly given: T } | undefined;
  return {
    start: (work) => {
      const jobId = jobs.start(async (own, options) => {
        const given = await work(own, options);
        latest = { jobId, given };
        return null;
      });
      return jobId;
    },
    take: (jobId) => {
      const given = latest?.jobId === jobId ? latest.given : null;
      latest = undefined;
      return given;
    },
  };
}
