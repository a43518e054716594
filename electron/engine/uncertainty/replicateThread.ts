import { parentPort } from 'node:worker_threads';
import { tallyReplicates } from '../../../shared/domain/uncertainty/replicates.ts';
import type { FromReplicateThread, ToReplicateThread } from './replicateThreads.ts';

/* A thread that carries out a part of the replicates. It gets the plan once and gives a tally back. */

if (parentPort === null) throw new Error('This file runs in a worker thread.');
const port = parentPort;

port.once('message', ({ plan, from, to }: ToReplicateThread) => {
  const tell = (message: FromReplicateThread, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);
  const tally = tallyReplicates(plan, from, to, (done) => {
    tell({ kind: 'progress', done });
  });
  tell({ kind: 'tally', tally }, [tally.counts.buffer, tally.shifts.buffer]);
});
