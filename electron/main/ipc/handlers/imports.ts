import { UserError } from '../../../../shared/errors/errors.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type ImportsMethod = 'imports.preview' | 'imports.start' | 'imports.outcome';
type Outcome = Output<'imports.outcome'>['outcome'];

export const importsHandlers = ({ engine, jobs, deliveries }: ShellParts): Pick<AllHandlers, ImportsMethod> => {
  // Of the latest import alone: the window asks when it has ended.
  let latest: { readonly jobId: string; readonly outcome: Outcome } | undefined;
  const pathsOf = (files: readonly string[]): string[] =>
    files.map((id) => {
      const path = deliveries.fileOf(id);
      if (path === undefined) throw new UserError('input', 'shell.unknownDelivery');
      return path;
    });
  return {
    'imports.preview': async ({ files, ...choices }) =>
      engine.call('imports.preview', { paths: pathsOf(files), choices }),
    'imports.start': ({ files, replace, discardKey, ...choices }) => {
      const paths = pathsOf(files);
      // Asked of the engine that has the project open, which gives it to a thread beside its own.
      const jobId = jobs.start(async (_own, options) => {
        const outcome = await engine.call('imports.run', { paths, choices, replace, discardKey }, options);
        latest = { jobId, outcome };
        if (outcome.refused) throw new UserError('refused', 'import.rowsRefused', { rows: outcome.badRows.length });
        return null;
      });
      return { jobId };
    },
    'imports.outcome': ({ jobId }) => ({ outcome: latest?.jobId === jobId ? latest.outcome : null }),
  };
};
