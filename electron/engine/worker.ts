import { parentPort } from 'node:worker_threads';
import { DataError, UserError } from '../../shared/errors/errors.ts';
import { cancellable, type Progress } from './jobs/progress.ts';
import type { EngineCall, EngineError, EngineMessage } from './protocol.ts';
import { createRequests } from './requests/index.ts';
import type { Answer } from './requests/request.ts';

/*
 * The thread that owns the one connection to the project file. Calls are served one after the other, in the order in
 * which they came, so that no two of them meet inside a transaction.
 */

const PROGRESS_MS = 50;

if (parentPort === null) throw new Error('The engine runs in a worker thread.');
const port = parentPort;
const requests = createRequests();

const post = (message: EngineMessage, transfer: readonly ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

function toEngineError(cause: unknown): EngineError {
  if (cause instanceof UserError) {
    const { kind, key, parameters } = cause;
    return cause instanceof DataError ? { kind, key, parameters, place: cause.place } : { kind, key, parameters };
  }
  // The message of an unexpected error may hold data; its class and the places in the code do not.
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const places = stack.split('\n').filter((line) => /^\s+at /u.test(line));
  return { kind: 'bug', name: cause instanceof Error ? cause.name : 'Error', places: places.join(' ').slice(0, 2000) };
}

/** Reports at most every 50 ms, but always when a step begins or ends. */
function reporter(id: number): Progress['report'] {
  let lastStep = '';
  let lastTime = 0;
  return (step, done, total, rows) => {
    const now = performance.now();
    if (step === lastStep && done < total && now - lastTime < PROGRESS_MS) return;
    lastStep = step;
    lastTime = now;
    post({ type: 'progress', id, step, done, total, ...(rows === undefined ? {} : { rows }) });
  };
}

async function serve({ id, request, input, cancel }: EngineCall): Promise<void> {
  try {
    const handler = requests[request] as (
      input: unknown,
      progress: ReturnType<typeof cancellable>,
    ) => Promise<Answer<unknown>> | Answer<unknown>;
    const { output, transfer } = await handler(input, cancellable(cancel, reporter(id)));
    post({ type: 'done', id, output }, transfer);
  } catch (cause) {
    post({ type: 'failed', id, error: toEngineError(cause) });
  }
}

let queue: Promise<void> = Promise.resolve();
port.on('message', (call: EngineCall) => {
  queue = queue.then(() => serve(call));
});
