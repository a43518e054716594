import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import { pickedFilesOf } from '../../projects/pickedFiles.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type DataMethod = 'data.registers' | 'data.choose' | 'data.quality' | 'data.rows' | 'data.remove';

export const dataHandlers = ({ engine, jobs, dialogs, deliveries }: ShellParts): Pick<AllHandlers, DataMethod> => ({
  'data.registers': async () => engine.call('data.registers', {}),
  'data.choose': async () => {
    const picked = await dialogs.chooseDeliveries();
    const { files, refused } = pickedFilesOf(picked, deliveries);
    if (refused !== undefined) throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(refused) });
    return { files };
  },
  'data.quality': async (input) => engine.call('data.quality', input),
  'data.rows': async (input) => engine.call('data.rows', input),
  // Asked of the engine that has the project open, which gives it to a thread beside its own.
  'data.remove': (input) => ({
    jobId: jobs.start(async (_own, options) => {
      await engine.call('data.remove', input, options);
      return null;
    }),
  }),
});
