import { DataError } from '../../../shared/errors/errors.ts';
import {
  byteOrderMark,
  detectEncoding,
  type Encoding,
  invalidUtf8At,
  isAsciiBytes,
  wholeUtf8End,
} from '../delimited/encoding.ts';
import type { FileSample } from './sample.ts';

export interface TextPart {
  readonly text: string;
  /** True when the part begins at the beginning of the file. */
  readonly first: boolean;
  /** True when the part ends at the end of the file. */
  readonly last: boolean;
}

export interface SampleText {
  readonly encoding: Encoding;
  readonly confidence: number;
  readonly mark: boolean;
  readonly parts: readonly TextPart[];
  /** Line in the first part on which something is not valid in the encoding. */
  readonly invalidLine?: number;
  readonly invalid: number;
}

const SWEDISH = /[åäöÅÄÖéÉüÜ]/u;

/** Bytes that are no UTF-8, and whole sequences of several bytes that are, in a piece cut anywhere. */
function utf8Evidence(bytes: Uint8Array): { readonly invalid: number; readonly sequences: number } {
  let invalid = 0;
  let sequences = 0;
  let at = 0;
  // The piece may begin inside a sequence.
  while (at < 3 && at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80) at += 1;
  const end = wholeUtf8End(bytes);
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc2 && invalidUtf8At(bytes.subarray(at, Math.min(end, at + length))) < 0) {
      sequences += 1;
      at += length;
    } else {
      invalid += 1;
      at += 1;
    }
  }
  return { invalid, sequences };
}

interface Judged {
  readonly encoding: Encoding;
  readonly confidence: number;
}

function judge(sample: FileSample): Judged {
  const head = sample.parts[0]?.bytes ?? new Uint8Array(0);
  const found = detectEncoding(head, sample.whole);
  if (byteOrderMark(head) !== undefined) return { encoding: found.encoding, confidence: 1 };
  if (found.encoding !== 'utf-8' && found.encoding !== 'windows-1252')
    return { encoding: found.encoding, confidence: 0.95 };
  let invalid = 0;
  let sequences = 0;
  for (const { bytes } of sample.parts) {
    if (isAsciiBytes(bytes)) continue;
    const evidence = utf8Evidence(bytes);
    invalid += evidence.invalid;
    sequences += evidence.sequences;
  }
  // Nothing but ASCII says nothing; UTF-8 reads it in any case.
  if (invalid === 0) return { encoding: 'utf-8', confidence: sequences === 0 ? (sample.whole ? 1 : 0.8) : 1 };
  // A few bad bytes among many good letters is a damaged UTF-8 file and no other encoding.
  if (sequences > 10 * invalid) return { encoding: 'utf-8', confidence: 0.7 };
  const upper = sample.parts.flatMap(({ bytes }) => [...bytes.subarray(0, 65_536)].filter((byte) => byte >= 0x80));
  const swedish = upper.filter((byte) => SWEDISH.test(String.fromCharCode(byte))).length / Math.max(1, upper.length);
  return { encoding: 'windows-1252', confidence: swedish > 0.7 ? 0.95 : 0.5 };
}

/** The sample as text. @throws DataError for a file that is no text, or is declared as what it is not */
export function sampleText(sample: FileSample, given: Encoding | undefined): SampleText {
  const head = sample.parts[0]?.bytes ?? new Uint8Array(0);
  const { file } = sample;
  const marked = byteOrderMark(head);
  const judged = judge(sample);
  const encoding = given ?? judged.encoding;
  if (marked !== undefined && marked.encoding !== encoding)
    throw new DataError({ file }, 'delimited.markContradicts', { encoding, found: marked.encoding });
  if (encoding === 'windows-1252' && judged.encoding === 'utf-8' && !isAsciiBytes(head))
    throw new DataError({ file }, 'delimited.declaredWindowsIsUtf8');
  const decoder = new TextDecoder(encoding, { ignoreBOM: false });
  let invalid = 0;
  let invalidLine: number | undefined;
  const parts = sample.parts.map(({ bytes }, i): TextPart => {
    const first = i === 0;
    const last = sample.endSeen && i === sample.parts.length - 1;
    const end = last || encoding !== 'utf-8' ? bytes.length : wholeUtf8End(bytes);
    const start = first || encoding !== 'utf-8' ? 0 : Math.min(3, continuation(bytes));
    const text = decoder.decode(bytes.subarray(start, end));
    const bad = text.indexOf('\uFFFD');
    if (bad >= 0) {
      invalid += text.split('\uFFFD').length - 1;
      if (first) invalidLine ??= text.slice(0, bad).split(/\r\n|\n|\r/u).length;
    }
    return { text, first, last };
  });
  const zero = parts[0]?.text.indexOf('\0') ?? -1;
  if (zero >= 0)
    throw new DataError(
      { file, line: parts[0]?.text.slice(0, zero).split(/\r\n|\n|\r/u).length ?? 1 },
      'delimited.binaryFile',
    );
  return {
    encoding,
    confidence: given === undefined ? judged.confidence : 1,
    mark: marked !== undefined,
    parts,
    invalid,
    ...(invalidLine === undefined ? {} : { invalidLine }),
  };
}

function continuation(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80) at += 1;
  return at;
}
