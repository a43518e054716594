import { Worker } from 'node:worker_threads';
import { variableTypeOf } from '../fillers.ts';
import { threadFile } from '../../jobs/threadFile.ts';
import type { Labour } from './labour.ts';
import { PieceFaults } from './piece.ts';
import type { Done, Task } from './threadMessages.ts';

/** Slabs under way for each thread: one that it works on, one that waits. */
const SLABS_EACH = 2;

type Asked = Exclude<Task, { kind: 'setup' }>;
type Answer<K extends Done['kind']> = Extract<Done, { kind: K }>;

interface Thread {
  readonly worker: Worker;
  /** Tasks asked and not answered. */
  busy: number;
  /** The words it has told of, by file and column. */
  readonly words: Map<number, readonly { readonly texts: string[] }[]>;
}

interface Waiting {
  readonly thread: Thread;
  readonly resolve: (done: Done) => void;
  readonly reject: (cause: Error) => void;
}

/** Shares the work of an import out among `count` threads of its own. Close it when the import has ended. */
export function threadLabour(count: number): Labour {
  const waiting = new Map<number, Waiting>();
  let failure: Error | undefined;
  let nextId = 1;
  let nextFile = 1;

  const receive = (done: Done): void => {
    const asked = waiting.get(done.id);
    if (asked === undefined) return;
    waiting.delete(done.id);
    asked.thread.busy -= 1;
    asked.resolve(done);
  };
  const fail = (cause: Error): void => {
    failure ??= cause;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  const threads = Array.from({ length: count }, (): Thread => {
    const file = threadFile(new URL('./thread.ts', import.meta.url), 'importThread.js', import.meta.url);
    const worker = new Worker(file, {
      env: { NODE_ENV: 'production' },
      stdin: false,
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    worker.on('message', receive);
    worker.on('error', fail);
    worker.on('exit', () => {
      fail(new Error('A thread of the import ended'));
    });
    return { worker, busy: 0, words: new Map() };
  });

  const ask = async <K extends Asked['kind']>(
    task: Extract<Asked, { kind: K }>,
    transfer: readonly ArrayBuffer[],
    thread: Thread,
  ): Promise<Answer<K>> => {
    if (failure !== undefined) throw failure;
    thread.busy += 1;
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    waiting.set((task as Asked).id, { thread, resolve, reject });
    thread.worker.postMessage(task, transfer);
    return (await promise) as Answer<K>;
  };
  const idlest = (): Thread => threads.reduce((best, one) => (one.busy < best.busy ? one : best));
  const newId = (): number => {
    nextId += 1;
    return nextId;
  };

  return {
    depth: count * SLABS_EACH,
    splitter: (setup) => {
      nextFile += 1;
      const file = nextFile;
      const spare: ArrayBuffer[] = [];
      for (const { worker, words } of threads) {
        words.set(
          file,
          setup.columns.map(() => ({ texts: [] })),
        );
        const task: Task = { kind: 'setup', file, setup };
        worker.postMessage(task);
      }
      return {
        types: setup.columns.map(variableTypeOf),
        split: async (bytes, length, last) => {
          const thread = idlest();
          const again = spare.pop();
          const done = await ask<'split'>(
            { kind: 'split', id: newId(), file, bytes, length, last, spare: again },
            again === undefined ? [bytes] : [bytes, again],
            thread,
          );
          const words = thread.words.get(file) ?? [];
          for (const [i, fresh] of done.fresh.entries()) for (const text of fresh) words[i]?.texts.push(text);
          return { piece: { ...done.piece, faults: new PieceFaults(done.faults) }, words, bytes: done.bytes };
        },
        recycle: (buffer) => {
          spare.push(buffer);
        },
      };
    },
    pack: (types, buffer, capacity, rows) =>
      ask<'pack'>({ kind: 'pack', id: newId(), types, buffer, capacity, rows }, [buffer], idlest()),
    close: async () => {
      for (const { worker } of threads) worker.removeAllListeners();
      fail(new Error('The import has ended'));
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
