import { MISSING_INTEGER } from '../../store/columns.ts';
import { decodeInto } from '../../store/decode.ts';
import { type PackedChunk, packChunk } from '../../store/packing.ts';

/*
 * A stretch of a link as it is stored: for each row how far its other row lies from the last one that was found, from 0 at the beginning
 * of the stretch. Registers often come in much the same order, and the steps are then small and alike.
 */

/** Packs rows of another register, below 0 where there is none. */
export function packLink(rows: Int32Array): PackedChunk {
  const steps = new Int32Array(rows.length);
  let before = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number;
    steps[i] = row < 0 ? MISSING_INTEGER : row - before;
    if (row >= 0) before = row;
  }
  return packChunk('integer', steps, steps.length);
}

/** Unpacks what packLink gave into `link` from `first` on. */
export function unpackLink(packed: PackedChunk, link: Int32Array, first: number): void {
  decodeInto(packed, { type: 'integer', values: link }, first);
  let row = 0;
  for (let i = first; i < first + packed.rows; i += 1) {
    const step = link[i] as number;
    if (step === MISSING_INTEGER) continue;
    row += step;
    link[i] = row;
  }
}
