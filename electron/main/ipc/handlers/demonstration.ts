import { freeFolder } from '../../projects/freeFolder.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

const FOLDER = 'Demonstrationslandet';

export const demonstrationHandlers = (parts: ShellParts): Pick<AllHandlers, 'demonstration.create'> => {
  const { jobs, fileIds, recent, demonstrationFolder } = parts;
  return {
    'demonstration.create': ({ persons, seed, language }) => ({
      jobId: jobs.start(async (engine, options) => {
        const folder = freeFolder(demonstrationFolder, FOLDER);
        const { project, name } = await engine.call(
          'demonstration.create',
          { folder, persons, seed, language: language ?? 'sv' },
          options,
        );
        recent.remember({ path: project, name, synthetic: true, lastOpened: parts.now().toISOString() });
        return fileIds.idOf(project);
      }),
    }),
  };
};
