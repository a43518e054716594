import { DataError, type DataPlace } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import type { Encoding } from './encoding.ts';
import type { Limits } from './limits.ts';
import type { RecordFault } from './tokeniser.ts';

/** Line breaks in bytes[0..to). */
export function countLineEnds(bytes: Uint8Array, to: number, newline: '\n' | '\r'): number {
  const byte = newline.charCodeAt(0);
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0 && at < to; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

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
