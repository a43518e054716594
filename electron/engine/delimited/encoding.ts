import { isAscii, isUtf8 } from 'node:buffer';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark at the start of the file. */
  readonly mark: number;
}

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The byte order mark at the start, when there is one. */
export function byteOrderMark(head: Uint8Array): DetectedEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return undefined;
}

/** UTF-16 without a mark shows as a zero in nearly every second byte of Western text. */
export function unmarkedUtf16(head: Uint8Array): Encoding | undefined {
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 2) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < pairs; i += 1) {
    if (head[2 * i] === 0) evenZeros += 1;
    if (head[2 * i + 1] === 0) oddZeros += 1;
  }
  if (oddZeros > pairs * 0.7 && evenZeros < pairs * 0.1) return 'utf-16le';
  if (evenZeros > pairs * 0.7 && oddZeros < pairs * 0.1) return 'utf-16be';
  return undefined;
}

/** Index of the first byte of an unfinished UTF-8 sequence at the end, or the length when the end is whole. */
export function wholeUtf8End(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

export const isAsciiBytes = (bytes: Uint8Array): boolean => isAscii(bytes);

/**
 * The encoding of a file from its first bytes (`head`, cut anywhere): the mark if there is one, else UTF-16 by its
 * zeros, else UTF-8 if the bytes are valid UTF-8, else Windows-1252.
 */
export function detectEncoding(head: Uint8Array, complete: boolean): DetectedEncoding {
  const marked = byteOrderMark(head);
  if (marked !== undefined) return marked;
  const wide = unmarkedUtf16(head);
  if (wide !== undefined) return { encoding: wide, mark: 0 };
  const whole = complete ? head : head.subarray(0, wholeUtf8End(head));
  return { encoding: isUtf8(whole) ? 'utf-8' : 'windows-1252', mark: 0 };
}

/** Position of the first byte that is not valid UTF-8, or -1. */
export function invalidUtf8At(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1;
  // Halve until the first bad sequence is left: [0, low) is valid, [0, high) is not.
  let low = 0;
  let high = bytes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const end = wholeUtf8End(bytes.subarray(0, middle));
    if (end <= low) break;
    if (isUtf8(bytes.subarray(low, end))) low = end;
    else high = end;
  }
  while (low < high) {
    const byte = bytes[low] ?? 0;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (!isUtf8(bytes.subarray(low, Math.min(bytes.length, low + length)))) return low;
    low += length;
  }
  return low;
}

// Bytes 0x80-0x9F of Windows-1252; the five that are not defined are U+FFFD here and refused.
const UPPER_CONTROLS =
  '\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD' +
  '\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178';

/** What became of a block: UTF-8 bytes, or the position (in the block's own bytes) of the first that has no meaning. */
export type Transcoded = { readonly bytes: Uint8Array } | { readonly invalidAt: number };

function fromWindows1252(block: Uint8Array): Transcoded {
  if (isAscii(block)) return { bytes: block };
  for (let i = 0; i < block.length; i += 1) {
    const byte = block[i] ?? 0;
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) return { invalidAt: i };
  }
  const text = view(block)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/gu, (control) => UPPER_CONTROLS.charAt(control.charCodeAt(0) - 0x80));
  return { bytes: Buffer.from(text, 'utf8') };
}

/** Every byte is the character of that number; 0x80-0x9F are controls, which a text hardly has. */
const fromLatin1 = (block: Uint8Array): Transcoded =>
  isAscii(block) ? { bytes: block } : { bytes: Buffer.from(view(block).toString('latin1'), 'utf8') };

function firstLoneSurrogate(text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (!(next >= 0xdc00 && next <= 0xdfff)) return i;
      i += 1;
    } else if (unit >= 0xdc00 && unit <= 0xdfff) return i;
  }
  return -1;
}

function fromUtf16(block: Uint8Array, bigEndian: boolean): Transcoded {
  const copy = Buffer.from(block);
  const text = (bigEndian ? copy.swap16() : copy).toString('utf16le');
  if (!text.isWellFormed()) return { invalidAt: 2 * firstLoneSurrogate(text) };
  return { bytes: Buffer.from(text, 'utf8') };
}

/**
 * Turns blocks of a file into UTF-8, block after block; keeps a unit that is cut between two blocks. UTF-8 itself
 * passes unchanged and is validated where the lines are known.
 */
export function transcoder(encoding: Encoding): (block: Uint8Array, last: boolean) => Transcoded {
  if (encoding === 'utf-8') return (block) => ({ bytes: block });
  if (encoding === 'windows-1252') return fromWindows1252;
  if (encoding === 'iso-8859-1') return fromLatin1;
  let kept: Uint8Array = new Uint8Array(0);
  return (block, last) => {
    const joined = kept.length === 0 ? block : Buffer.concat([kept, block]);
    let end = joined.length & ~1;
    if (!last && end >= 2) {
      const high = encoding === 'utf-16be' ? joined[end - 2] : joined[end - 1];
      if (high !== undefined && high >= 0xd8 && high <= 0xdb) end -= 2;
    }
    if (last && end !== joined.length) return { invalidAt: end };
    kept = joined.slice(end);
    return fromUtf16(joined.subarray(0, end), encoding === 'utf-16be');
  };
}
