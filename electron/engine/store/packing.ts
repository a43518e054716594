import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  type ChunkEncoding,
  type EncodedChunk,
  encodeChunk,
  type FullWidth,
  type KnownRange,
  MOST_CHUNK_BYTES,
} from './chunk.ts';
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

/**
 * The fastest ordinary level, but matches of seven bytes and more only: shorter ones among narrow numbers are chance, and finding
 * and writing them takes a third of the time for nothing.
 */
const PARAMETERS = {
  [constants.ZSTD_c_compressionLevel]: 1,
  [constants.ZSTD_c_minMatch]: 7,
  [constants.ZSTD_c_hashLog]: 12,
};
/** Room for what comes out in one piece: enough for most chunks, and no more, since it is taken anew for each. */
const ROOM_BYTES = 66_560;
const WIDEST = 8;

const WIDTHS: Readonly<Partial<Record<ChunkEncoding, number>>> = { u8: 1, i8: 1, u16: 2, i16: 2, f64: 8 };

/** Room for the whole chunk and a byte to see that there is no more, so that it comes in one piece. */
const roomFor = ({ encoding, rows }: PackedChunk): number =>
  Math.min(MOST_CHUNK_BYTES, (WIDTHS[encoding] ?? 4) * rows) + 64;

/** Where chunks lie on their way from numbers to compressed bytes: used again, since there are thousands of them. */
let between = new ArrayBuffer(0);

/** Encodes and compresses the first `rows` values of a column. `known`: see encodeChunk. */
export function packChunk(type: VariableType, values: FullWidth, rows: number, known?: KnownRange): PackedChunk {
  if (between.byteLength < rows * WIDEST) between = new ArrayBuffer(Math.max(MOST_CHUNK_BYTES, rows * WIDEST));
  const encoded = encodeChunk(type, values, rows, between, known);
  const { data } = encoded;
  if (data.length === 0) return { ...encoded, form: 'raw' };
  const packed = zstdCompressSync(data, { params: PARAMETERS, chunkSize: ROOM_BYTES });
  return packed.length <= data.length * (1 - LEAST_SAVED)
    ? { ...encoded, data: packed, form: 'zstd' }
    : { ...encoded, data: data.slice(), form: 'raw' };
}

/** The chunk without its compression. Throws when its bytes are not what was packed. */
export const unpackChunk = (packed: PackedChunk): EncodedChunk =>
  packed.form === 'raw'
    ? packed
    : {
        ...packed,
        data: zstdDecompressSync(packed.data, { maxOutputLength: MOST_CHUNK_BYTES, chunkSize: roomFor(packed) }),
      };
