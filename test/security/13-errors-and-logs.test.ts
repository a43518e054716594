import { describe, expect, it } from 'vitest';
import { createEngineClient, startEngineThread } from '../../electron/main/engineClient.ts';
import { createRouter, type Handlers } from '../../electron/main/ipc/router.ts';
import type { LogLine } from '../../electron/main/ports/log.ts';
import { METHODS } from '../../shared/ipc/methods.ts';
import { builtFile } from '../support/sources.ts';

// A value that nothing but the microdata could hold is planted in every error that can be thrown, and searched for.
const MARKER = 'XMARKERX-19551224-1234';

class Planted extends Error {
  override readonly name = MARKER;
}

const causes: readonly unknown[] = [
  new Error(MARKER),
  new RangeError(`row 7: ${MARKER}`),
  new Planted(MARKER),
  new Error('outer', { cause: new Error(MARKER) }),
  Object.assign(new Error('x'), { code: MARKER, stack: `Error: ${MARKER}\n${MARKER}\n    at place (file.ts:1:1)` }),
  MARKER,
  { toString: () => MARKER },
  null,
];

describe('13. errors and logs carry no data', () => {
  it.each(causes.map((cause, number) => ({ number, cause })))(
    'for cause $number in every method',
    async ({ cause }) => {
      const log: LogLine[] = [];
      const failing = (): never => {
        throw cause;
      };
      const handlers = Object.fromEntries(METHODS.map((method) => [method, failing])) as Handlers;
      const router = createRouter(handlers, (line) => log.push(line));
      const answers = await Promise.all(METHODS.map((method) => router.dispatch(method, {})));
      expect(answers.some((answer) => !answer.ok && answer.error.code === 'INTERNAL')).toBe(true);
      expect(log.length).toBeGreaterThan(0);
      expect(JSON.stringify([answers, log])).not.toContain(MARKER);
    },
  );

  it('not in what a wrong input is answered with, either', async () => {
    const router = createRouter({}, () => undefined);
    const inputs = [{ [MARKER]: 1 }, MARKER, [MARKER], { level: MARKER, year: MARKER }];
    const answers = await Promise.all(
      METHODS.flatMap((method) => inputs.map((input) => router.dispatch(method, input))),
    );
    expect(answers.every((answer) => !answer.ok)).toBe(true);
    expect(JSON.stringify(answers)).not.toContain(MARKER);
  });

  it('nor in what comes from the thread of the engine', async () => {
    const log: LogLine[] = [];
    const engine = createEngineClient(startEngineThread(builtFile('main', 'engine.js')), (line) => log.push(line));
    try {
      const cause = await engine.call(MARKER as 'engine.info', {}).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(cause).toBeInstanceOf(Error);
      expect(
        JSON.stringify([log, (cause as Error).name, (cause as Error).message, Object.entries(cause as Error)]),
      ).not.toContain(MARKER);
    } finally {
      await engine.close();
    }
  });
});
