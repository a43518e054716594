import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What the guard looks at. */
export interface Asked {
  readonly method: string;
  /** Path and query as asked for. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export type Verdict =
  | { readonly allowed: true; readonly path: string }
  | { readonly allowed: false; readonly status: 403 | 404 | 405 };

const same = (a: string, b: string): boolean => {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
};

/**
 * Who may speak to the preview: a page of its own, at the address it printed, in the path that holds the token. Host is
 * checked against names that are made to point here, Origin and Sec-Fetch-Site against pages of others.
 */
export function judge({ method, url, headers }: Asked, authority: string, token: string): Verdict {
  if (headers.host !== authority) return { allowed: false, status: 403 };
  const origin = headers.origin;
  if (origin !== undefined && origin !== `http://${authority}`) return { allowed: false, status: 403 };
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { allowed: false, status: 403 };
  if (method !== 'GET' && method !== 'POST') return { allowed: false, status: 405 };
  if (method === 'POST' && origin === undefined) return { allowed: false, status: 403 };
  const [, first = '', ...rest] = url.split('?')[0]?.split('/') ?? [];
  if (!same(first, token) || rest.length === 0) return { allowed: false, status: 404 };
  return { allowed: true, path: `/${rest.join('/')}` };
}
