import { create } from 'zustand';
import type { AppError } from '../../../shared/ipc/result.ts';
import { listen, request } from '../connection/client.ts';

export interface Job {
  readonly jobId: string;
  /** Key in shared/texts of the step that runs now; empty before the first report. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** Rows read so far, where rows are what is read. */
  readonly rows?: number | undefined;
  /** Seconds since the step began, by which the time left is judged. */
  readonly stepSeconds: number;
  readonly stepBegan: number;
  readonly cancelling: boolean;
}

export interface Ended {
  readonly jobId: string;
  readonly outcome: 'done' | 'failed' | 'cancelled';
  readonly fileId: string | null;
  readonly error: Pick<AppError, 'key' | 'parameters'> | null;
}

interface Jobs {
  readonly running: Job | null;
  readonly ended: Ended | null;
  readonly begin: (jobId: string) => void;
  readonly cancel: () => Promise<void>;
  readonly dismiss: () => void;
}

const started = (jobId: string): Job => ({
  jobId,
  step: '',
  done: 0,
  total: 0,
  stepSeconds: 0,
  stepBegan: performance.now(),
  cancelling: false,
});

export const useJobs = create<Jobs>()((set, get) => ({
  running: null,
  ended: null,
  begin: (jobId) => {
    if (get().running?.jobId !== jobId && get().ended?.jobId !== jobId) set({ running: started(jobId), ended: null });
  },
  cancel: async () => {
    const job = get().running;
    if (job === null) return;
    set({ running: { ...job, cancelling: true } });
    await request('job.cancel', { jobId: job.jobId });
  },
  dismiss: () => {
    set({ ended: null });
  },
}));

/** Seconds left of the step, judged by what has been done of it; null before there is anything to judge by. */
export function secondsLeft(job: Job): number | null {
  const share = job.total > 0 ? job.done / job.total : 0;
  return share < 0.05 || job.stepSeconds < 1 ? null : (job.stepSeconds * (1 - share)) / share;
}

/** Starts following the engine's jobs. Returns a function that stops. */
export function followJobs(): () => void {
  const stopProgress = listen('job.progress', ({ jobId, step, done, total, rows }) => {
    useJobs.setState(({ running, ended }) => {
      if (ended?.jobId === jobId) return {};
      const job = running?.jobId === jobId ? running : started(jobId);
      const now = performance.now();
      const stepBegan = job.step === step ? job.stepBegan : now;
      return {
        running: { ...job, step, done, total, rows, stepBegan, stepSeconds: (now - stepBegan) / 1000 },
        ended: null,
      };
    });
  });
  const stopEnded = listen('job.ended', (payload) => {
    const error =
      payload.error === null
        ? null
        : payload.error.parameters === undefined
          ? { key: payload.error.key }
          : { key: payload.error.key, parameters: payload.error.parameters };
    useJobs.setState({
      running: null,
      ended: { jobId: payload.jobId, outcome: payload.outcome, fileId: payload.fileId, error },
    });
  });
  return () => {
    stopProgress();
    stopEnded();
  };
}
