import type { ShellParts } from '../../shell.ts';
import type { Handlers } from '../router.ts';

export const jobHandlers = ({ jobs }: ShellParts): Pick<Handlers, 'job.cancel'> => ({
  'job.cancel': ({ jobId }) => ({ cancelled: jobs.cancel(jobId) }),
});
