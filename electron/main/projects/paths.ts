import { realpathSync } from 'node:fs';
import path from 'node:path';

/** Names that Windows keeps for devices, in any folder and with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/**
 * True for a plain file on a drive of this machine. Network paths (\\server\share) and device paths (\\.\x, CON) are not:
 * the first would reach another machine at the mere look, the second are no files.
 */
export function isPlainPath(file: string, platform: NodeJS.Platform): boolean {
  if (file === '' || file.includes('\0')) return false;
  if (platform !== 'win32') return path.posix.isAbsolute(file);
  if (!/^[A-Za-z]:[\\/]/u.test(file)) return false;
  const parts = file.split(/[\\/]/u).slice(1);
  return !parts.some((part) => DEVICE.test(part) || part.includes(':'));
}

/** The real path of a file that is to be written in a folder that exists, or undefined when that is no plain place of ours. */
export function plainTarget(file: string, platform: NodeJS.Platform = process.platform): string | undefined {
  if (!isPlainPath(file, platform)) return undefined;
  try {
    const target = path.join(realpathSync.native(path.dirname(file)), path.basename(file));
    return isPlainPath(target, platform) ? target : undefined;
  } catch {
    return undefined;
  }
}

/** The real path of a project file that exists, or undefined when it is no plain file of ours. */
export function realProjectPath(file: string, platform: NodeJS.Platform = process.platform): string | undefined {
  if (!isPlainPath(file, platform)) return undefined;
  try {
    const real = realpathSync.native(file);
    return isPlainPath(real, platform) && path.extname(real) === '.sigill' ? real : undefined;
  } catch {
    return undefined;
  }
}
