import type { Column } from '../../store/columns.ts';

/** The rows of a register that are being computed now, with the columns that the program asked for. */
export interface Frame {
  /** Different for every frame of a program: what was computed for another stamp is stale. */
  readonly stamp: number;
  readonly first: number;
  readonly rows: number;
  readonly columns: readonly Column[];
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
