import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addTally, type RankTally } from '../../../shared/domain/uncertainty/rankTally.ts';
import { type ReplicatePlan, tallyReplicates } from '../../../shared/domain/uncertainty/replicates.ts';
import type { Progress } from '../jobs/progress.ts';
import { threadFile } from '../jobs/threadFile.ts';

export interface ToReplicateThread {
  readonly plan: ReplicatePlan;
  readonly from: number;
  readonly to: number;
}
export type FromReplicateThread =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'tally'; readonly tally: RankTally };

/** A tally is a table of areas by areas, so more threads than this cost more memory than they save time. */
const MOST_THREADS = 4;
/** Areas times replicates below which starting a thread takes longer than the work. */
const WORTH_A_THREAD = 2_000_000;
const STEP = 'uncertainty.step.replicates';

export const replicateThreadCount = (areas: number, replicates: number): number =>
  areas * replicates < WORTH_A_THREAD ? 1 : Math.min(MOST_THREADS, availableParallelism());

/**
 * Carries out the replicates of a plan in `threads` threads and sums their tallies: the same to the last bit for any
 * number. One thread works in the caller's own.
 * @throws UserError('cancelled') when the progress says so; the threads are then ended
 */
export async function tallyInThreads(
  plan: ReplicatePlan,
  replicates: number,
  threads: number,
  progress: Progress,
): Promise<RankTally> {
  if (threads <= 1)
    return tallyReplicates(plan, 0, replicates, (done, of) => {
      progress.report(STEP, done, of);
      progress.check();
    });
  const cuts = Array.from({ length: threads + 1 }, (_none, i) => Math.floor((i * replicates) / threads));
  const done = new Float64Array(threads);
  const workers: Worker[] = [];
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  const report = (): void => {
    try {
      progress.report(
        STEP,
        done.reduce((sum, part) => sum + part, 0),
        replicates,
      );
      progress.check();
    } catch (cause) {
      stop(cause);
    }
  };
  try {
    const parts = cuts.slice(1).map((to, i) => {
      const { promise, resolve, reject } = Promise.withResolvers<RankTally>();
      const worker = new Worker(
        threadFile(new URL('./replicateThread.ts', import.meta.url), 'replicateThread.js', import.meta.url),
        { env: { NODE_ENV: 'production' }, stdin: false },
      );
      workers.push(worker);
      worker.on('error', reject);
      worker.on('message', (message: FromReplicateThread) => {
        if (message.kind === 'tally') resolve(message.tally);
        else {
          done[i] = message.done;
          report();
        }
      });
      const task: ToReplicateThread = { plan, from: cuts[i] as number, to };
      worker.postMessage(task);
      return promise;
    });
    const [sum, ...rest] = await Promise.race([Promise.all(parts), stopped]);
    if (sum === undefined) throw new RangeError('tallyInThreads: no thread');
    for (const tally of rest) addTally(sum, tally);
    return sum;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
