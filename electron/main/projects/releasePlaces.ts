import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Dialogs, ReleasePlace } from '../ports/dialogs.ts';
import { createFileIds } from './fileIds.ts';
import { isPlainPath } from './paths.ts';

/** Which of the places are folders. */
const FOLDERS: ReadonlySet<ReleasePlace> = new Set(['organisation']);

/** What the window is told of a place: an id, and the last part of its path. */
export interface Picked {
  readonly fileId: string;
  readonly name: string;
}

/** Files and folders of releases, known to the window by ids; each id stands for one kind of place and no other. */
export interface ReleasePlaces {
  /** Asks the person; null when the dialog was closed. */
  choose(place: ReleasePlace): Promise<Picked | null>;
  /** The path of what was chosen before; refuses an id of another kind. */
  pathOf(place: ReleasePlace, id: string): string;
}

/** The real path, when it is a plain file or folder of this machine. */
function plain(file: string, folder: boolean): string | undefined {
  if (!isPlainPath(file, process.platform)) return undefined;
  try {
    const real = realpathSync.native(file);
    const found = statSync(real);
    return isPlainPath(real, process.platform) && (folder ? found.isDirectory() : found.isFile()) ? real : undefined;
  } catch {
    return undefined;
  }
}

export function createReleasePlaces(dialogs: Pick<Dialogs, 'chooseForRelease'>): ReleasePlaces {
  const ids = new Map<ReleasePlace, ReturnType<typeof createFileIds>>();
  const idsOf = (place: ReleasePlace): ReturnType<typeof createFileIds> => {
    const own = ids.get(place) ?? createFileIds();
    ids.set(place, own);
    return own;
  };
  return {
    choose: async (place) => {
      const picked = await dialogs.chooseForRelease(place);
      if (picked === null) return null;
      const real = plain(picked, FOLDERS.has(place));
      const name = path.basename(picked).slice(0, 200);
      if (real === undefined) throw new UserError('input', 'shell.notAPlainFile', { file: name });
      return { fileId: idsOf(place).idOf(real), name };
    },
    pathOf: (place, id) => {
      const file = idsOf(place).fileOf(id);
      if (file === undefined) throw new UserError('input', 'shell.unknownDelivery');
      return file;
    },
  };
}
