import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRouter, type Handlers } from '../../../electron/main/ipc/router.ts';
import type { LogLine } from '../../../electron/main/ports/log.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { METHODS } from '../../../shared/ipc/methods.ts';

const MARKER = 'XMARKERX-19551224';
const info = { version: '1', node: '24', sqlite: '3', shell: 'preview' } as const;

function routerWith(handlers: Handlers): { dispatch: ReturnType<typeof createRouter>['dispatch']; log: LogLine[] } {
  const log: LogLine[] = [];
  return { dispatch: createRouter(handlers, (line) => log.push(line)).dispatch, log };
}

describe('router', () => {
  it('gives the answer of the handler', async () => {
    const { dispatch } = routerWith({ 'app.info': () => info });
    expect(await dispatch('app.info', {})).toEqual({ ok: true, data: info });
  });

  it('refuses unknown methods, methods that are not offered, and inputs of the wrong form', async () => {
    const { dispatch } = routerWith({ 'app.info': () => info });
    expect(await dispatch('fs.read', {})).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(await dispatch('project.close', {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await dispatch('app.info', { more: 1 })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });

  it('tells user errors with their place, by key and parameters', async () => {
    const { dispatch } = routerWith({
      'project.close': () => {
        throw new UserError('refused', 'error.cancelled');
      },
      'project.summary': () => {
        throw new DataError({ file: 'a.csv', line: 3, column: 'Kon' }, 'error.badInput', { path: 'x' });
      },
    });
    expect(await dispatch('project.close', {})).toEqual({
      ok: false,
      error: { code: 'REFUSED', key: 'error.cancelled', parameters: {} },
    });
    expect(await dispatch('project.summary', {})).toEqual({
      ok: false,
      error: {
        code: 'BAD_INPUT',
        key: 'error.badInput',
        parameters: { path: 'x', file: 'a.csv', line: 3, column: 'Kon' },
      },
    });
  });

  it('gives out neither the message of a bug nor an answer of the wrong form', async () => {
    const { dispatch, log } = routerWith({
      'project.close': () => {
        throw new Error(MARKER);
      },
      'app.info': () => ({ ...info, shell: MARKER as 'preview' }),
    });
    const answers = [await dispatch('project.close', {}), await dispatch('app.info', {})];
    expect(answers).toEqual([
      { ok: false, error: { code: 'INTERNAL', key: 'error.internal' } },
      { ok: false, error: { code: 'INTERNAL', key: 'error.internal' } },
    ]);
    expect(log.map(({ event, method }) => ({ event, method }))).toEqual([
      { event: 'handler.failed', method: 'project.close' },
      { event: 'contract.broken', method: 'app.info' },
    ]);
    expect(JSON.stringify(log)).not.toContain(MARKER);
  });

  it('never throws, whatever comes in', async () => {
    const { dispatch } = routerWith({ 'app.info': () => info });
    const method = fc.oneof(fc.anything(), fc.constantFrom(...METHODS));
    await fc.assert(
      fc.asyncProperty(method, fc.anything({ withNullPrototype: true }), async (name, input) => {
        expect(typeof (await dispatch(name, input)).ok).toBe('boolean');
      }),
    );
  });
});
