import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DataError, UserError } from '../../shared/errors/errors.ts';
import { isTextKey } from '../../shared/texts/text.ts';
import type {
  EngineCall,
  EngineError,
  EngineInput,
  EngineMessage,
  EngineOutput,
  EngineRequest,
} from '../engine/protocol.ts';
import type { Log } from './ports/log.ts';

/** How a worker thread looks from outside, so that tests can stand in for it. */
export interface EngineThread {
  postMessage(call: EngineCall): void;
  on(event: 'message', listener: (message: EngineMessage) => void): unknown;
  on(event: 'error', listener: (cause: unknown) => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  terminate(): Promise<unknown>;
}

export interface CallOptions {
  /** One shared 32-bit integer; set it to 1 to ask the engine to stop. */
  readonly cancel?: Int32Array;
  readonly onProgress?: (step: string, done: number, total: number, rows?: number) => void;
}

export interface EngineClient {
  call<N extends EngineRequest>(request: N, input: EngineInput<N>, options?: CallOptions): Promise<EngineOutput<N>>;
  /** Closes the project and ends the thread; waits for what is under way no longer than a moment. */
  close(): Promise<void>;
}

/** A bug in the engine, or its thread gone: the user is told that something went wrong, the log where. */
export class EngineFailure extends Error {
  readonly places: string;

  constructor(name: string, places: string) {
    super(name);
    this.name = 'EngineFailure';
    this.places = places;
  }
}

const toError = (error: EngineError): Error => {
  if (error.kind === 'bug') return new EngineFailure(error.name, error.places);
  if (!isTextKey(error.key)) return new EngineFailure('UnknownTextKey', '');
  return error.place === undefined
    ? new UserError(error.kind, error.key, error.parameters)
    : new DataError(error.place, error.key, error.parameters);
};

export const newCancelFlag = (): Int32Array => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (cause: Error) => void;
  readonly onProgress: CallOptions['onProgress'];
}

/** How long closing waits for the engine to close its project. */
const PATIENCE_MS = 2000;

/**
 * Talks to the engine's thread. It is started by the first call; when it dies, what was under way fails, and the next
 * call starts a new one (with no project open).
 */
export function createEngineClient(start: () => EngineThread, log: Log, patience = PATIENCE_MS): EngineClient {
  const waiting = new Map<number, Waiting>();
  let thread: EngineThread | undefined;
  let closed = false;
  let nextId = 1;

  const stopped = (which: EngineThread, name: string): void => {
    if (thread !== which) return;
    thread = undefined;
    if (!closed) log({ event: 'engine.stopped', name });
    for (const call of waiting.values()) call.reject(new EngineFailure(name, ''));
    waiting.clear();
  };

  const receive = (message: EngineMessage): void => {
    const call = waiting.get(message.id);
    if (call === undefined) return;
    if (message.type === 'progress') {
      call.onProgress?.(message.step, message.done, message.total, message.rows);
      return;
    }
    waiting.delete(message.id);
    if (message.type === 'done') call.resolve(message.output);
    else call.reject(toError(message.error));
  };

  const running = (): EngineThread => {
    if (thread !== undefined) return thread;
    const started = start();
    thread = started;
    started.on('message', receive);
    started.on('error', () => {
      stopped(started, 'EngineCrashed');
    });
    started.on('exit', () => {
      stopped(started, 'EngineExited');
    });
    return started;
  };

  const ask = async <N extends EngineRequest>(
    request: N,
    input: EngineInput<N>,
    options: CallOptions,
  ): Promise<EngineOutput<N>> => {
    const id = nextId;
    nextId += 1;
    const output = await new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject, onProgress: options.onProgress });
      try {
        running().postMessage({ id, request, input, cancel: options.cancel ?? newCancelFlag() });
      } catch (cause) {
        waiting.delete(id);
        reject(cause instanceof Error ? cause : new EngineFailure('EngineRefused', ''));
      }
    });
    return output as EngineOutput<N>;
  };

  return {
    async call(request, input, options = {}) {
      if (closed) throw new EngineFailure('EngineClosed', '');
      return ask(request, input, options);
    },
    async close() {
      closed = true;
      // A project that is closed rather than cut off leaves no word behind of who has it open.
      if (thread !== undefined)
        await Promise.race([
          ask('project.close', {}, {}).catch(() => undefined),
          setTimeout(patience, undefined, { ref: false }),
        ]);
      await thread?.terminate();
    },
  };
}

/** The thread itself, from the engine's bundle. No environment, no arguments: it needs none. */
export const startEngineThread =
  (file: string | URL): (() => EngineThread) =>
  () =>
    new Worker(file, { env: { NODE_ENV: 'production' }, stdin: false });
