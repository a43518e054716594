import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isRunning } from '../files/running.ts';

/** Takes away the files under temporary names that killed processes have left in a run's folder. */
export function sweepTemporary(folder: string): void {
  let entries;
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cause;
  }
  for (const entry of entries) {
    const maker = entry.isFile() ? /^\..+\.(\d+)\.tmp$/u.exec(entry.name)?.[1] : undefined;
    if (maker !== undefined && !isRunning(Number(maker)))
      rmSync(path.join(entry.parentPath, entry.name), { force: true });
  }
}
