import type { MessagePort } from 'node:worker_threads';
import { UserError } from '../../../shared/errors/errors.ts';
import type { PackedRows, Scan, ScanColumn } from './scan.ts';

/*
 * A scan shared by several threads: the one that owns the project reads and decrypts, the others unpack, decode and
 * compute. Chunks go over by transfer, each to the thread that asks first, at most AHEAD of them waiting per thread, so
 * that memory stays bounded whatever the register's size. Which thread gets which chunk differs between runs: a result
 * that depends on an order (a sum of decimals) has to be kept per chunk and put together by `position`.
 */

/** Chunks that a thread has asked for beforehand, so that it need not wait. */
const AHEAD = 2;

type ToWorker =
  | { readonly type: 'columns'; readonly columns: readonly ScanColumn[] }
  | { readonly type: 'rows'; readonly packed: PackedRows }
  | { readonly type: 'end' };
type FromWorker = { readonly type: 'more' } | { readonly type: 'stop' };

/** The bytes of a chunk alone in their buffer, so that it can be given away. */
const alone = (data: Uint8Array): Uint8Array<ArrayBuffer> =>
  data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength
    ? new Uint8Array(data.buffer)
    : Uint8Array.from(data);

function send(port: MessagePort, packed: PackedRows): void {
  const chunks = packed.chunks.map((chunk) => ({ ...chunk, data: alone(chunk.data) }));
  const message: ToWorker = { type: 'rows', packed: { ...packed, chunks } };
  port.postMessage(
    message,
    chunks.map(({ data }) => data.buffer).filter((buffer) => buffer.byteLength > 0),
  );
}

/**
 * Gives out a scan to the threads behind the ports until all of it has been asked for; each of them calls `receiveScan`
 * on the other end. Rejects when the scan is cancelled or a chunk is damaged, and when a thread stops or goes away.
 */
export function serveScan(scan: Scan, ports: readonly MessagePort[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let open = ports.length;
  let failed = false;
  const post = (port: MessagePort, message: ToWorker): void => {
    port.postMessage(message);
  };
  const fail = (cause: Error): void => {
    if (failed) return;
    failed = true;
    for (const port of ports) port.close();
    reject(cause);
  };
  for (const port of ports) {
    let ended = false;
    port.on('message', (message: FromWorker) => {
      if (failed || ended) return;
      if (message.type === 'stop') {
        fail(new UserError('cancelled', 'error.cancelled'));
        return;
      }
      try {
        const packed = scan.next();
        if (packed !== undefined) {
          send(port, packed);
          return;
        }
      } catch (cause) {
        fail(cause instanceof Error ? cause : new Error('A scan failed'));
        return;
      }
      ended = true;
      post(port, { type: 'end' });
      open -= 1;
      if (open === 0) resolve();
    });
    port.on('close', () => {
      if (!ended) fail(new Error('A thread went away in the middle of a scan'));
    });
    post(port, { type: 'columns', columns: scan.columns });
  }
  return promise;
}

/** The other end of `serveScan`: the columns, then chunk after chunk as this thread takes them. */
export async function receiveScan(
  port: MessagePort,
): Promise<{ readonly columns: readonly ScanColumn[]; readonly chunks: AsyncIterable<PackedRows> }> {
  const waiting: ToWorker[] = [];
  let wake: (() => void) | undefined;
  let gone = false;
  port.on('message', (message: ToWorker) => {
    waiting.push(message);
    wake?.();
  });
  port.on('close', () => {
    gone = true;
    wake?.();
  });
  const take = async (): Promise<ToWorker> => {
    while (waiting.length === 0) {
      if (gone) throw new UserError('cancelled', 'error.cancelled');
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
    return waiting.shift() as ToWorker;
  };
  const ask = (message: FromWorker): void => {
    port.postMessage(message);
  };
  const begin = await take();
  if (begin.type !== 'columns') throw new Error('A scan begins with its columns');
  async function* chunks(): AsyncGenerator<PackedRows> {
    let ended = false;
    try {
      for (let i = 0; i < AHEAD; i += 1) ask({ type: 'more' });
      for (let message = await take(); message.type === 'rows'; message = await take()) {
        yield message.packed;
        ask({ type: 'more' });
      }
      ended = true;
    } finally {
      if (!ended) ask({ type: 'stop' });
    }
  }
  return { columns: begin.columns, chunks: chunks() };
}
