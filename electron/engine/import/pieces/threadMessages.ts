import type { ProfiledChunk } from './labour.ts';
import type { VariableType } from '../../store/columns.ts';
import type { SplitPiece, SplitSetup } from './splitter.ts';

/** What a thread of an import is asked. Buffers go over by transfer and come back with the answer. */
export type Task =
  | { readonly kind: 'setup'; readonly file: number; readonly setup: SplitSetup }
  | {
      readonly kind: 'split';
      readonly id: number;
      readonly file: number;
      readonly bytes: ArrayBuffer;
      readonly length: number;
      readonly last: boolean;
      readonly spare: ArrayBuffer | undefined;
    }
  | {
      readonly kind: 'pack';
      readonly id: number;
      readonly types: readonly VariableType[];
      readonly buffer: ArrayBuffer;
      readonly capacity: number;
      readonly rows: number;
    };

/** What it answers, task by task in the order in which it was asked. */
export type Done =
  | {
      readonly kind: 'split';
      readonly id: number;
      readonly piece: Omit<SplitPiece, 'faults'>;
      readonly faults: Int32Array<ArrayBuffer>;
      /** For every stored column: the words that this thread has not told of before. */
      readonly fresh: readonly (readonly string[])[];
      readonly bytes: ArrayBuffer;
    }
  | {
      readonly kind: 'pack';
      readonly id: number;
      readonly chunks: readonly ProfiledChunk[];
      readonly buffer: ArrayBuffer;
    };
