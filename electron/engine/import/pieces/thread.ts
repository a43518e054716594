import { parentPort } from 'node:worker_threads';
import { packAll } from './labour.ts';
import { Splitter } from './splitter.ts';
import type { Done, Task } from './threadMessages.ts';

/*
 * A thread that splits slabs of files into columns and packs chunks. It sees neither the project nor its key, and writes
 * nothing anywhere.
 */

if (parentPort === null) throw new Error('This file runs in a worker thread.');
const port = parentPort;

interface OneFile {
  readonly splitter: Splitter;
  /** Words told of, for every stored column. */
  readonly told: number[];
}

const files = new Map<number, OneFile>();

const answer = (done: Done, transfer: readonly ArrayBuffer[]): void => {
  port.postMessage(done, transfer);
};

function freshWords({ splitter, told }: OneFile): readonly (readonly string[])[] {
  return splitter.maker.words.map((words, i) => {
    const fresh = words?.texts.slice(told[i]) ?? [];
    told[i] = words?.texts.length ?? 0;
    return fresh;
  });
}

/** Small results of packing may share a buffer with others; each goes over alone. */
const alone = (data: Uint8Array): Uint8Array<ArrayBuffer> =>
  data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength
    ? new Uint8Array(data.buffer)
    : new Uint8Array(data);

function carryOut(task: Task): void {
  if (task.kind === 'setup') {
    const splitter = new Splitter(task.setup);
    files.set(task.file, { splitter, told: task.setup.columns.map(() => 0) });
    return;
  }
  if (task.kind === 'split') {
    const { id, bytes, length, last, spare } = task;
    const file = files.get(task.file) as OneFile;
    const { faults, ...piece } = file.splitter.split(new Uint8Array(bytes), length, last, spare);
    const numbers = faults.whole();
    const transfer = [bytes, piece.buffer, numbers.buffer];
    for (const { rows, checks } of piece.texts) transfer.push(rows.buffer, checks.buffer);
    if (piece.lines !== undefined) transfer.push(piece.lines.buffer);
    answer({ kind: 'split', id, piece, faults: numbers, fresh: freshWords(file), bytes }, transfer);
    return;
  }
  const { id, types, buffer, capacity, rows } = task;
  const chunks = packAll(types, buffer, capacity, rows).map((chunk) => ({ ...chunk, data: alone(chunk.data) }));
  const transfer = chunks.map(({ data }) => data.buffer).filter(({ byteLength }) => byteLength > 0);
  answer({ kind: 'pack', id, chunks, buffer }, [buffer, ...transfer]);
}

port.on('message', carryOut);
