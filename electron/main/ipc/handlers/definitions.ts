import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import { newCancelFlag } from '../../engineClient.ts';
import { pickedFilesOf } from '../../projects/pickedFiles.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type DefinitionsMethod =
  | 'definitions.registers'
  | 'definitions.read'
  | 'definitions.try'
  | 'definitions.stopTrying'
  | 'definitions.save'
  | 'definitions.remove'
  | 'definitions.open'
  | 'definitions.newer'
  | 'definitions.takeUp';

export const definitionsHandlers = (parts: ShellParts): Pick<AllHandlers, DefinitionsMethod> => {
  const { engine, dialogs, deliveries, emit } = parts;
  // Of the latest try alone: what was tried before it is of no use to anyone.
  let trying: Int32Array | undefined;
  const stopTrying = (): void => {
    if (trying !== undefined) Atomics.store(trying, 0, 1);
    trying = undefined;
  };
  const picked = async (): Promise<string | null> => {
    const chosen = await dialogs.chooseDefinition();
    if (chosen === null) return null;
    const { files } = pickedFilesOf([chosen], deliveries);
    const own = files[0] === undefined ? undefined : deliveries.fileOf(files[0].fileId);
    if (own === undefined) throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(chosen) });
    return own;
  };
  return {
    'definitions.registers': async () => engine.call('definitions.registers', {}),
    'definitions.read': async (input) => engine.call('definitions.read', input),
    'definitions.try': async ({ asked, ...input }) => {
      stopTrying();
      const cancel = newCancelFlag();
      trying = cancel;
      return engine.call('definitions.try', input, {
        cancel,
        onProgress: (_step, done, total) => {
          if (trying === cancel) emit('definitions.trying', { asked, done, total });
        },
      });
    },
    'definitions.stopTrying': () => {
      stopTrying();
      return {};
    },
    'definitions.save': async (input) => engine.call('definitions.save', input),
    'definitions.remove': async (input) => engine.call('definitions.remove', input),
    'definitions.open': async () => {
      const file = await picked();
      if (file === null) return { file: null };
      const { text } = await engine.call('definitions.open', { path: file });
      return { file: { name: path.basename(file).slice(0, 200), text } };
    },
    'definitions.newer': async () => engine.call('definitions.newer', {}),
    'definitions.takeUp': async (input) => engine.call('definitions.takeUp', input),
  };
};
