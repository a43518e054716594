import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type CompressionCodec, snappyUncompress } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { EXPANSION_FREE_BYTES, IMPORT_LIMITS } from '../../delimited/limits.ts';

/** Bytes that one page may have when unpacked; writers make pages of about a megabyte. */
const MOST_PAGE_BYTES = 268_435_456;

type Unpack = (input: Uint8Array, outputLength: number) => Uint8Array;

const limit = (outputLength: number): { readonly maxOutputLength: number } => ({
  maxOutputLength: Math.max(1, outputLength),
});

/** How pages are unpacked: by Node's own libraries where those can. */
const COMPRESSORS: Partial<Record<CompressionCodec, Unpack>> = {
  UNCOMPRESSED: (input) => input,
  SNAPPY: (input, outputLength) => {
    const output = new Uint8Array(outputLength);
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, outputLength) => gunzipSync(input, limit(outputLength)),
  BROTLI: (input, outputLength) => brotliDecompressSync(input, limit(outputLength)),
  ZSTD: (input, outputLength) => zstdDecompressSync(input, limit(outputLength)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};

/**
 * Unpacks a page. A page says itself how large it is unpacked: a damaged one must not fill the memory.
 * @throws RangeError when it says what cannot be, or is not what it says
 */
export function unpackPage(input: Uint8Array, outputLength: number, codec: CompressionCodec): Uint8Array {
  const most = Math.min(MOST_PAGE_BYTES, Math.max(EXPANSION_FREE_BYTES, input.length * IMPORT_LIMITS.expansion));
  if (!(outputLength >= 0 && outputLength <= most)) throw new RangeError('size of a page');
  const unpack = COMPRESSORS[codec];
  if (unpack === undefined) throw new RangeError('how a page is packed');
  // Nothing at all may be stored as nothing at all.
  if (outputLength === 0) return new Uint8Array(0);
  const output = unpack(input, outputLength);
  if (output.length !== outputLength) throw new RangeError('size of a page');
  return output;
}
