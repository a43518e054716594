import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing. One at a time: Node's own recursive way never ends below a place
 * that says “not there” whatever is asked of it, such as /proc.
 */
export function makeFolders(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at) && at !== path.dirname(at); at = path.dirname(at))
    missing.push(at);
  for (const one of missing.toReversed())
    try {
      mkdirSync(one);
    } catch (cause) {
      // Another process may have made it meanwhile.
      if (!existsSync(one) || !statSync(one).isDirectory()) throw cause;
    }
}

/** Makes a rename last through a power cut, where the system lets a folder be synchronised (not on Windows). */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
