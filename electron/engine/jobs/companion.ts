import { Worker } from 'node:worker_threads';
import type { EngineCall, EngineMessage } from '../protocol.ts';
import type { JobRequest, JobThreadCall, JobThreadWord } from './jobRequests.ts';
import type { Post } from './serve.ts';
import { threadFile } from './threadFile.ts';

/** The thread of the jobs, as the engine's thread has it beside itself while a project is open. */
export interface Companion {
  /** Gives it the project that has been shared. The key is copied, and the copy overwritten by whoever is done last. */
  join(file: string, identity: Uint8Array, dataKey: Uint8Array): void;
  /** Takes the work, whose answers will be posted; false when there is no such thread, and it must be done here. */
  take(call: EngineCall, request: JobRequest, post: Post): Promise<boolean>;
  /** What it is working on. */
  busy(): JobRequest | undefined;
  /** Has it close the project and end. Not to be called while it works. */
  leave(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  readonly key: Uint8Array;
  /** True when it has the project; false when it could not get it, or is gone. */
  readonly joined: Promise<boolean>;
  readonly ended: Promise<void>;
}

interface Work {
  readonly id: number;
  readonly request: JobRequest;
  readonly post: Post;
}

export function createCompanion(): Companion {
  let thread: Thread | undefined;
  let work: Work | undefined;

  const start = (key: Uint8Array): Thread => {
    const worker = new Worker(threadFile(new URL('./jobThread.ts', import.meta.url), 'jobThread.js', import.meta.url), {
      env: { NODE_ENV: 'production' },
      stdin: false,
    });
    const { promise: joined, resolve: setJoined } = Promise.withResolvers<boolean>();
    const { promise: ended, resolve: setEnded } = Promise.withResolvers<undefined>();
    worker.on('message', (message: EngineMessage | JobThreadWord) => {
      if (message.type === 'joined' || message.type === 'alone') setJoined(message.type === 'joined');
      else if (message.type !== 'left' && message.id === work?.id) {
        const { post } = work;
        if (message.type !== 'progress') work = undefined;
        post(message);
      }
    });
    const gone = (name: string): void => {
      key.fill(0);
      setJoined(false);
      setEnded(undefined);
      if (thread?.worker === worker) thread = undefined;
      const lost = work;
      work = undefined;
      lost?.post({ type: 'failed', id: lost.id, error: { kind: 'bug', name, places: '' } });
    };
    worker.on('error', () => {
      gone('JobThreadCrashed');
    });
    worker.on('exit', () => {
      gone('JobThreadExited');
    });
    return { worker, key, joined, ended };
  };

  const say = ({ worker }: Thread, message: JobThreadCall): void => {
    worker.postMessage(message);
  };

  return {
    join: (file, identity, dataKey) => {
      const key = new Uint8Array(new SharedArrayBuffer(dataKey.length));
      key.set(dataKey);
      thread = start(key);
      say(thread, { type: 'join', file, identity: Uint8Array.from(identity), key });
    },
    take: async (call, request, post) => {
      const at = thread;
      if (at === undefined || !(await at.joined) || thread !== at) return false;
      work = { id: call.id, request, post };
      say(at, { type: 'call', call });
      return true;
    },
    busy: () => work?.request,
    leave: async () => {
      const at = thread;
      thread = undefined;
      if (at === undefined) return;
      say(at, { type: 'leave' });
      await at.ended;
    },
  };
}
