import { constants, gunzipSync } from 'node:zlib';
import { headOf, isGzip } from '../delimited/source.ts';
import { type FileFormat, recognise } from './recognise.ts';

const HEAD = 65_536;
/** A kilobyte of gzip unpacks to at most a megabyte. */
const PACKED_HEAD = 1024;

/**
 * What kind of file this is, by its first bytes, unpacked when it is gzip.
 * @throws DataError when it is missing or empty
 */
export function formatOf(path: string): FileFormat {
  const head = headOf(path, HEAD);
  if (!isGzip(head)) return recognise(head);
  try {
    return recognise(gunzipSync(head.subarray(0, PACKED_HEAD), { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    // Damaged: whoever reads it says where.
    return 'text';
  }
}
