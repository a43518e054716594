import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';
import { flushFolder, makeFolders } from './folders.ts';

/** One file to write: its path and its whole content, or the pieces of it in order. */
export interface WholeFile {
  readonly path: string;
  readonly content: string | Uint8Array | Iterable<string | Uint8Array>;
}

const WRITE_FAULTS = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOENT',
]);

/** Hidden beside the target; the process number keeps two runs apart that write the same file at the same time. */
const temporaryFor = (target: string): string =>
  path.join(path.dirname(target), `.${path.basename(target)}.${String(process.pid)}.tmp`);

/** The system's no in a person's words; anything else is passed on. */
function asWriteFault(cause: unknown, target: string): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === undefined || !WRITE_FAULTS.has(code)) return cause;
  return new DataError({ file: path.basename(target) }, 'file.notWritable', { folder: path.dirname(target) });
}

/**
 * Writes several files so that each is either as it was or whole and new: first all under temporary names beside their
 * targets, flushed to disk, then all renamed in the order given. Missing folders are made. If anything fails before the
 * renaming, no target has changed and the temporary files are gone. Readable by the owner only.
 */
export async function writeWhole(files: readonly WholeFile[]): Promise<void> {
  const waiting: { temporary: string; target: string }[] = [];
  try {
    for (const file of files) {
      const temporary = temporaryFor(file.path);
      waiting.push({ temporary, target: file.path });
      makeFolders(path.dirname(file.path));
      await writeFlushed(temporary, file.content);
    }
    for (const { temporary, target } of waiting) await rename(temporary, target);
    for (const folder of new Set(files.map((file) => path.dirname(file.path)))) flushFolder(folder);
  } catch (cause) {
    for (const { temporary } of waiting) await rm(temporary, { force: true }).catch(() => undefined);
    throw asWriteFault(cause, waiting.at(-1)?.target ?? files[0]?.path ?? '');
  }
}

/**
 * The same for one small file, without giving the thread away: for what must not be interrupted, such as a key file.
 * `mode` is for files that several persons share.
 */
export function writeWholeNow(target: string, content: string, mode = 0o600): void {
  const temporary = temporaryFor(target);
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      if (mode !== 0o600) fchmodSync(descriptor, mode);
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
    flushFolder(path.dirname(target));
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw asWriteFault(cause, target);
  }
}

async function writeFlushed(file: string, content: WholeFile['content']): Promise<void> {
  await using handle = await open(file, 'w', 0o600);
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for (const piece of pieces) await handle.writeFile(piece);
  await handle.sync();
}
