import { parentPort } from 'node:worker_threads';
import { UserError } from '../../shared/errors/errors.ts';
import { createCompanion } from './jobs/companion.ts';
import { busyWith, isJobRequest } from './jobs/jobRequests.ts';
import { type Post, serve } from './jobs/serve.ts';
import type { EngineCall } from './protocol.ts';
import { createRequests } from './requests/index.ts';
import { createSession } from './requests/session.ts';

/*
 * The engine's thread: it opens the project and answers calls one after the other, in the order in which they came, so that
 * no two of them meet inside a transaction. Long work on the project goes to a thread beside it, with a connection of its own.
 */

if (parentPort === null) throw new Error('The engine runs in a worker thread.');
const port = parentPort;
const companion = createCompanion();
const requests = createRequests(createSession(companion));

const post: Post = (message, transfer = []) => {
  port.postMessage(message, transfer);
};

/** What could not be written because the other thread is writing is said so. */
function wording(cause: unknown): unknown {
  const job = companion.busy();
  if (job === undefined) return cause;
  const held = cause instanceof UserError ? cause.key.startsWith('project.inUse') : isBusy(cause);
  return held ? busyWith(job) : cause;
}

const isBusy = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');

async function take(call: EngineCall): Promise<void> {
  const { id, request } = call;
  if (isJobRequest(request)) {
    const job = companion.busy();
    if (job !== undefined) {
      const { kind, key, parameters } = busyWith(job);
      post({ type: 'failed', id, error: { kind, key, parameters } });
      return;
    }
    if (await companion.take(call, request, post)) return;
  }
  await serve(requests, call, post, wording);
}

let queue: Promise<void> = Promise.resolve();
port.on('message', (call: EngineCall) => {
  queue = queue.then(() => take(call));
});
