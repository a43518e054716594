import type { Frame } from './frame.ts';

/** What an accumulator has gathered over a block: arrays that can be handed to another thread. */
export type State = Readonly<Record<string, Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>>;

/**
 * Gathers something over the rows of a register. `step` and `take` run in whatever thread has the block; `add` in the
 * thread that asked, once per block and in the order of the blocks. So sums come out the same whoever computed them.
 */
export interface Accumulator<S extends State = State> {
  step(frame: Frame): void;
  /** What was gathered since the last time; begins anew. The arrays are not used again. */
  take(): S;
  add(state: S): void;
}

export const addInto = (target: Float64Array, part: ArrayLike<number>): void => {
  for (let i = 0; i < target.length; i += 1) target[i] = (target[i] as number) + (part[i] as number);
};
