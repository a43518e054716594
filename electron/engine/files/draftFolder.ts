import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';
import { makeFolders } from './folders.ts';
import { isRunning } from './running.ts';

/** Takes away the drafts of the same folder whose makers were killed before they could. */
async function sweep(above: string, name: string): Promise<void> {
  for (const entry of await readdir(above)) {
    const maker = entry.startsWith(`.${name}-`)
      ? /^(\d+)-[\w-]{6}$/u.exec(entry.slice(name.length + 2))?.[1]
      : undefined;
    if (maker !== undefined && !isRunning(Number(maker)))
      await rm(path.join(above, entry), { recursive: true, force: true });
  }
}

/**
 * Makes a hidden folder beside the given one, to be filled and then renamed to it. Missing folders above are made. Its
 * name tells which process makes it, so that what a killed one left is swept away the next time.
 */
export async function draftFolder(folder: string): Promise<string> {
  const above = path.dirname(folder);
  const name = path.basename(folder);
  try {
    makeFolders(above);
    await sweep(above, name);
    return await mkdtemp(path.join(above, `.${name}-${String(process.pid)}-`));
  } catch (cause) {
    // Whatever the system says, nothing can be made there: a matter for whoever chose the place.
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new DataError({ file: name }, 'file.notWritable', { folder: above });
  }
}
