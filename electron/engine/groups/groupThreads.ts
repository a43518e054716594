import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MethodError } from '../../../shared/domain/assess/methodError.ts';
import type { RoundsPlan } from '../../../shared/domain/groups/choosing/rounds.ts';
import type { Progress } from '../jobs/progress.ts';
import { threadFile } from '../jobs/threadFile.ts';
import { carryOut, type FromGroupThread, type GroupOutcome, type GroupTask, type ToGroupThread } from './groupTasks.ts';

/** The pairwise methods hold all distances, 90 MB for the country's areas: more threads than this cost more than they give. */
const MOST_THREADS = 4;
const CHECK_EVERY_MS = 50;

/** Areas times tasks below which starting a thread takes longer than the work. */
const WORTH_A_THREAD = 10_000;

/** Threads worth starting for so many tasks on so many areas. */
export const groupThreadCount = (areas: number, tasks: number): number =>
  areas * tasks < WORTH_A_THREAD ? 1 : Math.max(1, Math.min(MOST_THREADS, availableParallelism(), tasks));

/**
 * Carries out the tasks in `threads` threads, each taking the next that is left. Outcomes stand in the order of the tasks, and each
 * owes nothing to who carried it out: any number of threads gives the same. One thread works in the caller's own.
 * @throws UserError('cancelled') when the progress says so; MethodError from a task, the first by order
 */
export async function inThreads(
  setup: RoundsPlan,
  tasks: readonly GroupTask[],
  threads: number,
  step: string,
  progress: Progress,
): Promise<GroupOutcome[]> {
  if (threads <= 1 || tasks.length <= 1) {
    const run = carryOut(setup);
    return tasks.map((task, at) => {
      progress.report(step, at, tasks.length);
      return run(task, () => {
        progress.check();
      });
    });
  }
  const outcomes: (GroupOutcome | undefined)[] = tasks.map(() => undefined);
  const faults = new Map<number, NonNullable<FromGroupThread['fault']>>();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const workers: Worker[] = [];
  let next = 0;
  let done = 0;
  const give = (worker: Worker): void => {
    const task = tasks[next];
    if (task === undefined) return;
    const message: ToGroupThread = { kind: 'task', at: next, task };
    next += 1;
    worker.postMessage(message);
  };
  const timer = setInterval(() => {
    try {
      progress.check();
    } catch (cause) {
      reject(cause);
    }
  }, CHECK_EVERY_MS);
  try {
    for (let i = 0; i < Math.min(threads, tasks.length); i += 1) {
      const worker = new Worker(
        threadFile(new URL('./groupThread.ts', import.meta.url), 'groupThread.js', import.meta.url),
        { env: { NODE_ENV: 'production' }, stdin: false },
      );
      workers.push(worker);
      worker.on('error', reject);
      worker.on('message', ({ at, outcome, fault }: FromGroupThread) => {
        outcomes[at] = outcome;
        if (fault !== undefined) faults.set(at, fault);
        done += 1;
        progress.report(step, done, tasks.length);
        if (done === tasks.length) resolve(undefined);
        else give(worker);
      });
      const message: ToGroupThread = { kind: 'setup', setup };
      worker.postMessage(message);
      give(worker);
    }
    await promise;
  } finally {
    clearInterval(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  const fault = faults.get(Math.min(...faults.keys()));
  if (fault !== undefined) throw new MethodError(fault.where, fault.key, fault.parameters);
  return outcomes.filter((outcome) => outcome !== undefined);
}
