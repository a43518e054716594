import { describe, expect, it } from 'vitest';
import type { EngineCall, EngineMessage } from '../../../electron/engine/protocol.ts';
import {
  createEngineClient,
  EngineFailure,
  type EngineThread,
  newCancelFlag,
} from '../../../electron/main/engineClient.ts';
import type { LogLine } from '../../../electron/main/ports/log.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';

type Listener = (given: never) => void;

/** A thread in which a test answers by hand. */
class FakeThread implements EngineThread {
  readonly calls: EngineCall[] = [];
  terminated = false;
  readonly #listeners = new Map<string, Listener[]>();

  postMessage(call: EngineCall): void {
    this.calls.push(call);
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  terminate(): Promise<void> {
    this.terminated = true;
    this.emit('exit', 1);
    return Promise.resolve();
  }

  emit(event: 'message' | 'error' | 'exit', given: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(given as never);
  }

  answer(message: EngineMessage): void {
    this.emit('message', message);
  }
}

function clientOnFakes(): { client: ReturnType<typeof createEngineClient>; threads: FakeThread[]; log: LogLine[] } {
  const threads: FakeThread[] = [];
  const log: LogLine[] = [];
  const client = createEngineClient(
    () => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    (line) => log.push(line),
    20,
  );
  return { client, threads, log };
}

describe('engine client', () => {
  it('starts the thread with the first call and matches answers to calls', async () => {
    const { client, threads } = clientOnFakes();
    expect(threads).toHaveLength(0);
    const first = client.call('engine.info', {});
    const second = client.call('engine.info', {});
    expect(threads).toHaveLength(1);
    expect(threads[0]?.calls.map(({ id, request }) => [id, request])).toEqual([
      [1, 'engine.info'],
      [2, 'engine.info'],
    ]);
    threads[0]?.answer({ type: 'done', id: 2, output: { sqlite: 'two' } });
    threads[0]?.answer({ type: 'done', id: 1, output: { sqlite: 'one' } });
    expect(await Promise.all([first, second])).toEqual([{ sqlite: 'one' }, { sqlite: 'two' }]);
  });

  it('makes errors for people whole again, and nothing else', async () => {
    const { client, threads } = clientOnFakes();
    const user = client.call('engine.info', {});
    const data = client.call('engine.info', {});
    const bug = client.call('engine.info', {});
    const strange = client.call('engine.info', {});
    const failed = (id: number, error: Extract<EngineMessage, { type: 'failed' }>['error']): void =>
      threads[0]?.answer({ type: 'failed', id, error });
    failed(1, { kind: 'cancelled', key: 'error.cancelled', parameters: {} });
    failed(2, { kind: 'input', key: 'error.badInput', parameters: { path: 'x' }, place: { file: 'a.csv', line: 2 } });
    failed(3, { kind: 'bug', name: 'RangeError', places: 'at x' });
    failed(4, { kind: 'input', key: 'no.such.text', parameters: {} });
    await expect(user).rejects.toMatchObject({ kind: 'cancelled', key: 'error.cancelled' });
    await expect(user).rejects.toBeInstanceOf(UserError);
    await expect(data).rejects.toMatchObject({ place: { file: 'a.csv', line: 2 } });
    await expect(data).rejects.toBeInstanceOf(DataError);
    await expect(bug).rejects.toBeInstanceOf(EngineFailure);
    await expect(strange).rejects.toBeInstanceOf(EngineFailure);
  });

  it('tells progress while a call is under way, and not after', async () => {
    const { client, threads } = clientOnFakes();
    const heard: unknown[] = [];
    const call = client.call('engine.info', {}, { onProgress: (...given) => heard.push(given) });
    threads[0]?.answer({ type: 'progress', id: 1, step: 'import.read', done: 1, total: 2, rows: 7 });
    threads[0]?.answer({ type: 'done', id: 1, output: { sqlite: '3' } });
    threads[0]?.answer({ type: 'progress', id: 1, step: 'import.read', done: 2, total: 2 });
    await call;
    expect(heard).toEqual([['import.read', 1, 2, 7]]);
  });

  it('shares the flag that cancels', () => {
    const { client, threads } = clientOnFakes();
    const cancel = newCancelFlag();
    void client.call('engine.info', {}, { cancel });
    Atomics.store(cancel, 0, 1);
    expect(threads[0]?.calls[0]?.cancel[0]).toBe(1);
    expect(threads[0]?.calls[0]?.cancel.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('fails what was under way when the thread dies, and starts a new one for the next call', async () => {
    const { client, threads, log } = clientOnFakes();
    const lost = client.call('engine.info', {});
    threads[0]?.emit('error', new Error('out of memory'));
    threads[0]?.emit('exit', 1);
    await expect(lost).rejects.toBeInstanceOf(EngineFailure);
    expect(log).toEqual([{ event: 'engine.stopped', name: 'EngineCrashed' }]);
    const next = client.call('engine.info', {});
    expect(threads).toHaveLength(2);
    threads[1]?.answer({ type: 'done', id: 2, output: { sqlite: '3' } });
    expect(await next).toEqual({ sqlite: '3' });
  });

  it('has the project closed before it ends the thread', async () => {
    const { client, threads } = clientOnFakes();
    const first = client.call('engine.info', {});
    threads[0]?.answer({ type: 'done', id: 1, output: { sqlite: '3' } });
    await first;
    const closing = client.close();
    expect(threads[0]?.calls.at(-1)?.request).toBe('project.close');
    expect(threads[0]?.terminated).toBe(false);
    threads[0]?.answer({ type: 'done', id: 2, output: {} });
    await closing;
    expect(threads[0]?.terminated).toBe(true);
  });

  it('fails what is under way when it is closed, without a word in the log', async () => {
    const { client, threads, log } = clientOnFakes();
    const lost = client.call('engine.info', {});
    await client.close();
    expect(threads[0]?.terminated).toBe(true);
    await expect(lost).rejects.toBeInstanceOf(EngineFailure);
    await expect(client.call('engine.info', {})).rejects.toBeInstanceOf(EngineFailure);
    expect(log).toEqual([]);
  });
});
