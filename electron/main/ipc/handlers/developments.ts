import type { Output } from '../../../../shared/ipc/contract.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type DevelopmentsMethod =
  | 'developments.areas'
  | 'developments.groupings'
  | 'developments.group'
  | 'developments.grouped';
type Grouped = Output<'developments.grouped'>['grouped'];

export const developmentsHandlers = ({ engine, jobs }: ShellParts): Pick<AllHandlers, DevelopmentsMethod> => {
  // Of the latest job alone: the window asks when it has ended.
  let latest: { readonly jobId: string; readonly grouped: Grouped } | undefined;
  return {
    'developments.areas': async (input) => engine.call('developments.areas', input),
    'developments.groupings': async () => engine.call('developments.groupings', {}),
    // In the thread that holds the project, not in one of its own: the file is held by one connection.
    'developments.group': (input) => {
      const jobId = jobs.start(async (_own, options) => {
        const grouped = await engine.call('developments.group', input, options);
        latest = { jobId, grouped };
        return null;
      });
      return { jobId };
    },
    'developments.grouped': ({ jobId }) => ({ grouped: latest?.jobId === jobId ? latest.grouped : null }),
  };
};
