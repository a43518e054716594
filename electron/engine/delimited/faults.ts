import { DataError, type DataPlace } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import type { Encoding } from './encoding.ts';
import type { Limits } from './limits.ts';
import type { Newline, RecordFault } from './tokeniser.ts';

const FEED = 0x0a;
const RETURN = 0x0d;

/** Where the next line begins after `from`, or -1 when bytes[from..to) has no line end. */
export function lineEndAt(bytes: Uint8Array, from: number, to: number, newline: Newline): number {
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i];
    if (byte === FEED && newline !== '\r') return i + 1;
    if (byte === RETURN && newline === '\r') return i + 1;
    if (byte === RETURN && newline === 'mixed') return bytes[i + 1] === FEED ? i + 2 : i + 1;
  }
  return -1;
}

/** Line breaks in bytes[0..to). */
export function countLineEnds(bytes: Uint8Array, to: number, newline: Newline): number {
  if (newline === 'mixed') {
    let lines = 0;
    for (let at = lineEndAt(bytes, 0, to, newline); at >= 0; at = lineEndAt(bytes, at, to, newline)) lines += 1;
    return lines;
  }
  const byte = newline.charCodeAt(0);
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0 && at < to; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

/** Where the last line of bytes[0..to) that is surely whole ends, or 0. */
export const lastLineEnd = (bytes: Uint8Array, to: number, newline: Newline): number =>
  bytes.subarray(0, to).lastIndexOf(newline === '\r' ? RETURN : FEED) + 1;

/** Faults after which the rest of the file cannot be trusted to be what it seems. */
export const endsReading = (fault: RecordFault): boolean =>
  fault.kind === 'unclosed-quote' || fault.kind === 'record-too-long' || fault.kind === 'field-too-long';

const KEYS: Readonly<Record<RecordFault['kind'], TextKey>> = {
  ragged: 'delimited.ragged',
  'text-after-quote': 'delimited.textAfterQuote',
  'field-too-long': 'delimited.fieldTooLong',
  'record-too-long': 'delimited.recordTooLong',
  'unclosed-quote': 'delimited.unclosedQuote',
};

/** The fault as the sentence of a person's error. `names`: the columns' names, for the place. */
export function faultError(file: string, fault: RecordFault, names: readonly string[], limits: Limits): DataError {
  const place: DataPlace = {
    file,
    line: fault.line,
    ...('column' in fault ? { column: names[fault.column] ?? fault.column + 1 } : {}),
  };
  const limit = fault.kind === 'record-too-long' ? limits.recordBytes : limits.fieldBytes;
  return new DataError(place, KEYS[fault.kind], {
    expected: names.length,
    found: fault.kind === 'ragged' ? fault.found : 0,
    limit,
  });
}

export const encodingError = (file: string, line: number, encoding: Encoding): DataError =>
  new DataError({ file, line }, 'delimited.wrongEncoding', { encoding });
