import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/*
 * Ends the process when its time is up, from a thread of its own: SQLite cannot be interrupted while it computes between two
 * rows. Nothing is being written then, and a project is whole after any end of a process.
 */

const { flag, milliseconds, sentence } = workerData as {
  readonly flag: Int32Array;
  readonly milliseconds: number;
  readonly sentence: string;
};

if (Atomics.wait(flag, 0, 0, milliseconds) === 'timed-out') {
  writeSync(2, `\n${sentence}\n`);
  process.kill(process.pid, 'SIGKILL');
}
