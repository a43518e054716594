import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAssetHandler } from '../../electron/main/assets.ts';
import { ORIGIN } from '../../electron/main/security.ts';
import { builtFile } from '../support/sources.ts';

// Electron 7. test/e2e/shell.spec.ts sees the same header at work in a browser.

const handler = createAssetHandler(path.dirname(builtFile('renderer', 'index.html')), ORIGIN);
const policyOf = async (url: string, method = 'GET'): Promise<Map<string, string>> => {
  const header = (await handler(new Request(url, { method }))).headers.get('content-security-policy') ?? '';
  return new Map(
    header.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
};

describe('6. content security policy', () => {
  it.each([
    [`${ORIGIN}/`, 'GET'],
    [`${ORIGIN}/absent.js`, 'GET'],
    [`${ORIGIN}/%2e%2e/package.json`, 'GET'],
    [`${ORIGIN}/`, 'POST'],
    ['app://evil/', 'GET'],
  ])('stands on the answer to %s %s', async (url, method) => {
    const policy = await policyOf(url, method);
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    for (const closed of ['frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors'])
      expect(policy.get(closed)).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|https?:/u);
  });

  it('has a new nonce for each page, and the page knows it', async () => {
    const pages = await Promise.all(
      [1, 2].map(async () => {
        const answer = await handler(new Request(`${ORIGIN}/`));
        const nonce = /'nonce-([^']+)'/u.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
        return { nonce, body: await answer.text() };
      }),
    );
    expect(pages[0]?.nonce).not.toBe(pages[1]?.nonce);
    for (const { nonce, body } of pages) {
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      expect(body).toContain(`<meta name="csp-nonce" content="${nonce}"`);
      expect(body).not.toContain('__CSP_NONCE__');
      expect(body).not.toMatch(/<script(?![^>]*\bsrc=)/u);
    }
  });
});
