import { CHUNK_ROWS } from '../../store/chunk.ts';

/** Rows computed at a time: few enough for what is computed from them to stay in the processor's cache. */
export const FRAME_ROWS = 16_384;

/**
 * Rows of a block, the unit of work of a thread. What is summed is summed within a block in the order of its rows, and
 * over blocks in the order of the blocks: so the result is the same to the bit whatever the number of threads. Never
 * to be changed lightly: another size gives other last digits.
 */
export const BLOCK_ROWS = 8 * CHUNK_ROWS;

/** The rows of a register that are being computed now. */
export interface Frame {
  /** Different for every frame of a program: what was computed for another stamp is stale. */
  readonly stamp: number;
  readonly first: number;
  readonly rows: number;
}

/** Computes `make` once per frame, however many ask for it. */
export function oncePerFrame<T>(make: (frame: Frame, previous: T | undefined) => T): (frame: Frame) => T {
  let stamp = -1;
  let held: T | undefined;
  return (frame) => {
    if (frame.stamp !== stamp || held === undefined) {
      held = make(frame, held);
      stamp = frame.stamp;
    }
    return held;
  };
}

export const doublesFor = (rows: number, previous: Float64Array | undefined): Float64Array =>
  previous !== undefined && previous.length >= rows ? previous : new Float64Array(rows);

export const bytesFor = (rows: number, previous: Uint8Array | undefined): Uint8Array =>
  previous !== undefined && previous.length >= rows ? previous : new Uint8Array(rows);

export const integersFor = (rows: number, previous: Int32Array | undefined): Int32Array =>
  previous !== undefined && previous.length >= rows ? previous : new Int32Array(rows);
