import { createHash } from 'node:crypto';
import { closeSync } from 'node:fs';
import { DataError } from '../../../shared/errors/errors.ts';
import type { Dialect, DialectOverrides } from './dialect.ts';
import { detectEncoding, type Encoding, invalidUtf8At, isAsciiBytes, transcoder } from './encoding.ts';
import { countLineEnds, encodingError, endsReading, faultError, lastLineEnd } from './faults.ts';
import type { Limits } from './limits.ts';
import { newlineOf, openText, readHeader } from './opening.ts';
import { blocksOf, headOf, isGzip, nameOf, openInput, type ReadPosition } from './source.ts';
import type { RowBatch, Tokeniser } from './tokeniser.ts';

const HEAD_BYTES = 262_144;

/** A delimited file that is read once, from beginning to end, in batches of rows. */
export interface DelimitedStream {
  /** The file's name without its folder. */
  readonly file: string;
  readonly dialect: Dialect;
  readonly header: readonly string[];
  /** How far the reading has come, in bytes of the file as it lies on disk. */
  readonly position: Readonly<ReadPosition>;
  /** The rows; ragged ones are left out and stand among the batch's faults. Throws DataError where reading must end. */
  batches(): AsyncGenerator<RowBatch>;
  /** SHA-256 of the file as it lies on disk, once every batch has been read. */
  sha256(): string;
}

interface Sample {
  readonly head: Uint8Array;
  readonly complete: boolean;
  /** What the first letters beyond ASCII say, when the head itself has none. */
  readonly later: Encoding | undefined;
}

/** The first bytes, decompressed; and, where those are all ASCII, what the first other letters further on say. */
async function sampleOf(file: string, gzip: boolean, declared: boolean, limits: Limits): Promise<Sample> {
  const position = { read: 0, size: 0 };
  const parts: Uint8Array[] = [];
  let size = 0;
  let complete = true;
  for await (const block of blocksOf(file, gzip, limits, position)) {
    if (size < HEAD_BYTES) {
      parts.push(Uint8Array.from(block));
      size += block.length;
      if (size >= HEAD_BYTES && (declared || parts.some((part) => !isAsciiBytes(part))))
        return { head: Buffer.concat(parts), complete: false, later: undefined };
      continue;
    }
    complete = false;
    if (!isAsciiBytes(block)) {
      const start = block.indexOf(0x0a) + 1;
      return {
        head: Buffer.concat(parts),
        complete: false,
        later: detectEncoding(block.subarray(start), false).encoding,
      };
    }
  }
  return { head: Buffer.concat(parts), complete, later: undefined };
}

