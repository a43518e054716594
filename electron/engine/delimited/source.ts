import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';
import { EXPANSION_FREE_BYTES, type Limits } from './limits.ts';

const BLOCK = 2_097_152;

/** The name a person knows the file by: errors and logs never say where on the machine it lies. */
export const nameOf = (file: string): string => path.basename(file);

/** Opens a regular file for reading, or says that it is missing, a folder, or empty. */
export function openInput(file: string): { readonly descriptor: number; readonly size: number } {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    throw new DataError({ file: nameOf(file) }, 'delimited.fileMissing');
  }
  const status = fstatSync(descriptor);
  if (!status.isFile() || status.size === 0) {
    closeSync(descriptor);
    throw new DataError({ file: nameOf(file) }, status.isFile() ? 'delimited.emptyFile' : 'delimited.fileMissing');
  }
  return { descriptor, size: status.size };
}

/** The first bytes of a file as they lie there. */
export function headOf(file: string, bytes: number): Uint8Array {
  const { descriptor } = openInput(file);
  try {
    const head = Buffer.alloc(bytes);
    return head.subarray(0, readSync(descriptor, head, 0, bytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** How much of a file has been read, for progress; in the file's own (compressed) bytes. */
export interface ReadPosition {
  read: number;
  readonly size: number;
}

const expanded = (file: string, produced: number, taken: number, limits: Limits): void => {
  if (produced > limits.expandedBytes)
    throw new DataError({ file: nameOf(file) }, 'delimited.tooLarge', { limit: limits.expandedBytes });
  if (produced > EXPANSION_FREE_BYTES && produced > taken * limits.expansion)
    throw new DataError({ file: nameOf(file) }, 'delimited.expandsTooMuch', { limit: limits.expansion });
};

const gzipError = (file: string, cause: unknown): unknown => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'Z_BUF_ERROR') return new DataError({ file: nameOf(file) }, 'delimited.cutGzip');
  if (code === 'Z_DATA_ERROR') return new DataError({ file: nameOf(file) }, 'delimited.damagedGzip');
  return cause;
};

/** The bytes of a file block by block, decompressed when it is gzip. Each block is only valid until the next. */
export async function* blocksOf(
  file: string,
  gzip: boolean,
  limits: Limits,
  position: ReadPosition,
  onRaw: (block: Uint8Array) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const { descriptor } = openInput(file);
  try {
    const rawBlocks = function* (size: number): Generator<Buffer> {
      const buffer = Buffer.allocUnsafe(size);
      for (;;) {
        const length = readSync(descriptor, buffer, 0, size, null);
        if (length === 0) return;
        position.read += length;
        const block = buffer.subarray(0, length);
        onRaw(block);
        yield block;
      }
    };
    if (!gzip) {
      for (const block of rawBlocks(BLOCK)) {
        expanded(file, position.read, position.read, limits);
        yield block;
      }
      return;
    }
    const gunzip = createGunzip({ chunkSize: 262_144 });
    const feed = async (): Promise<void> => {
      for (const block of rawBlocks(65_536)) {
        if (gunzip.destroyed) return;
        const copy = Buffer.from(block);
        await new Promise<void>((resolve) => {
          const goOn = (): void => {
            gunzip.off('close', goOn);
            resolve();
          };
          gunzip.once('close', goOn);
          gunzip.write(copy, goOn);
        });
      }
      if (!gunzip.destroyed) gunzip.end();
    };
    const feeding = feed();
    let produced = 0;
    try {
      for await (const block of gunzip as AsyncIterable<Buffer>) {
        produced += block.length;
        expanded(file, produced, position.read, limits);
        yield block;
      }
    } catch (cause) {
      throw gzipError(file, cause);
    } finally {
      gunzip.destroy();
      await feeding;
    }
  } finally {
    closeSync(descriptor);
  }
}

export interface WholeFile {
  /** As it lies on disk. */
  readonly raw: Uint8Array;
  /** Decompressed when it is gzip. */
  readonly bytes: Uint8Array;
  readonly gzip: boolean;
}

/** A whole file in memory, decompressed when it is gzip. */
export function wholeFile(file: string, limits: Limits): WholeFile {
  const { descriptor, size } = openInput(file);
  try {
    expanded(file, size, size, limits);
    const buffer = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const length = readSync(descriptor, buffer, read, size - read, null);
      if (length === 0) break;
      read += length;
    }
    const raw = buffer.subarray(0, read);
    if (!isGzip(raw)) return { raw, bytes: raw, gzip: false };
    const most = Math.min(limits.expandedBytes, Math.max(EXPANSION_FREE_BYTES, size * limits.expansion));
    try {
      return { raw, bytes: gunzipSync(raw, { maxOutputLength: most }), gzip: true };
    } catch (cause) {
      if (cause instanceof RangeError) expanded(file, most + 1, size, limits);
      throw gzipError(file, cause);
    }
  } finally {
    closeSync(descriptor);
  }
}
