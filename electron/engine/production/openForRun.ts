import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { flushFolder, makeFolders } from '../files/folders.ts';
import { identityOf } from '../project/encryptedFile.ts';
import { keyFileOf } from '../project/keyFile.ts';
import { readDataKey } from '../project/keyHolders.ts';
import type { KeyCost } from '../project/keyWrap.ts';
import { createProject, openProject, type Project } from '../project/project.ts';

/**
 * A project whose maker was killed between its key file and its own name lies there whole, under its temporary name: it gets its name
 * now. Only if the passphrase opens just that file with just that key.
 */
function finishCreation(file: string, passphrase: string): void {
  const waiting = `${file}.new`;
  if (existsSync(file) || !existsSync(waiting) || !existsSync(keyFileOf(file))) return;
  readDataKey(file, identityOf(waiting), passphrase).fill(0);
  renameSync(waiting, file);
  flushFolder(path.dirname(path.resolve(file)));
}

/** Opens the plan's project, or makes it. `cost`: lower only in tests. */
export function openForRun(file: string, passphrase: string, name: string, cost?: KeyCost): Project {
  finishCreation(file, passphrase);
  if (existsSync(file)) return openProject(file, { passphrase });
  makeFolders(path.dirname(path.resolve(file)));
  return createProject(file, { passphrase, name, ...(cost === undefined ? {} : { cost }) });
}
