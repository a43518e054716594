import { parentPort } from 'node:worker_threads';
import { databaseOf } from '../project/database.ts';
import { emptyLog } from '../project/encryptedFile.ts';
import { joinProject, type Project } from '../project/project.ts';
import type { EngineMessage } from '../protocol.ts';
import { createRequests } from '../requests/index.ts';
import { joinedSession } from '../requests/session.ts';
import type { JobThreadCall, JobThreadWord } from './jobRequests.ts';
import { serve } from './serve.ts';

/*
 * The thread of the long work on the open project: it has a connection of its own, so that the engine's thread goes on
 * answering from its own meanwhile (docs/adr/0018-a-thread-for-jobs.md). One call at a time.
 */

if (parentPort === null) throw new Error('The jobs run in a worker thread.');
const port = parentPort;

const post = (message: EngineMessage | JobThreadWord, transfer: readonly ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

let project: Project | undefined;
const requests = createRequests(joinedSession(() => project));

function join({ file, identity, key }: Extract<JobThreadCall, { type: 'join' }>): void {
  try {
    project = joinProject(file, identity, key);
    post({ type: 'joined' });
  } catch {
    // The jobs are then done in the engine's own thread.
    post({ type: 'alone' });
  } finally {
    key.fill(0);
  }
}

port.on('message', (message: JobThreadCall) => {
  if (message.type === 'join') join(message);
  else if (message.type === 'leave') {
    project?.close();
    project = undefined;
    post({ type: 'left' });
    port.close();
  } else
    void serve(requests, message.call, (answer, transfer) => {
      if (answer.type !== 'progress' && project !== undefined) emptyLog(databaseOf(project));
      post(answer, transfer);
    });
});
