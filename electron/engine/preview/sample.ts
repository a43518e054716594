import { closeSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { DataError } from '../../../shared/errors/errors.ts';
import { IMPORT_LIMITS } from '../delimited/limits.ts';
import { isGzip, nameOf, openInput } from '../delimited/source.ts';

/** Bytes looked at of a file that is not compressed: the beginning, pieces evenly spread, the end. */
const HEAD = 262_144;
const PIECE = 49_152;
const PIECES = 6;
const TAIL = 65_536;
/** A file up to this size is looked at whole. */
const WHOLE = 655_360;
const EXPANDED = 1_048_576;
const BREAKS = [0x0a, 0x0d];

export interface SamplePart {
  /** Position of the first byte in the file. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

/**
 * The bytes that a preview is made from. The first part begins the file; further ones, where there are any, lie
 * further on in it, and the last of those ends it.
 */
export interface FileSample {
  readonly file: string;
  readonly size: number;
  readonly gzip: boolean;
  readonly parts: readonly SamplePart[];
  /** True when the first part is the whole file. */
  readonly whole: boolean;
  /** True when the last part ends the file. */
  readonly endSeen: boolean;
  /** About how many bytes the file has, decompressed. */
  readonly expandedSize: number;
}

const hasBreak = (bytes: Uint8Array): boolean => BREAKS.some((byte) => bytes.includes(byte));

/** The beginning of a gzip file, decompressed. What swells comes in small mouthfuls, so that memory stays small. */
function expandedHead(file: string, raw: Uint8Array, complete: boolean): { bytes: Uint8Array; whole: boolean } {
  for (let take = Math.min(raw.length, HEAD); ; take = take >> 2) {
    const last = complete && take === raw.length;
    try {
      const bytes = gunzipSync(raw.subarray(0, take), {
        maxOutputLength: EXPANDED * 8,
        ...(last ? {} : { finishFlush: constants.Z_SYNC_FLUSH }),
      });
      return { bytes: bytes.subarray(0, EXPANDED), whole: last && bytes.length <= EXPANDED };
    } catch (cause) {
      if (cause instanceof RangeError && take > 512) continue;
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'Z_BUF_ERROR') throw new DataError({ file }, 'delimited.cutGzip');
      if (code === 'Z_DATA_ERROR') throw new DataError({ file }, 'delimited.damagedGzip');
      if (cause instanceof RangeError)
        throw new DataError({ file }, 'delimited.expandsTooMuch', { limit: IMPORT_LIMITS.expansion });
      throw cause;
    }
  }
}

/** Reads the sample of a file. @throws DataError when it is missing, empty, or damaged where it was looked at */
export function sampleFile(path: string): FileSample {
  const file = nameOf(path);
  const { descriptor, size } = openInput(path);
  const at = (from: number, length: number): Uint8Array => {
    const buffer = Buffer.alloc(Math.min(length, size - from));
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, from));
  };
  try {
    const head = at(0, size <= WHOLE ? size : HEAD);
    if (isGzip(head)) {
      const { bytes, whole } = expandedHead(file, head, head.length === size);
      if (bytes.length === 0) throw new DataError({ file }, whole ? 'delimited.emptyFile' : 'delimited.cutGzip');
      const ratio = bytes.length / Math.min(head.length, HEAD);
      const expandedSize = whole ? bytes.length : Math.max(bytes.length, Math.round(size * ratio));
      return { file, size, gzip: true, parts: [{ from: 0, bytes }], whole, endSeen: whole, expandedSize };
    }
    const common = { file, size, gzip: false, expandedSize: size };
    if (head.length === size) return { ...common, parts: [{ from: 0, bytes: head }], whole: true, endSeen: true };
    // A header row may be long; beyond the limit of a record nobody reads on.
    const first = hasBreak(head) ? head : at(0, IMPORT_LIMITS.recordBytes + 2);
    const parts: SamplePart[] = [{ from: 0, bytes: first }];
    const room = size - first.length - TAIL;
    if (room > PIECE * PIECES)
      for (let i = 0; i < PIECES; i += 1) {
        // On an even position, for UTF-16.
        const from = (first.length + Math.floor(((i + 0.5) / PIECES) * (room - PIECE))) & ~1;
        parts.push({ from, bytes: at(from, PIECE) });
      }
    const last = Math.max(first.length, size - TAIL) & ~1;
    if (last < size) parts.push({ from: last, bytes: at(last, size - last) });
    return { ...common, parts, whole: false, endSeen: true };
  } finally {
    closeSync(descriptor);
  }
}
