import type { AppError, Result } from '../../../../shared/ipc/result.ts';
import { type Ended, useJobs } from '../../../app/state/jobs.ts';

/** How work ended that the window started: `closed` when the person closed the dialog before it began. */
export type WorkOutcome =
  | { readonly kind: 'done'; readonly jobId: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly error: Pick<AppError, 'key' | 'parameters'> };

const CANCELLED = { key: 'error.cancelled' } as const;

/** Starts a job and waits until it has ended; the line at the bottom tells how far it has come. */
export async function carryOut(start: () => Promise<Result<{ readonly jobId: string | null }>>): Promise<WorkOutcome> {
  const answer = await start();
  if (!answer.ok) return { kind: 'failed', error: answer.error };
  const { jobId } = answer.data;
  if (jobId === null) return { kind: 'closed' };
  useJobs.getState().begin(jobId);
  const ended = await endOf(jobId);
  if (ended.outcome === 'done') return { kind: 'done', jobId };
  return { kind: 'failed', error: ended.error ?? CANCELLED };
}

const endOf = (jobId: string): Promise<Ended> => {
  const known = useJobs.getState().ended;
  if (known?.jobId === jobId) return Promise.resolve(known);
  return new Promise((resolve) => {
    const stop = useJobs.subscribe(({ ended }) => {
      if (ended?.jobId !== jobId) return;
      stop();
      resolve(ended);
    });
  });
};
