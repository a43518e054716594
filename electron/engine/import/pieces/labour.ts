import { type PackedChunk, packChunk } from '../../store/packing.ts';
import { type ChunkProfile, profileChunk, profileCodes, rangeOfCounts } from '../../quality/chunkProfile.ts';
import type { VariableType } from '../../store/columns.ts';
import { layOut } from './layout.ts';
import type { Words } from './piece.ts';
import { type SplitPiece, type SplitSetup, Splitter } from './splitter.ts';

/** A piece with what its codes stand for. */
export interface Split {
  readonly piece: SplitPiece;
  readonly words: readonly (Words | undefined)[];
}

/** Splits the slabs of one file. */
export interface FileSplitter {
  readonly types: readonly VariableType[];
  /** `bytes` is away until the promise is kept. */
  split(bytes: ArrayBuffer, length: number, last: boolean): Promise<Split & { readonly bytes: ArrayBuffer }>;
  /** Gives back the memory of a piece that is no longer needed. */
  recycle(buffer: ArrayBuffer): void;
}

/** A chunk ready to be written, and what the quality report needs of it. */
export interface ProfiledChunk extends PackedChunk {
  readonly profile: ChunkProfile;
}

/** Who does the work of an import that can be shared out: this thread alone, or several others. */
export interface Labour {
  /** Slabs worth having under way at the same time. */
  readonly depth: number;
  splitter(setup: SplitSetup): FileSplitter;
  /** Packs a chunk that lies in `buffer` as `layOut` lays it for `capacity` rows; `buffer` is away until then. */
  pack(
    types: readonly VariableType[],
    buffer: ArrayBuffer,
    capacity: number,
    rows: number,
  ): Promise<{ readonly chunks: readonly ProfiledChunk[]; readonly buffer: ArrayBuffer }>;
  close(): Promise<void>;
}

export const packAll = (
  types: readonly VariableType[],
  buffer: ArrayBuffer,
  capacity: number,
  rows: number,
): readonly ProfiledChunk[] =>
  layOut(types, capacity, buffer).map((values, i) => {
    const type = types[i] as VariableType;
    // Each finds something out that the other need not look for again.
    if (type === 'category' || type === 'area') {
      const profile = profileCodes(values as Uint32Array, rows);
      return { ...packChunk(type, values, rows, rangeOfCounts(profile)), profile };
    }
    const packed = packChunk(type, values, rows);
    return { ...packed, profile: profileChunk(type, values, rows, packed) };
  });

/** Everything in the calling thread: for small files, where starting threads costs more than they give. */
export const ownLabour = (): Labour => ({
  depth: 0,
  splitter: (setup) => {
    const splitter = new Splitter(setup);
    let spare: ArrayBuffer | undefined;
    return {
      types: splitter.maker.types,
      split: (bytes, length, last) => {
        const piece = splitter.split(new Uint8Array(bytes), length, last, spare);
        spare = undefined;
        return Promise.resolve({ piece, words: splitter.maker.words, bytes });
      },
      recycle: (buffer) => {
        spare = buffer;
      },
    };
  },
  pack: (types, buffer, capacity, rows) => Promise.resolve({ chunks: packAll(types, buffer, capacity, rows), buffer }),
  close: () => Promise.resolve(),
});
