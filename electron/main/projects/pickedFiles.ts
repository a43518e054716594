import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileIds } from './fileIds.ts';
import { isPlainPath } from './paths.ts';

interface PickedFile {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
}

const MOST_FILES = 100;

/** A plain file on a drive of this machine, by its real path, or undefined. */
function plainFile(file: unknown, platform: NodeJS.Platform): { path: string; bytes: number } | undefined {
  if (typeof file !== 'string' || file.length > 4096 || !isPlainPath(file, platform)) return undefined;
  try {
    const real = realpathSync.native(file);
    const found = statSync(real);
    return isPlainPath(real, platform) && found.isFile() ? { path: real, bytes: found.size } : undefined;
  } catch {
    return undefined;
  }
}

/** What the window is told of files that the person picked; `refused` is the first that is no plain file of this machine. */
export function pickedFilesOf(
  picked: readonly unknown[],
  ids: FileIds,
  platform: NodeJS.Platform = process.platform,
): { readonly files: PickedFile[]; readonly refused: string | undefined } {
  const files: PickedFile[] = [];
  let refused: string | undefined;
  for (const file of picked.slice(0, MOST_FILES)) {
    const plain = plainFile(file, platform);
    if (plain === undefined) refused ??= typeof file === 'string' ? file : '';
    else
      files.push({
        fileId: ids.idOf(plain.path),
        name: path.basename(plain.path).slice(0, 200),
        bytes: plain.bytes,
      });
  }
  return { files, refused };
}
