import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

export const jobHandlers = ({ jobs }: ShellParts): Pick<AllHandlers, 'job.cancel'> => ({
  'job.cancel': ({ jobId }) => ({ cancelled: jobs.cancel(jobId) }),
});
