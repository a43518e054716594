import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';

/** Where index.html says that the page's nonce goes. */
const NONCE_MARK = '__CSP_NONCE__';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const headersFor = (type: string, nonce: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': contentSecurityPolicy(nonce),
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

const refuse = (status: number): Response =>
  new Response(null, { status, headers: headersFor('text/plain; charset=utf-8', randomBytes(16).toString('base64')) });

/** The path below the root that a URL asks for, or undefined when it asks for anything that is not plainly below it. */
function askedFor(url: URL): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  // A second layer of encoding, a backslash, NUL or a drive colon has no place in the names that the build makes.
  if (/[%\\:\0]/u.test(name) || name.split('/').includes('..')) return undefined;
  return name === '/' ? 'index.html' : name.slice(1);
}

export type AssetHandler = (request: Request) => Promise<Response>;

/**
 * Answers requests for the window's files below `root`, for the one `origin` that is ours. Pure in Request and Response, so
 * that Electron's protocol handler, the browser tests and the preview all serve the same bytes with the same headers.
 */
export function createAssetHandler(root: string, origin: string): AssetHandler {
  const own = new URL(origin);
  return async (request) => {
    if (!URL.canParse(request.url)) return refuse(400);
    const url = new URL(request.url);
    if (url.protocol !== own.protocol || url.host !== own.host) return refuse(404);
    if (request.method !== 'GET') return refuse(405);
    const name = askedFor(url);
    if (name === undefined) return refuse(403);
    const type = TYPES[path.extname(name)];
    if (type === undefined) return refuse(404);
    try {
      // Real paths on both sides, so that a symbolic link inside the folder leads nowhere else.
      const base = await realpath(root);
      const file = await realpath(path.join(base, name));
      if (!file.startsWith(base + path.sep)) return refuse(403);
      const nonce = randomBytes(16).toString('base64');
      const bytes = new Uint8Array(await readFile(file));
      const body = type.startsWith('text/html') ? new TextDecoder().decode(bytes).replaceAll(NONCE_MARK, nonce) : bytes;
      return new Response(body, { status: 200, headers: headersFor(type, nonce) });
    } catch {
      return refuse(404);
    }
  };
}
