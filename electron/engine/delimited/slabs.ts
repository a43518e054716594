import { createHash } from 'node:crypto';
import type { DataError } from '../../../shared/errors/errors.ts';
import type { Dialect } from './dialect.ts';
import { transcoder } from './encoding.ts';
import { countLineEnds, encodingError, lastLineEnd } from './faults.ts';
import type { Limits } from './limits.ts';
import { newlineOf } from './opening.ts';
import { blocksOf, nameOf, type ReadPosition } from './source.ts';

/** A part of a file as UTF-8. All but the last one end with a line end, if there is any in them. */
export interface Slab {
  readonly bytes: ArrayBuffer;
  readonly length: number;
  /** True for the part with which the file ends; it may be empty. */
  readonly last: boolean;
  /** What must be thrown once all before it has been read: the bytes after it have no meaning. Given its first line. */
  readonly broken: ((line: number) => DataError) | undefined;
}

export interface SlabReader {
  slabs(): AsyncGenerator<Slab>;
  /** Gives memory back that a slab was in. */
  recycle(bytes: ArrayBuffer): void;
  sha256(): string;
}

/** A slab is handed on when it has as many bytes; what a slab holds depends on the file alone, not on who reads it. */
const SLAB_BYTES = 2_097_152;
const ROOM = 2 * SLAB_BYTES;
const MOST_SPARE = 8;

/** Reads a file once, whatever its encoding and compression, as slabs of UTF-8 cut at line ends. `mark`: see OpenedText. */
export function slabReader(
  file: string,
  dialect: Dialect,
  mark: number,
  limits: Limits,
  position: ReadPosition,
): SlabReader {
  const name = nameOf(file);
  const hash = createHash('sha256');
  const newline = newlineOf(dialect);
  const spare: ArrayBuffer[] = [];

  const slabs = async function* (): AsyncGenerator<Slab> {
    const turn = transcoder(dialect.encoding);
    let bytes = new Uint8Array(spare.pop() ?? new ArrayBuffer(ROOM));
    let length = 0;
    let skip = mark;
    const append = (block: Uint8Array): void => {
      if (length + block.length > bytes.length) {
        const larger = new Uint8Array(2 * (length + block.length));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(block, length);
      length += block.length;
    };
    /** Adds a block; gives what is wrong when it has bytes without a meaning. */
    const take = (raw: Uint8Array, last: boolean): Slab['broken'] => {
      const turned = turn(raw, last);
      if ('bytes' in turned) {
        append(turned.bytes);
        return undefined;
      }
      const before = transcoder(dialect.encoding)(raw.subarray(0, Math.max(0, turned.invalidAt)), false);
      const ends =
        countLineEnds(bytes, length, newline) +
        ('bytes' in before ? countLineEnds(before.bytes, before.bytes.length, newline) : 0);
      return (line) => encodingError(name, line + ends, dialect.encoding);
    };

    for await (const block of blocksOf(file, dialect.gzip, limits, position, (raw) => hash.update(raw))) {
      const from = Math.min(skip, block.length);
      skip -= from;
      const broken = take(block.subarray(from), false);
      if (broken !== undefined) {
        yield { bytes: bytes.buffer, length, last: true, broken };
        return;
      }
      if (length < SLAB_BYTES) continue;
      const cut = lastLineEnd(bytes, length, newline) || length;
      const next = new Uint8Array(
        (length - cut < SLAB_BYTES ? spare.pop() : undefined) ?? new ArrayBuffer(length - cut + ROOM),
      );
      next.set(bytes.subarray(cut, length));
      const full = { bytes: bytes.buffer, length: cut, last: false, broken: undefined };
      bytes = next;
      length -= cut;
      yield full;
    }
    const broken = take(new Uint8Array(0), true);
    yield { bytes: bytes.buffer, length, last: true, broken };
  };

  return {
    slabs,
    recycle: (bytes) => {
      if (bytes.byteLength >= ROOM && bytes.byteLength < 2 * ROOM && spare.length < MOST_SPARE) spare.push(bytes);
    },
    sha256: () => hash.digest('hex'),
  };
}
