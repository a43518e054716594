import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAssetHandler } from '../../electron/main/assets.ts';
import { ORIGIN } from '../../electron/main/security.ts';

const top = mkdtempSync(path.join(tmpdir(), 'sigill-assets-'));
const root = path.join(top, 'renderer');
mkdirSync(path.join(root, 'assets'), { recursive: true });
writeFileSync(path.join(root, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
writeFileSync(path.join(root, 'assets/index.js'), '1;');
writeFileSync(path.join(root, 'assets/notes.txt'), 'secret');
writeFileSync(path.join(top, 'outside.js'), 'secret');
mkdirSync(path.join(top, 'renderer-other'));
writeFileSync(path.join(top, 'renderer-other/a.js'), 'secret');
symlinkSync(path.join(top, 'outside.js'), path.join(root, 'assets/link.js'));
symlinkSync(top, path.join(root, 'up'));
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

const handler = createAssetHandler(root, ORIGIN);

describe('16. the protocol gives out the window and nothing else', () => {
  it('serves our own files', async () => {
    const page = await handler(new Request(`${ORIGIN}/`));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const script = await handler(new Request(`${ORIGIN}/assets/index.js?v=1#x`));
    expect(await script.text()).toBe('1;');
    expect(Object.fromEntries(script.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it.each([
    ['another host', 'app://evil/assets/index.js', 'GET', 404],
    ['another scheme', 'https://sigill/assets/index.js', 'GET', 404],
    ['another method', `${ORIGIN}/assets/index.js`, 'POST', 405],
    ['a method that only looks', `${ORIGIN}/assets/index.js`, 'HEAD', 405],
    ['the folder above, encoded', `${ORIGIN}/%2e%2e%2foutside.js`, 'GET', 403],
    ['the folder above, inside a name', `${ORIGIN}/assets/..%2f..%2foutside.js`, 'GET', 403],
    ['a neighbour whose name begins like ours', `${ORIGIN}/..%2frenderer-other%2fa.js`, 'GET', 403],
    ['double encoding', `${ORIGIN}/%252e%252e/outside.js`, 'GET', 403],
    ['a backslash', `${ORIGIN}/assets%5c..%5c..%5coutside.js`, 'GET', 403],
    ['NUL', `${ORIGIN}/assets/index.js%00.html`, 'GET', 403],
    ['a drive', `${ORIGIN}/c:/windows/a.js`, 'GET', 403],
    ['broken encoding', `${ORIGIN}/%e0%a4%a.js`, 'GET', 403],
    ['a link that leads outside', `${ORIGIN}/assets/link.js`, 'GET', 403],
    ['a linked folder that leads outside', `${ORIGIN}/up/outside.js`, 'GET', 403],
    ['a type that the window does not use', `${ORIGIN}/assets/notes.txt`, 'GET', 404],
    ['a folder', `${ORIGIN}/assets/`, 'GET', 404],
    ['a file that is not there', `${ORIGIN}/assets/absent.js`, 'GET', 404],
  ])('refuses %s', async (_what, url, method, status) => {
    const answer = await handler(new Request(url, { method }));
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
  });
});
