import { expect, test } from '@playwright/test';
import type { WithSigill } from '../../shared/ipc/api.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';

let sigill: Harness;
test.beforeEach(async ({ context, page }) => {
  sigill = await startSigill(context, page);
  await page.goto(`${ORIGIN}/`);
});
test.afterEach(async () => {
  await sigill.close();
});

test('the page loads from our own bundles, without a request outside or a complaint', async ({ page }) => {
  await expect(page.getByRole('main')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(sigill.outsideRequests).toEqual([]);
  expect(sigill.complaints).toEqual([]);
});

test('the bridge is two functions and cannot be changed', async ({ page }) => {
  const bridge = await page.evaluate(() => {
    const { sigill } = globalThis as unknown as WithSigill;
    return {
      names: Object.keys(sigill).sort(),
      frozen: Object.isFrozen(sigill),
      replaced: Reflect.set(globalThis, 'sigill', {}),
      node: ['process', 'require', 'module', 'Buffer'].filter((name) => name in globalThis),
    };
  });
  expect(bridge).toEqual({ names: ['listen', 'request'], frozen: true, replaced: false, node: [] });
});

test('the engine answers through preload, router and worker', async ({ page }) => {
  const info = await page.evaluate(() => (globalThis as unknown as WithSigill).sigill.request('app.info', {}));
  expect(info).toMatchObject({ ok: true, data: { shell: 'preview', node: process.versions.node } });
  expect(info.ok && info.data.sqlite).toMatch(/^3\.\d+/u);
});

test('unknown methods and wrong inputs are refused', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const request = (globalThis as unknown as WithSigill).sigill.request as (
      method: string,
      input: unknown,
    ) => Promise<{ ok: boolean; error?: { code: string; key: string } }>;
    const inputs: [string, unknown][] = [
      ['fs.read', {}],
      ['__proto__', {}],
      ['app.info', { extra: 1 }],
      ['app.info', null],
      ['areas.list', { level: 'regso', year: 1e9 }],
      ['project.open', { fileId: '../../etc/passwd', passphrase: '' }],
    ];
    return await Promise.all(inputs.map(async ([method, input]) => (await request(method, input)).error?.key));
  });
  expect(answers).toEqual([
    'error.unknownMethod',
    'error.unknownMethod',
    'error.badInput',
    'error.badInput',
    'error.badInput',
    'error.badInput',
  ]);
});

test('a page task can neither run strings as code nor reach another machine', async ({ page }) => {
  const attempts = await page.evaluate(async () => {
    // What the browser's inspector evaluates is exempt from the policy, so each attempt is made from a task of the page.
    const inPage = <T>(attempt: () => T): Promise<T | string> =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(attempt());
          } catch (cause) {
            resolve((cause as Error).name);
          }
        }, 0);
      });
    const name = (cause: unknown): string => (cause as Error).name;
    return {
      code: await inPage(() => Reflect.construct(Function, ['return 1'])() as string),
      markup: await inPage(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
        return 'accepted';
      }),
      script: await inPage(() => {
        document.createElement('script').text = 'alert(1)';
        return 'accepted';
      }),
      fetch: await fetch('https://example.org/x').then(() => 'sent', name),
      beacon: navigator.sendBeacon('https://example.org/x'),
      socket: await new Promise((resolve) => {
        try {
          const socket = new WebSocket('wss://example.org/x');
          socket.addEventListener('open', () => {
            resolve('open');
          });
          socket.addEventListener('error', () => {
            resolve('error');
          });
        } catch (cause) {
          resolve(name(cause));
        }
      }),
    };
  });
  expect(attempts).toMatchObject({ code: 'EvalError', markup: 'TypeError', script: 'TypeError', fetch: 'TypeError' });
  expect(attempts.socket).not.toBe('open');
  expect(sigill.complaints.length).toBeGreaterThan(0);
});

test('the page holds no other page', async ({ page, context }) => {
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
  });
  await expect.poll(() => sigill.complaints.join('\n')).toContain('frame-src');
  expect(sigill.outsideRequests).toEqual([]);
  expect(context.pages()).toHaveLength(1);
});
