import { existsSync } from 'node:fs';
import path from 'node:path';
import { DEMONSTRATION_PASSPHRASE } from '../../../../shared/domain/demonstration.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { realProjectPath } from '../../projects/paths.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type ProjectMethod = 'project.recent' | 'project.choose' | 'project.open' | 'project.close' | 'project.summary';

export const projectHandlers = (parts: ShellParts): Pick<AllHandlers, ProjectMethod> => {
  const { engine, fileIds, recent, dialogs, kind } = parts;
  return {
    'project.recent': () => ({
      projects: recent
        .list()
        .filter((project) => existsSync(project.path))
        .map(({ path: file, name, synthetic, lastOpened }) => ({
          fileId: fileIds.idOf(file),
          name,
          synthetic,
          lastOpened,
          knownPassphrase: synthetic ? DEMONSTRATION_PASSPHRASE : null,
        })),
    }),

    'project.choose': async () => {
      const picked = await dialogs.chooseProject();
      if (picked === null) return { chosen: null };
      const file = realProjectPath(picked);
      if (file === undefined) throw new UserError('input', 'shell.notAProjectPath', { file: path.basename(picked) });
      return { chosen: { fileId: fileIds.idOf(file), name: path.basename(file, '.sigill').slice(0, 200) } };
    },

    'project.open': async ({ fileId, passphrase }) => {
      const file = fileIds.fileOf(fileId);
      if (file === undefined) throw new UserError('input', 'shell.unknownFile');
      const summary = await engine.call('project.open', {
        path: file,
        passphrase,
        onlySynthetic: kind === 'preview',
      });
      recent.remember({
        path: file,
        name: summary.name,
        synthetic: summary.synthetic,
        lastOpened: parts.now().toISOString(),
      });
      return summary;
    },

    'project.close': async () => engine.call('project.close', {}),
    'project.summary': async () => engine.call('project.summary', {}),
  };
};
