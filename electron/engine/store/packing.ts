import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { CHUNK_ROWS, type ChunkEncoding, type EncodedChunk, encodeChunk, type FullWidth } from './chunk.ts';
import type { VariableType } from './columns.ts';

/*
 * A chunk as it is stored: in its narrowest form, then compressed where that pays. Both ways are pure functions of bytes,
 * so that a worker thread can do them away from the one that writes or reads the project.
 */

export interface PackedChunk extends EncodedChunk {
  readonly form: 'raw' | 'zstd';
}

/** Compression is kept when it saves at least this share; else reading would pay for nothing. */
const LEAST_SAVED = 0.125;

const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The widest number takes eight bytes; whatever unpacks to more is no chunk. */
const MOST_BYTES = CHUNK_ROWS * 8;

const WIDTHS: Readonly<Partial<Record<ChunkEncoding, number>>> = { u8: 1, i8: 1, u16: 2, i16: 2, f64: 8 };

/** Room for the whole chunk and a byte to see that there is no more, so that it comes in one piece. */
const roomFor = ({ encoding, rows }: PackedChunk): number => Math.min(MOST_BYTES, (WIDTHS[encoding] ?? 4) * rows) + 64;

/** Encodes and compresses the first `rows` values of a column. */
export function packChunk(type: VariableType, values: FullWidth, rows: number): PackedChunk {
  const encoded = encodeChunk(type, values, rows);
  if (encoded.data.length === 0) return { ...encoded, form: 'raw' };
  const packed = zstdCompressSync(encoded.data, OPTIONS);
  return packed.length <= encoded.data.length * (1 - LEAST_SAVED)
    ? { ...encoded, data: packed, form: 'zstd' }
    : { ...encoded, form: 'raw' };
}

/** The chunk without its compression. Throws when its bytes are not what was packed. */
export const unpackChunk = (packed: PackedChunk): EncodedChunk =>
  packed.form === 'raw'
    ? packed
    : { ...packed, data: zstdDecompressSync(packed.data, { maxOutputLength: MOST_BYTES, chunkSize: roomFor(packed) }) };
