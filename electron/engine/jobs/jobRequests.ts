import { UserError } from '../../../shared/errors/errors.ts';
import type { EngineCall, EngineRequest } from '../protocol.ts';

/** Requests that are long work on the open project: they have a thread of their own, so that the others need not wait. */
const JOBS = {
  'imports.run': 'job.busy.import',
  'data.remove': 'job.busy.remove',
  'indicators.compute': 'job.busy.compute',
  'tables.protect': 'job.busy.protect',
  'tables.compare': 'job.busy.protect',
  'release.check': 'job.busy.release',
  'release.submit': 'job.busy.release',
  'release.seal': 'job.busy.release',
  'ledger.enter': 'job.busy.release',
} as const satisfies Partial<Record<EngineRequest, string>>;

export type JobRequest = keyof typeof JOBS;

export const isJobRequest = (request: EngineRequest): request is JobRequest => request in JOBS;

/** What is said of a question that would write while `job` is writing. */
export const busyWith = (job: JobRequest): UserError => new UserError('refused', JOBS[job]);

/** To the thread of the jobs. `key` is shared, so that whoever is done with it last overwrites it for both. */
export type JobThreadCall =
  | { readonly type: 'join'; readonly file: string; readonly identity: Uint8Array; readonly key: Uint8Array }
  | { readonly type: 'call'; readonly call: EngineCall }
  | { readonly type: 'leave' };

/** From it, besides the answers to calls. */
export type JobThreadWord = { readonly type: 'joined' } | { readonly type: 'alone' } | { readonly type: 'left' };
