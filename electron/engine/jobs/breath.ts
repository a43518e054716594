import { setImmediate } from 'node:timers/promises';

const WITHOUT_MS = 20;

/**
 * For long work that never waits for anything: what it gives is to be awaited between two slices of work, and lets the thread
 * hear of signals and messages, the first time and when it has not done so for a while. Without it Ctrl-C is not heard before the end.
 */
export function breather(): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - last < WITHOUT_MS) return;
    await setImmediate();
    last = performance.now();
  };
}
