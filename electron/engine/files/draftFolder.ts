import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';

/** Makes a hidden folder beside the given one, to be filled and then renamed to it. Missing folders above are made. */
export async function draftFolder(folder: string): Promise<string> {
  const above = path.dirname(folder);
  const name = path.basename(folder);
  try {
    await mkdir(above, { recursive: true });
    return await mkdtemp(path.join(above, `.${name}-`));
  } catch (cause) {
    // Whatever the system says, nothing can be made there: a matter for whoever chose the place.
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new DataError({ file: name }, 'file.notWritable', { folder: above });
  }
}
