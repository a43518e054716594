import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { UserError } from '../../../../shared/errors/errors.ts';
import { type LedgerEntry, ledgerLineSchema } from '../../../../shared/schemas/ledger.ts';
import { flushFolder } from '../../files/folders.ts';
import { isSignedBy, sha256Of, signMessage } from '../signing.ts';

/** What the first entry names as the line before it. */
export const BEGINNING = '0'.repeat(64);

/** An entry with the hash of its line. */
export interface ReadEntry {
  readonly entry: LedgerEntry;
  readonly hash: string;
}

/** The first thing that is wrong with a ledger, and where. */
export type ChainFault =
  | { readonly fault: 'changed'; readonly line: number }
  | { readonly fault: 'removed'; readonly line: number; readonly next: number };

export interface ReadLedger {
  /** The entries before the first fault. */
  readonly entries: readonly ReadEntry[];
  readonly fault: ChainFault | null;
  /** Bytes up to the end of the last whole line; what a killed writer left after it was never an entry. */
  readonly wholeBytes: number;
}

const OPENING = Buffer.from('{"signature":"', 'latin1');
const SIGNATURE_LENGTH = 128;
const MIDDLE = Buffer.from('","entry":', 'latin1');
const ENTRY_AT = OPENING.length + SIGNATURE_LENGTH + MIDDLE.length;

const signedBytes = (entry: Uint8Array): Buffer => Buffer.concat([Buffer.from('sigill-ledger-1\n', 'latin1'), entry]);

/** The entry of a line when its form and its signature hold. */
function entryOf(line: Buffer): LedgerEntry | null {
  try {
    const parsed = ledgerLineSchema.parse(JSON.parse(line.toString('utf8')));
    const entry = line.subarray(ENTRY_AT, line.length - 1);
    const asWritten =
      line.subarray(0, OPENING.length).equals(OPENING) &&
      line.subarray(ENTRY_AT - MIDDLE.length, ENTRY_AT).equals(MIDDLE) &&
      Buffer.from(JSON.stringify(parsed.entry), 'utf8').equals(entry);
    return asWritten && isSignedBy(parsed.entry.actor, signedBytes(entry), parsed.signature) ? parsed.entry : null;
  } catch {
    return null;
  }
}

/**
 * Reads lines and holds each against the one before. A line whose signature does not hold was changed; a line that names
 * another line before it than the one that stands there follows on one that was changed (same number) or on removed ones.
 */
export function readLines(bytes: Buffer): ReadLedger {
  const entries: ReadEntry[] = [];
  let at = 0;
  let previous = BEGINNING;
  for (let line = 1; at < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) break;
    const own = bytes.subarray(at, end);
    const entry = entryOf(own);
    if (entry === null) return { entries, fault: { fault: 'changed', line }, wholeBytes: at };
    if (entry.position !== line)
      return { entries, fault: { fault: 'removed', line, next: entry.position }, wholeBytes: at };
    if (entry.previous !== previous)
      return { entries, fault: { fault: 'changed', line: Math.max(1, line - 1) }, wholeBytes: at };
    previous = sha256Of(own);
    entries.push({ entry, hash: previous });
    at = end + 1;
  }
  return { entries, fault: null, wholeBytes: at };
}

/** Reads the ledger's file; UserError 'ledger.unreachable' when it is not there. */
export function readLedgerFile(file: string): ReadLedger {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UserError('refused', 'ledger.unreachable', { file: path.basename(file), folder: path.dirname(file) });
  }
  return readLines(bytes);
}

/** How long, and how often, a second writer tries again while the first writes, in milliseconds. */
const WAIT = 60_000;
const PAUSE = 20;

/** Takes the lock, waiting for whoever has it; the wait gives the thread away, so that another in the same program can end. */
async function takeLock(lock: Database.Database, file: string): Promise<void> {
  for (let waited = 0; ; waited += PAUSE)
    try {
      lock.exec('begin exclusive');
      return;
    } catch {
      if (waited >= WAIT) throw new UserError('refused', 'ledger.busy', { file: path.basename(file) });
      await setTimeout(PAUSE);
    }
}

/**
 * Runs `use` as the only writer of the ledger. The lock is SQLite's on a file beside it, which the system lets go of
 * when a process ends in whatever way.
 */
export async function asOnlyWriter<T>(file: string, use: () => Promise<T> | T): Promise<T> {
  let lock: Database.Database;
  try {
    lock = new Database(`${file}-lock`, { timeout: 0 });
  } catch {
    throw new UserError('refused', 'ledger.unreachable', { file: path.basename(file), folder: path.dirname(file) });
  }
  try {
    await takeLock(lock, file);
    return await use();
  } finally {
    lock.close();
  }
}

/** The line of an entry, signed by the actor's key. */
export function lineOf(entry: LedgerEntry, secret: Uint8Array): Buffer {
  const own = Buffer.from(JSON.stringify(ledgerLineSchema.shape.entry.parse(entry)), 'utf8');
  const signature = signMessage(secret, signedBytes(own));
  return Buffer.concat([OPENING, Buffer.from(signature, 'latin1'), MIDDLE, own, Buffer.from('}\n', 'latin1')]);
}

/**
 * Adds a line and makes it last. Whatever a killed writer left after the last whole line is cut off first. Only within
 * `asOnlyWriter`. Gives the hash of the line.
 */
export function appendLine(file: string, wholeBytes: number, line: Buffer): string {
  const isNew = !existsSync(file);
  const descriptor = openSync(file, isNew ? 'wx' : 'r+', 0o600);
  try {
    // The persons of an organisation share its ledger.
    if (isNew) fchmodSync(descriptor, 0o660);
    ftruncateSync(descriptor, wholeBytes);
    writeSync(descriptor, line, 0, line.length, wholeBytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (isNew) flushFolder(path.dirname(path.resolve(file)));
  return sha256Of(line.subarray(0, line.length - 1));
}
