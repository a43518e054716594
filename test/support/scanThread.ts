import { type MessagePort, workerData } from 'node:worker_threads';
import { rowDecoder } from '../../electron/engine/store/decode.ts';
import { receiveScan } from '../../electron/engine/store/scanInWorkers.ts';

/* Sums every column of a scan in a thread of its own and posts position, rows and sums per chunk. */

const { port, out, stopAfter } = workerData as { port: MessagePort; out: MessagePort; stopAfter?: number };
const { columns, chunks } = await receiveScan(port);
const decode = rowDecoder(columns);
let taken = 0;
for await (const packed of chunks) {
  const { position, first, rows, columns: decoded } = decode(packed);
  const sums = decoded.map(({ values }) => {
    let sum = 0;
    for (const value of values) if (!Number.isNaN(value)) sum += value;
    return sum;
  });
  out.postMessage({ position, first, rows, sums });
  taken += 1;
  if (taken === stopAfter) break;
}
out.postMessage('done');
port.close();
