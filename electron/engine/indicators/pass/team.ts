import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { threadFile } from '../../jobs/threadFile.ts';
import type { State } from './accumulator.ts';
import type { Piece } from './pieces.ts';
import {
  ANSWERS,
  FRAMES,
  newControl,
  STOPPED,
  TASKS,
  type ThreadAnswer,
  type ThreadJob,
  type ThreadTask,
  type Unit,
  wake,
} from './threads.ts';

/** More threads than this would wait for the one that reads and decrypts. */
const MOST_HELPERS = 3;
/** One that a helper works on, and one that waits so that it need not. */
const TASKS_EACH = 2;
/** How long the asking thread sleeps before it looks whether the user has asked to stop. */
const WAIT_MS = 20;
/** A helper that computes nothing for so long has gone. */
const GONE_MS = 60_000;

/** Threads beside the asking one that fit on this machine. */
export const helpersThatFit = (): number => Math.max(0, Math.min(MOST_HELPERS, availableParallelism() - 1));

/** How the asking thread takes part in the work. */
export interface Steps {
  /** Reads what a unit needs and is not in memory yet; called in the order of the units. */
  readonly read: (unit: Unit) => readonly Piece[];
  readonly compute: (unit: Unit, pieces: readonly Piece[]) => readonly State[];
  /** Puts what a unit gave to what those before it gave. */
  readonly add: (unit: Unit, states: readonly State[]) => void;
  readonly check: () => void;
}

/** The work of one job. */
export interface Shift {
  /** Has all units computed, by whatever thread; `add` comes once for each of them, in their order. */
  run(units: readonly Unit[], steps: Steps): void;
  /** Lets the helpers go, done or not. */
  end(): void;
}

/** What a job is about, as the team is given it. */
export type Work = Omit<ThreadJob, 'control' | 'shift'>;

/** Threads that help the asking one; without any, all is done in that one. */
export interface Team {
  begin(job: Work): Shift;
  close(): void;
}

interface Helper {
  readonly worker: Worker;
  readonly port: MessagePort;
  ready: boolean;
  tasks: number;
}

function startHelper(): Helper {
  const { port1, port2 } = new MessageChannel();
  const file = threadFile(new URL('./teamThread.ts', import.meta.url), 'indicatorThread.js', import.meta.url);
  const worker = new Worker(file, {
    env: { NODE_ENV: 'production' },
    stdin: false,
    workerData: { port: port2 },
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  // A thread that cannot start is never ready and gets no tasks: the others then do all of it.
  worker.on('error', () => undefined);
  return { worker, port: port1, ready: false, tasks: 0 };
}

function beginShift(helpers: readonly Helper[], shift: number, job: Work): Shift {
  const control = newControl();
  const done = new Map<number, readonly State[]>();
  let frames = 0;
  let lastSign = performance.now();
  for (const helper of helpers) {
    helper.ready = false;
    helper.tasks = 0;
    helper.worker.postMessage({ ...job, shift, control } satisfies ThreadJob);
  }

  const collect = (): void => {
    for (const helper of helpers)
      for (let got = receiveMessageOnPort(helper.port); got !== undefined; got = receiveMessageOnPort(helper.port)) {
        const answer = got.message as ThreadAnswer;
        if (answer.shift !== shift) continue;
        if (answer.type === 'fault') throw new Error(`A computing thread failed: ${answer.fault}`);
        if (answer.type === 'ready') helper.ready = true;
        else {
          helper.tasks -= 1;
          done.set(answer.position, answer.states);
        }
      }
  };
  const give = (helper: Helper, task: ThreadTask): void => {
    const buffers = task.pieces.map(({ packed }) => packed.data.buffer).filter((buffer) => buffer.byteLength > 0);
    helper.port.postMessage(task, [...new Set(buffers)] as ArrayBuffer[]);
    helper.tasks += 1;
    wake(control, TASKS);
  };
  const rest = (answers: number): void => {
    Atomics.wait(control, ANSWERS, answers, WAIT_MS);
    const now = Atomics.load(control, FRAMES);
    if (now !== frames) lastSign = performance.now();
    frames = now;
    if (performance.now() - lastSign > GONE_MS) throw new Error('A computing thread has gone');
  };

  return {
    run: (units, { read, compute, add, check }) => {
      let given = 0;
      let added = 0;
      lastSign = performance.now();
      while (added < units.length) {
        check();
        const answers = Atomics.load(control, ANSWERS);
        collect();
        for (let states = done.get(added); states !== undefined; states = done.get(added)) {
          add(units[added] as Unit, states);
          done.delete(added);
          added += 1;
        }
        const unit = units[given];
        if (unit === undefined) {
          if (added < units.length) rest(answers);
          continue;
        }
        const pieces = read(unit);
        const idle = helpers.find(({ ready, tasks }) => ready && tasks < TASKS_EACH);
        if (idle === undefined) done.set(given, compute(unit, pieces));
        else give(idle, { shift, position: given, unit, pieces });
        given += 1;
      }
    },
    end: () => {
      Atomics.store(control, STOPPED, 1);
      wake(control, TASKS);
    },
  };
}

export function startTeam(helperCount: number): Team {
  const helpers = Array.from({ length: helperCount }, startHelper);
  let shifts = 0;
  return {
    begin: (job) => {
      shifts += 1;
      return beginShift(helpers, shifts, job);
    },
    close: () => {
      for (const { worker, port } of helpers) {
        port.close();
        void worker.terminate();
      }
    },
  };
}
