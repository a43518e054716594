import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../../../shared/errors/errors.ts';
import { flushFolder } from '../files/folders.ts';
import { writeWholeNow } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { breather } from '../jobs/breath.ts';
import { databaseOf, identityOfOpen } from './database.ts';
import { afterClosing, asProjectError, closeEncrypted, openEncrypted } from './encryptedFile.ts';
import { keyFileOf } from './keyFile.ts';
import { readDataKey } from './keyHolders.ts';
import { logHead } from './log.ts';
import type { Project } from './project.ts';

export interface Backup {
  readonly bytes: number;
  /** Of the project file that was written. */
  readonly sha256: string;
}

const PIECE = 4 * 1024 * 1024;
/**
 * Where SQLite's locks lie. It keeps nothing in the page that begins there, and on Windows those bytes cannot be read while
 * the project is open.
 */
const LOCKED = 0x4000_0000;
const LOCKED_PAGE = 16_384;

/** The place must be free; only a key file that is this project's own may lie there, left by a copy that was killed. */
function checkTarget(project: Project, target: string): void {
  const name = path.basename(target);
  if (path.extname(target) !== '.sigill') throw new UserError('input', 'project.badName', { file: name });
  if (!existsSync(path.dirname(path.resolve(target)))) throw new UserError('input', 'project.noFolder', { file: name });
  if (existsSync(target)) throw new UserError('input', 'project.exists', { file: name });
  const key = keyFileOf(target);
  if (existsSync(key) && !readFileSync(key).equals(readFileSync(keyFileOf(project.path))))
    throw new UserError('input', 'project.exists', { file: path.basename(key) });
}

/** The next bytes from `at` on, up to where the locks lie. */
function read(from: number, piece: Buffer, at: number): Buffer {
  const most = at < LOCKED ? Math.min(PIECE, LOCKED - at) : PIECE;
  return piece.subarray(0, readSync(from, piece, 0, most, at));
}

/** Copies the bytes of the open project and gives their hash. The project's own lock keeps everybody else away. */
async function copyFile(project: Project, to: string, progress: Progress): Promise<Backup> {
  const breathe = breather();
  const from = openSync(project.path, 'r');
  // Closed only after the database: closing it before would let the project's lock go.
  afterClosing(databaseOf(project), () => {
    closeSync(from);
  });
  const total = fstatSync(from).size;
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE);
  const target = openSync(to, 'wx', 0o600);
  try {
    for (let at = 0; at < total;) {
      await breathe();
      progress.check();
      progress.report('project.step.copy', at, total);
      const part = at === LOCKED ? Buffer.alloc(Math.min(LOCKED_PAGE, total - at)) : read(from, piece, at);
      const { length } = part;
      if (length === 0) break;
      hash.update(part);
      for (let written = 0; written < length;) written += writeSync(target, part, written);
      at += length;
    }
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  return { bytes: total, sha256: hash.digest('hex') };
}

/** Opens what was written with the project's key, reads every page of it, and holds it against the project. */
function verify(project: Project, copy: string, passphrase: string, progress: Progress): void {
  progress.report('project.step.verify', 0, 1);
  const dataKey = readDataKey(project.path, identityOfOpen(project), passphrase);
  try {
    const database = openEncrypted(copy, dataKey, false);
    try {
      const sound = database.pragma('integrity_check', { simple: true }) === 'ok';
      if (!sound || logHead(database) !== project.logHead())
        throw new UserError('refused', 'project.backup.notAlike', { file: path.basename(project.path) });
    } finally {
      closeEncrypted(database);
    }
  } finally {
    dataKey.fill(0);
  }
  progress.report('project.step.verify', 1, 1);
}

/**
 * Writes a copy of both files of an open project: the same data key and passphrases, the state of now. Nothing takes the
 * target's name before it has been read back whole; a process killed on the way leaves no copy. Refuses to write over
 * anything. `passphrase`: one that opens the project, for reading back.
 */
export async function backUpProject(
  project: Project,
  target: string,
  passphrase: string,
  progress: Progress,
): Promise<Backup> {
  const database = databaseOf(project);
  if (database.inTransaction) throw new UserError('refused', 'project.busy');
  checkTarget(project, target);
  const temporary = `${target}.new`;
  rmSync(temporary, { force: true });
  try {
    project.appendLog('backup', { file: path.basename(target) });
    const backup = await copyFile(project, temporary, progress);
    verify(project, temporary, passphrase, progress);
    // Whoever pressed Ctrl-C while SQLite read the copy is heard now.
    await setImmediate();
    progress.check();
    writeWholeNow(keyFileOf(target), readFileSync(keyFileOf(project.path), 'utf8'));
    renameSync(temporary, target);
    flushFolder(path.dirname(path.resolve(target)));
    return backup;
  } catch (cause) {
    for (const left of [temporary, `${temporary}-journal`]) rmSync(left, { force: true });
    if (!existsSync(target)) rmSync(keyFileOf(target), { force: true });
    throw asWriteError(cause, target);
  }
}

/** The disk's no, which is about the copy and not about the project. */
function asWriteError(cause: unknown, target: string): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code))
    return new UserError('refused', 'project.backup.diskFull', { file: path.basename(target) });
  if (['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT'].includes(code))
    return new UserError('input', 'project.notWritable', { file: path.basename(target) });
  return asProjectError(cause, target);
}
