import { MISSING_CODE } from '../../store/columns.ts';
import { CHUNK_ROWS } from '../../store/chunk.ts';
import { decodeInto } from '../../store/decode.ts';
import { type PackedChunk, unpackChunk } from '../../store/packing.ts';
import { type ColumnShape, fillHeld, type HeldColumn } from './heldColumn.ts';

/** A chunk of a column as it lies in the store, decrypted, on its way to the thread that unpacks it. */
export interface Piece {
  /** The column's key in memory. */
  readonly column: string;
  readonly first: number;
  readonly packed: PackedChunk;
}

const MISSING_I8 = -128;

/** Integers go straight from their narrowest form to codes, which is the form of nearly all of them. */
function fillSmall(held: HeldColumn & { readonly kind: 'small' }, { first, packed }: Piece): void {
  const chunk = unpackChunk(packed);
  const { values, least } = held;
  if (chunk.encoding === 'constant') {
    values.fill(chunk.minimum === null ? MISSING_CODE : chunk.minimum - least + 1, first, first + chunk.rows);
  } else if (chunk.encoding === 'i8') {
    const narrow = new Int8Array(chunk.data.buffer, chunk.data.byteOffset, chunk.rows);
    for (let i = 0; i < chunk.rows; i += 1) {
      const value = narrow[i] as number;
      values[first + i] = value === MISSING_I8 ? MISSING_CODE : value - least + 1;
    }
  } else {
    const integers = { type: 'integer', values: new Int32Array(CHUNK_ROWS) } as const;
    decodeInto({ ...chunk, form: 'raw' }, integers, 0);
    fillHeld(held, integers, first, chunk.rows);
  }
}

/** Unpacks a piece to where its rows lie in the held column. */
export function unpackInto(held: HeldColumn, { type, dictionary }: ColumnShape, piece: Piece): void {
  const { first, packed } = piece;
  if (held.kind === 'small') fillSmall(held, piece);
  else if (held.kind === 'words') {
    if (type === 'category' || type === 'area') decodeInto(packed, { type, values: held.values, dictionary }, first);
  } else if (held.kind === 'integers') decodeInto(packed, { type: 'integer', values: held.values }, first);
  else decodeInto(packed, { type: 'decimal', values: held.values }, first);
}
