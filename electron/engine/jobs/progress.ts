import { UserError } from '../../../shared/errors/errors.ts';

/**
 * How long work tells where it is and learns that it is to stop. Every long function of the engine takes one.
 * `step` is a key in shared/texts; done and total are in the step's own unit (rows, bytes, areas). `rows`, where it is told,
 * are the rows read so far.
 */
export interface Progress {
  report(step: string, done: number, total: number, rows?: number): void;
  /** Throws UserError('cancelled') when the user has asked to stop; call it at least every 50 ms of work. */
  check(): void;
}

export const silent: Progress = { report: () => undefined, check: () => undefined };

/** Cancels by a shared flag, so that it works from another thread while this one computes. */
export const cancellable = (flag: Int32Array, report: Progress['report']): Progress => ({
  report,
  check: () => {
    if (Atomics.load(flag, 0) !== 0) throw new UserError('cancelled', 'error.cancelled');
  },
});
