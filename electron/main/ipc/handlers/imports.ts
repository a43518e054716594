import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { createFileIds, type FileIds } from '../../projects/fileIds.ts';
import { plainTarget } from '../../projects/paths.ts';
import { pickedFilesOf } from '../../projects/pickedFiles.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type ImportsMethod =
  | 'imports.preview'
  | 'imports.start'
  | 'imports.openSpecification'
  | 'imports.saveSpecification'
  | 'imports.outcome';
type Outcome = Output<'imports.outcome'>['outcome'];

const ENDING = '.json';

export const importsHandlers = ({
  engine,
  jobs,
  deliveries,
  dialogs,
}: ShellParts): Pick<AllHandlers, ImportsMethod> => {
  // Of the latest import alone: the window asks when it has ended.
  let latest: { readonly jobId: string; readonly outcome: Outcome } | undefined;
  const specifications = createFileIds();
  const pathOf = (ids: FileIds, id: string): string => {
    const file = ids.fileOf(id);
    if (file === undefined) throw new UserError('input', 'shell.unknownDelivery');
    return file;
  };
  const pathsOf = (files: readonly string[]): string[] => files.map((id) => pathOf(deliveries, id));
  const openedOf = (id: string | null | undefined): string | null =>
    id === undefined || id === null ? null : pathOf(specifications, id);
  return {
    'imports.preview': async ({ files, specification, ...choices }) =>
      engine.call('imports.preview', { paths: pathsOf(files), specification: openedOf(specification), choices }),
    'imports.start': ({ files, specification, replace, discardKey, ...choices }) => {
      const look = { paths: pathsOf(files), specification: openedOf(specification), choices };
      // Asked of the engine that has the project open, which gives it to a thread beside its own.
      const jobId = jobs.start(async (_own, options) => {
        const outcome = await engine.call('imports.run', { ...look, replace, discardKey }, options);
        latest = { jobId, outcome };
        if (outcome.refused) throw new UserError('refused', 'import.rowsRefused', { rows: outcome.badRows.length });
        return null;
      });
      return { jobId };
    },
    'imports.openSpecification': async () => {
      const chosen = await dialogs.chooseSpecification();
      if (chosen === null) return { chosen: null };
      const [picked] = pickedFilesOf([chosen], specifications).files;
      if (picked === undefined) throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(chosen) });
      return { chosen: { fileId: picked.fileId, name: picked.name } };
    },
    'imports.saveSpecification': async ({ files, specification, ...choices }) => {
      const look = { paths: pathsOf(files), specification: openedOf(specification), choices };
      const chosen = await dialogs.saveSpecification(`${path.parse(look.paths[0] ?? '').name}${ENDING}`);
      if (chosen === null) return { saved: null };
      const target = plainTarget(chosen.endsWith(ENDING) ? chosen : `${chosen}${ENDING}`);
      if (target === undefined) throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(chosen) });
      await engine.call('imports.save', { ...look, target });
      return { saved: path.basename(target).slice(0, 200) };
    },
    'imports.outcome': ({ jobId }) => ({ outcome: latest?.jobId === jobId ? latest.outcome : null }),
  };
};
