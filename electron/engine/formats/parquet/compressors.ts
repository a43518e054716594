import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type Compressors, snappyUncompress } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';

/** Bytes that one page may have when unpacked; writers make pages of about a megabyte. */
const MOST_PAGE_BYTES = 268_435_456;

export class PageTooLarge extends Error {}

type Unpack = (input: Uint8Array, outputLength: number) => Uint8Array;

/** A page says itself how large it is unpacked: a damaged one must not fill the memory. */
const within =
  (unpack: Unpack): Unpack =>
  (input, outputLength) => {
    if (!(outputLength >= 0 && outputLength <= MOST_PAGE_BYTES)) throw new PageTooLarge();
    return unpack(input, outputLength);
  };

const limit = (outputLength: number): { readonly maxOutputLength: number } => ({
  maxOutputLength: Math.max(1, outputLength),
});

/** How pages are unpacked: by Node's own libraries where those can. */
export const COMPRESSORS: Compressors = {
  SNAPPY: within((input, outputLength) => {
    const output = new Uint8Array(outputLength);
    snappyUncompress(input, output);
    return output;
  }),
  GZIP: within((input, outputLength) => gunzipSync(input, limit(outputLength))),
  BROTLI: within((input, outputLength) => brotliDecompressSync(input, limit(outputLength))),
  ZSTD: within((input, outputLength) => zstdDecompressSync(input, limit(outputLength))),
  LZ4: within(decompressLz4),
  LZ4_RAW: within(decompressLz4Raw),
};
