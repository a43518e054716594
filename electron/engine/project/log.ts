import { createHash } from 'node:crypto';
import type { ProjectDatabase } from './encryptedFile.ts';

/** Names, counts, hashes and settings; never a value from the data. */
export type LogDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface LogEntry {
  readonly position: number;
  readonly at: string;
  readonly action: string;
  readonly details: LogDetails;
  readonly hash: string;
}

interface LogRow {
  readonly position: number;
  readonly at: string;
  readonly action: string;
  readonly details: string;
  readonly previous: string;
  readonly hash: string;
}

/** What the first entry names as the one before it. */
const BEGINNING = '0'.repeat(64);

const hashOf = (row: Omit<LogRow, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([row.position, row.at, row.action, row.details, row.previous]))
    .digest('hex');

const headOf = (database: ProjectDatabase): LogRow | undefined =>
  database.prepare<[], LogRow>('select * from log order by position desc limit 1').get();

/** Hash of the newest entry: two projects with the same head have the same history. */
export const logHead = (database: ProjectDatabase): string => headOf(database)?.hash ?? BEGINNING;

/** Adds an entry, chained to the one before by its SHA-256. Within a transaction it stands or falls with the rest. */
export function appendToLog(database: ProjectDatabase, at: Date, action: string, details: LogDetails): void {
  const head = headOf(database);
  const row = {
    position: (head?.position ?? 0) + 1,
    at: at.toISOString(),
    action,
    details: JSON.stringify(details),
    previous: head?.hash ?? BEGINNING,
  };
  database
    .prepare(
      `insert into log (position, at, action, details, previous, hash)
       values (:position, :at, :action, :details, :previous, :hash)`,
    )
    .run({ ...row, hash: hashOf(row) });
}

export const readLog = (database: ProjectDatabase): readonly LogEntry[] =>
  database
    .prepare<[], LogRow>('select * from log order by position')
    .all()
    .map(({ position, at, action, details, hash }) => ({
      position,
      at,
      action,
      details: JSON.parse(details) as LogDetails,
      hash,
    }));

/** Position of the first entry that does not follow from the one before it, or undefined when the chain holds. */
export function brokenLogEntry(database: ProjectDatabase): number | undefined {
  let previous = BEGINNING;
  let expected = 1;
  for (const row of database.prepare<[], LogRow>('select * from log order by position').iterate()) {
    if (row.position !== expected || row.previous !== previous || row.hash !== hashOf(row)) return expected;
    previous = row.hash;
    expected += 1;
  }
  return undefined;
}