/** The buffer that blocks are joined in: what one batch has not used is the beginning of the next. */
class Joined {
  bytes: Buffer;
  length = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  add(block: Uint8Array): void {
    if (this.length + block.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + block.length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.bytes.set(block, this.length);
    this.length += block.length;
  }

  drop(consumed: number): void {
    this.bytes.copyWithin(0, consumed, this.length);
    this.length -= consumed;
  }
}

/** What is known of a delimited file once its beginning has been looked at. */
export interface OpenedDelimited {
  /** The file's name without its folder. */
  readonly file: string;
  readonly dialect: Dialect;
  readonly header: readonly string[];
  /** Bytes of the byte order mark. */
  readonly mark: number;
  /** Bytes of the file as it lies on disk. */
  readonly size: number;
}

/** Finds out how a delimited file is written and reads its header row. */
export async function inspectDelimited(
  file: string,
  overrides: DialectOverrides,
  limits: Limits,
): Promise<OpenedDelimited> {
  const name = nameOf(file);
  const { descriptor, size } = openInput(file);
  closeSync(descriptor);
  const gzip = isGzip(headOf(file, 2));
  const sample = await sampleOf(file, gzip, overrides.encoding !== undefined, limits);
  const known = overrides.encoding ?? (sample.later === 'windows-1252' ? 'windows-1252' : undefined);
  const { dialect, mark } = openText(name, sample.head, sample.complete, gzip, { ...overrides, encoding: known });
  const newline = newlineOf(dialect);

  const transcodedHead = transcoder(dialect.encoding)(sample.head.subarray(mark), sample.complete);
  if ('invalidAt' in transcodedHead) {
    const line = 1 + countLineEnds(sample.head, mark + transcodedHead.invalidAt, newline);
    throw encodingError(name, line, dialect.encoding);
  }
  const headBytes = Uint8Array.from(transcodedHead.bytes);
  const header = readHeader(name, headBytes, headBytes.length, sample.complete, dialect, limits).names;
  return { file: name, dialect, header, mark, size };
}

/** Opens a delimited file for reading in batches. */
export async function openDelimited(
  file: string,
  overrides: DialectOverrides,
  limits: Limits,
): Promise<DelimitedStream> {
  const { file: name, dialect, header, mark, size } = await inspectDelimited(file, overrides, limits);
  const { gzip } = dialect;
  const newline = newlineOf(dialect);
  const position: ReadPosition = { read: 0, size };
  const hash = createHash('sha256');
  const batches = async function* (): AsyncGenerator<RowBatch> {
    const turn = transcoder(dialect.encoding);
    const joined = new Joined(4_194_304 + limits.recordBytes);
    let tokeniser: Tokeniser | undefined;
    let skip = mark;
    let rows = 0;
    let checked = 0;

    const next = (raw: Uint8Array, last: boolean): RowBatch | undefined => {
      const lineAt = (at: number): number => (tokeniser?.line ?? 1) + countLineEnds(joined.bytes, at, newline);
      const transcoded = turn(raw, last);
      if ('invalidAt' in transcoded)
        throw encodingError(
          name,
          lineAt(joined.length) + countLineEnds(raw, transcoded.invalidAt, newline),
          dialect.encoding,
        );
      joined.add(transcoded.bytes);
      const end = last ? joined.length : lastLineEnd(joined.bytes, joined.length, newline);
      if (end > checked) {
        const fresh = joined.bytes.subarray(checked, end);
        const invalid = invalidUtf8At(fresh);
        if (invalid >= 0) throw encodingError(name, lineAt(checked + invalid), dialect.encoding);
        const zero = fresh.indexOf(0);
        if (zero >= 0) throw new DataError({ file: name, line: lineAt(checked + zero) }, 'delimited.binaryFile');
        checked = end;
      }
      if (tokeniser === undefined) {
        if (end === 0 && !last && joined.length <= limits.recordBytes) return undefined;
        const read = readHeader(name, joined.bytes, joined.length, last, dialect, limits);
        ({ tokeniser } = read);
        joined.drop(read.consumed);
        checked = Math.max(0, checked - read.consumed);
      }
      const batch = tokeniser.read(joined.bytes, joined.length, last);
      const fatal = batch.faults.find(endsReading);
      if (fatal !== undefined) throw faultError(name, fatal, header, limits);
      rows += batch.rows;
      if (rows > limits.rows) throw new DataError({ file: name }, 'delimited.tooManyRows', { limit: limits.rows });
      return batch;
    };

    for await (const block of blocksOf(file, gzip, limits, position, (raw) => hash.update(raw))) {
      const from = Math.min(skip, block.length);
      skip -= from;
      const batch = next(block.subarray(from), false);
      if (batch === undefined) continue;
      yield batch;
      joined.drop(batch.consumed);
      checked = Math.max(0, checked - batch.consumed);
    }
    const rest = next(new Uint8Array(0), true);
    if (rest !== undefined && (rest.rows > 0 || rest.faults.length > 0)) yield rest;
    if (rows === 0 && rest?.faults.length === 0) throw new DataError({ file: name }, 'delimited.headerOnly');
  };
  return { file: name, dialect, header, position, batches, sha256: () => hash.digest('hex') };
}
