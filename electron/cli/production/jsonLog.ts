import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';

/** Only names, counts and settings of these kinds come into the log. */
export type LogLine = Readonly<Record<string, string | number | boolean | null | Readonly<Record<string, number>>>>;

export interface JsonLog {
  write(line: LogLine): void;
  close(): void;
}

const NO_LOG: JsonLog = { write: () => undefined, close: () => undefined };

/** A log for a scheduler: one JSON object a line, with the time, added to what is there; each line stands as soon as it is told. */
export function jsonLog(file: string | undefined, now: () => Date = () => new Date()): JsonLog {
  if (file === undefined) return NO_LOG;
  let descriptor: number;
  try {
    descriptor = openSync(file, 'a', 0o600);
  } catch {
    throw new DataError({ file: path.basename(file) }, 'file.notWritable', { folder: path.dirname(file) });
  }
  return {
    write: (line) => {
      writeSync(descriptor, `${JSON.stringify({ at: now().toISOString(), ...line })}\n`);
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}
