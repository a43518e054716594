import { parentPort } from 'node:worker_threads';
import { MethodError } from '../../../shared/domain/assess/methodError.ts';
import { carryOut, type FromGroupThread, type ToGroupThread } from './groupTasks.ts';

/* A thread that carries out tasks of one grouping: the setup first, then a task at a time. */

if (parentPort === null) throw new Error('This file runs in a worker thread.');
const port = parentPort;
let work: ReturnType<typeof carryOut> | undefined;

port.on('message', (message: ToGroupThread) => {
  if (message.kind === 'setup') work = carryOut(message.setup);
  else if (work !== undefined) {
    const answer: FromGroupThread = { at: message.at, ...answerOf(work, message.task) };
    port.postMessage(answer);
  }
});

/** What is the input's fault crosses as data: an error loses its class on the way between threads. */
function answerOf(
  run: ReturnType<typeof carryOut>,
  task: Parameters<ReturnType<typeof carryOut>>[0],
): Omit<FromGroupThread, 'at'> {
  try {
    return { outcome: run(task, () => undefined) };
  } catch (cause) {
    if (!(cause instanceof MethodError)) throw cause;
    const { where, key, parameters } = cause;
    return { fault: { where, key, parameters } };
  }
}
