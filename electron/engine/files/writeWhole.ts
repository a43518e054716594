import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';

/** One file to write: its path and its whole content, or the pieces of it in order. */
export interface WholeFile {
  readonly path: string;
  readonly content: string | Uint8Array | Iterable<string | Uint8Array>;
}

/**
 * Writes several files so that each is either as it was or whole and new: first all under temporary names beside their
 * targets, flushed to disk, then all renamed in the order given. Missing folders are made. If anything fails before the
 * renaming, no target has changed and the temporary files are gone.
 */
export async function writeWhole(files: readonly WholeFile[]): Promise<void> {
  const waiting: { temporary: string; target: string }[] = [];
  try {
    for (const file of files) {
      const folder = path.dirname(file.path);
      await mkdir(folder, { recursive: true });
      // The process number keeps two runs apart that write the same file at the same time.
      const temporary = path.join(folder, `.${path.basename(file.path)}.${process.pid}.tmp`);
      waiting.push({ temporary, target: file.path });
      await writeFlushed(temporary, file.content);
    }
    for (const { temporary, target } of waiting) await rename(temporary, target);
    for (const folder of new Set(files.map((file) => path.dirname(file.path)))) await flushFolder(folder);
  } catch (cause) {
    for (const { temporary } of waiting) await rm(temporary, { force: true });
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== undefined && WRITE_FAULTS.has(code)) {
      const target = waiting.at(-1)?.target ?? files[0]?.path ?? '';
      throw new DataError({ file: path.basename(target) }, 'file.notWritable', { folder: path.dirname(target) });
    }
    throw cause;
  }
}

const WRITE_FAULTS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT']);

async function writeFlushed(file: string, content: WholeFile['content']): Promise<void> {
  await using handle = await open(file, 'w', 0o600);
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for (const piece of pieces) await handle.writeFile(piece);
  await handle.sync();
}

/** Makes the renaming itself durable; Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
