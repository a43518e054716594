import { existsSync } from 'node:fs';
import path from 'node:path';

/** `parent/name`, or with the first number behind it for which nothing lies there yet, so that nothing gives way. */
export function freeFolder(parent: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const folder = path.join(parent, number === 1 ? name : `${name} ${String(number)}`);
    if (!existsSync(folder)) return folder;
  }
}
