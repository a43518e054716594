import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { EngineCall, EngineError, EngineMessage } from '../protocol.ts';
import type { Answer, RequestHandlers } from '../requests/request.ts';
import { cancellable, type Progress } from './progress.ts';

/** Sends a message out of the thread, and gives the buffers away. */
export type Post = (message: EngineMessage, transfer?: readonly ArrayBuffer[]) => void;

const PROGRESS_MS = 50;

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
function reporter(id: number, post: Post): Progress['report'] {
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

/** Answers one call, with what it gives or with what went wrong. `wording`: puts an error into other words. */
export async function serve(
  requests: RequestHandlers,
  { id, request, input, cancel }: EngineCall,
  post: Post,
  wording: (cause: unknown) => unknown = (cause) => cause,
): Promise<void> {
  try {
    const handler = requests[request] as (
      input: unknown,
      progress: Progress,
    ) => Promise<Answer<unknown>> | Answer<unknown>;
    const { output, transfer } = await handler(input, cancellable(cancel, reporter(id, post)));
    post({ type: 'done', id, output }, transfer);
  } catch (cause) {
    post({ type: 'failed', id, error: toEngineError(wording(cause)) });
  }
}
