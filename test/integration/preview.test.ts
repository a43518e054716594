import { get } from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeFrame } from '../../build/preview/framing.ts';
import { type Preview, startPreview } from '../../build/preview/server.ts';
import { ok } from '../../shared/ipc/result.ts';
import { REQUEST_CHANNEL } from '../../shared/ipc/methods.ts';
import { builtFile } from '../support/sources.ts';

const IDLE = 200;

describe('the server of the preview', () => {
  let preview: Preview | undefined;
  const start = async (patience = 60_000): Promise<Preview> => {
    preview = await startPreview({
      rendererFolder: path.dirname(builtFile('renderer', 'index.html')),
      bridge: '/* bridge */',
      router: { dispatch: (method, input) => Promise.resolve(ok({ method, input, values: new Float64Array([1.5]) })) },
      idle: IDLE,
      patience,
    });
    return preview;
  };
  afterEach(async () => {
    await preview?.stop();
  });
  const post = async (address: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    await fetch(`${address}request`, {
      method: 'POST',
      body,
      headers: { origin: new URL(address).origin, ...headers },
    });

  it('listens on this machine alone, at a token that is new each time', async () => {
    const { address } = await start();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/u);
    const first = new URL(address).pathname;
    await preview?.stop();
    expect(new URL((await start()).address).pathname).not.toBe(first);
  });

  it('serves the page with its policy and the bridge before everything else', async () => {
    const { address } = await start();
    const page = await fetch(address);
    const body = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(body.indexOf('preview-bridge.js')).toBeGreaterThan(0);
    expect(body.indexOf('preview-bridge.js')).toBeLessThan(body.indexOf('type="module"'));
    expect(await (await fetch(`${address}preview-bridge.js`)).text()).toBe('/* bridge */');
    expect((await fetch(`${address}../package.json`)).status).toBe(404);
    expect((await fetch(`${address}%2e%2e%2fpackage.json`)).status).toBe(403);
  });

  it('answers requests with typed arrays, and nothing that is not one', async () => {
    const { address } = await start();
    const answer = await post(address, JSON.stringify([REQUEST_CHANNEL, 'app.info', {}]));
    expect(decodeFrame(await answer.arrayBuffer())).toEqual({
      ok: true,
      data: { method: 'app.info', input: {}, values: new Float64Array([1.5]) },
    });
    expect((await post(address, '{')).status).toBe(400);
    expect((await post(address, '["other:channel"]')).status).toBe(404);
    expect((await post(address, '{}')).status).toBe(404);
    expect((await post(address, `["${'x'.repeat(1_100_000)}"]`)).status).toBe(400);
    expect((await post(address, '[]', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await fetch(new URL('/wrong/', address))).status).toBe(404);
  });

  it('ends when its page is closed, and not while it is open', async () => {
    const { address, ended } = await start();
    let over = false;
    const watching = (async () => {
      await ended;
      over = true;
    })();
    const page = get(`${address}events`);
    const heard = new Promise<string>((resolve) => {
      page.on('response', (response) => {
        response.on('data', (data: Buffer) => {
          const text = data.toString('utf8');
          if (text.includes('job.progress')) resolve(text);
        });
        response.on('error', () => undefined);
        preview?.emit('job.progress', { jobId: 'x', step: 's', done: 1, total: 2 });
      });
    });
    expect(await heard).toContain('["sigill:event","job.progress",{"jobId":"x","step":"s","done":1,"total":2}]');
    await new Promise((resolve) => {
      setTimeout(resolve, 2 * IDLE);
    });
    expect(over).toBe(false);
    page.on('error', () => undefined);
    page.destroy();
    await watching;
    expect(over).toBe(true);
  });

  it('ends when no page ever comes', async () => {
    const { ended } = await start(50);
    await expect(ended).resolves.toBeUndefined();
  });
});
