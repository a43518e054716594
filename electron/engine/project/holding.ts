import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../shared/errors/errors.ts';
import { isRunning } from '../files/running.ts';

/*
 * Who has a project open. The lock itself is SQLite's on the file, which the system lets go of when a process ends in
 * whatever way. NAME.sigill-open beside it only tells whose it is: what a killed process leaves is known to be stale, holds
 * nobody up, and is replaced by the next one that opens the project.
 */

const noteSchema = z.object({
  process: z.int(),
  user: z.string().max(200),
  host: z.string().max(300),
  since: z.iso.datetime(),
});

const noteOf = (file: string): string => `${file}-open`;

export function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list has no name.
    return '';
  }
}

/** Files that this thread holds, by real path. */
const held = new Set<string>();

/**
 * Refuses a file that this thread has open. Asked before the file is touched: closing any other descriptor of the
 * file would let the lock go on POSIX systems.
 */
export function refuseIfHeldHere(file: string): void {
  let real: string;
  try {
    real = realpathSync(file);
  } catch {
    return;
  }
  if (held.has(real)) throw inUse(file);
}

/** Notes that this process has the file open; gives what lets it go, to be called before the file is closed. */
export function hold(file: string): () => void {
  const real = realpathSync(file);
  held.add(real);
  const note = { process: process.pid, user: loginName(), host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(noteOf(real), `${JSON.stringify(note)}\n`, { mode: 0o600 });
  } catch {
    // The note is a courtesy; the lock holds without it.
  }
  return () => {
    held.delete(real);
    rmSync(noteOf(real), { force: true });
  };
}

/** The error that says who has the project open, as far as that is known. */
export function inUse(file: string): UserError {
  const name = path.basename(file);
  try {
    const note = noteSchema.parse(JSON.parse(readFileSync(noteOf(realpathSync(file)), 'utf8')));
    if (note.host === hostname() && !isRunning(note.process))
      return new UserError('refused', 'project.inUse', { file: name });
    const since = new Date(note.since).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
    return new UserError('refused', 'project.inUseBy', {
      file: name,
      user: note.user,
      host: note.host,
      process: note.process,
      since,
    });
  } catch {
    return new UserError('refused', 'project.inUse', { file: name });
  }
}
