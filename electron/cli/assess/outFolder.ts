import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { OutFolder } from '../../engine/files/outFolder.ts';
import type { Project } from '../../engine/project/project.ts';
import type { SourceGiven } from './areaSource.ts';

/**
 * Where the results of a command go: from a project only as working copies, asked for and logged before anything is written.
 * @param kind what the log calls them
 */
export function outFolder(
  given: SourceGiven & { readonly out: string },
  project: Project | undefined,
  kind: string,
): OutFolder {
  if (project === undefined) return { out: given.out, workingCopy: false };
  if (given.workingCopy !== true) throw new UserError('refused', 'indicators.needsWorkingCopy');
  return {
    out: given.out,
    workingCopy: true,
    beforeWriting: (files) =>
      project.appendLog('working-copy', {
        kind,
        files: files.map((file) => path.basename(file)),
        level: given.level,
        year: given.year ?? '',
      }),
  };
}
