import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { RELEASE_PLACES, type ReleasePlace } from '../../../shared/ipc/signing.ts';
import type { Dialogs, ReleaseTarget } from '../ports/dialogs.ts';
import { createFileIds, type FileIds } from './fileIds.ts';
import { isPlainPath, plainTarget } from './paths.ts';

/** Which of the places are folders. */
const FOLDERS: ReadonlySet<ReleasePlace> = new Set(['organisation', 'package']);

/** What a name of a new file ends with; folders have no ending. */
const ENDINGS: Readonly<Record<ReleaseTarget, string>> = {
  review: '.sigillgranskning',
  decision: '.json',
  personKey: '.personnyckel',
  package: '',
  organisation: '',
};

/** What the window is told of a place: an id, and the last part of its path. */
export interface Picked {
  readonly fileId: string;
  readonly name: string;
}

/** Files and folders of releases, known to the window by ids; each id stands for one kind of place and no other. */
export interface ReleasePlaces {
  /** Asks the person; null when the dialog was closed. */
  readonly choose: (place: ReleasePlace) => Promise<Picked | null>;
  /** What lies at a path, for something that was just made there. */
  readonly remember: (place: ReleasePlace, file: string) => Picked;
  /** The path of what was chosen before; refuses an id of another kind. */
  readonly pathOf: (place: ReleasePlace, id: string) => string;
  /** Asks the person where something is to be written; null when the dialog was closed. */
  readonly target: (target: ReleaseTarget, name: string) => Promise<string | null>;
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

const refuse = (file: string): never => {
  throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(file).slice(0, 200) });
};

/** What of a title can stand in the name of a file on every system. */
export const nameFrom = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60);

export function createReleasePlaces(dialogs: Pick<Dialogs, 'chooseForRelease' | 'saveForRelease'>): ReleasePlaces {
  const ids = new Map<ReleasePlace, FileIds>(RELEASE_PLACES.map((place) => [place, createFileIds()]));
  const remember = (place: ReleasePlace, file: string): Picked => {
    const real = plain(file, FOLDERS.has(place)) ?? refuse(file);
    return { fileId: ids.get(place)?.idOf(real) ?? '', name: path.basename(file).slice(0, 200) };
  };
  return {
    remember,
    choose: async (place) => {
      const picked = await dialogs.chooseForRelease(place);
      return picked === null ? null : remember(place, picked);
    },
    pathOf: (place, id) => {
      const file = ids.get(place)?.fileOf(id);
      if (file === undefined) throw new UserError('refused', 'shell.unknownDelivery');
      return file;
    },
    target: async (target, name) => {
      const ending = ENDINGS[target];
      const chosen = await dialogs.saveForRelease(target, `${name}${ending}`);
      if (chosen === null) return null;
      return plainTarget(chosen.endsWith(ending) ? chosen : `${chosen}${ending}`) ?? refuse(chosen);
    },
  };
}
