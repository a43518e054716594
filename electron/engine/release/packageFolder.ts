import { type FileHandle, lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { draftFolder } from '../files/draftFolder.ts';
import { makeFolders } from '../files/folders.ts';

/** A file of a package: its name relative to the package, with forward slashes, and its bytes. */
export interface PackagedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  makeFolders(path.dirname(file));
  const handle: FileHandle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Refuses a folder that exists. */
export async function refuseTaken(folder: string): Promise<void> {
  if (await exists(folder)) throw new UserError('input', 'release.folderExists', { folder: path.basename(folder) });
}

/**
 * Writes the files as a new folder, whole or not at all: into a folder beside the target, which gets its name when
 * every byte is on disk. A folder that exists is never touched: UserError 'release.folderExists'.
 */
export async function writePackageFolder(folder: string, files: readonly PackagedFile[]): Promise<void> {
  await refuseTaken(folder);
  const beside = await draftFolder(path.resolve(folder));
  try {
    for (const { name, bytes } of files) await writeDurably(path.join(beside, ...name.split('/')), bytes);
    await rename(beside, folder);
  } catch (cause) {
    await rm(beside, { recursive: true, force: true });
    throw cause;
  }
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** What lies in a package folder: ordinary files by name, and names of what is no ordinary file. */
export interface FolderContent {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly strange: readonly string[];
}

const MOST_BYTES = 2 ** 31 - 1;

/** Reads every file of the folder, two levels at most; links, devices and deeper folders are listed, never followed. */
export async function readPackageFolder(folder: string): Promise<FolderContent> {
  const files = new Map<string, Buffer>();
  const strange: string[] = [];
  const walk = async (prefix: string, depth: number): Promise<void> => {
    const entries = await readdir(path.join(folder, prefix), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${prefix}${entry.name}`;
      if (entry.isFile() && (await lstat(path.join(folder, name))).size <= MOST_BYTES)
        files.set(name, await readFile(path.join(folder, name)));
      else if (entry.isDirectory() && depth < 1) await walk(`${name}/`, depth + 1);
      else strange.push(name);
    }
  };
  await walk('', 0);
  return { files, strange };
}
