import type { FullWidth } from '../../store/chunk.ts';
import type { VariableType } from '../../store/columns.ts';

/*
 * The arrays of all columns lie one after the other in one buffer, so that a piece or a chunk crosses between threads
 * as a whole and the memory is used again.
 */

const EIGHT = 8;

const widthOf = (type: VariableType): number => (type === 'decimal' || type === 'key' ? EIGHT : EIGHT / 2);

const sizeOf = (type: VariableType, rows: number): number => Math.ceil((rows * widthOf(type)) / EIGHT) * EIGHT;

/** Bytes that `rows` rows of these columns take. */
export const layoutBytes = (types: readonly VariableType[], rows: number): number =>
  types.reduce((sum, type) => sum + sizeOf(type, rows), 0);

/** The columns' arrays for `rows` rows in a buffer that is large enough. */
export function layOut(types: readonly VariableType[], rows: number, buffer: ArrayBuffer): readonly FullWidth[] {
  let at = 0;
  return types.map((type) => {
    const from = at;
    at += sizeOf(type, rows);
    if (type === 'decimal' || type === 'key') return new Float64Array(buffer, from, rows);
    return type === 'integer' ? new Int32Array(buffer, from, rows) : new Uint32Array(buffer, from, rows);
  });
}
