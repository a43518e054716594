import { describe, expect, it } from 'vitest';
import { judge } from '../../build/preview/guard.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

// The preview in a browser (docs/adr/0007): who may speak to it. That it opens nothing but demonstration data is in
// test/integration/shell.test.ts, that it ends with its page in test/integration/preview.test.ts.

const AUTHORITY = '127.0.0.1:4321';
const TOKEN = 'abcdefghijklmnop';
const asked = { method: 'GET', url: `/${TOKEN}/`, headers: { host: AUTHORITY } };
const verdictOn = (change: object): unknown => judge({ ...asked, ...change }, AUTHORITY, TOKEN);

describe('the preview answers its own page alone', () => {
  it('answers it', () => {
    expect(verdictOn({})).toEqual({ allowed: true, path: '/' });
    expect(verdictOn({ url: `/${TOKEN}/assets/a.js?x` })).toEqual({ allowed: true, path: '/assets/a.js' });
    const own = { host: AUTHORITY, origin: `http://${AUTHORITY}`, 'sec-fetch-site': 'same-origin' };
    expect(verdictOn({ method: 'POST', url: `/${TOKEN}/request`, headers: own })).toEqual({
      allowed: true,
      path: '/request',
    });
  });

  it.each([
    ['no token', { url: '/' }],
    ['no token, but a file', { url: '/assets/a.js' }],
    ['a wrong token', { url: '/abcdefghijklmnoq/' }],
    ['the beginning of the token', { url: '/abcdefgh/' }],
    ['the token without its slash', { url: `/${TOKEN}` }],
    ['the token elsewhere', { url: `/x/${TOKEN}/` }],
    ['another name for this machine', { headers: { host: 'localhost:4321' } }],
    ['a name that was made to point here', { headers: { host: 'evil.example:4321' } }],
    ['another port', { headers: { host: '127.0.0.1:80' } }],
    ['no host', { headers: {} }],
    ['a page of another site', { headers: { host: AUTHORITY, origin: 'https://evil.example' } }],
    ['a page of another port', { headers: { host: AUTHORITY, origin: 'http://127.0.0.1:80' } }],
    ['a page that hides where it is from', { headers: { host: AUTHORITY, origin: 'null' } }],
    ['a picture on another site', { headers: { host: AUTHORITY, 'sec-fetch-site': 'cross-site' } }],
    ['a page on a neighbouring port', { headers: { host: AUTHORITY, 'sec-fetch-site': 'same-site' } }],
    ['a form without an origin', { method: 'POST', url: `/${TOKEN}/request` }],
    ['another method', { method: 'PUT' }],
    ['a question before a request', { method: 'OPTIONS' }],
  ])('refuses %s', (_who, change) => {
    expect(verdictOn(change)).toMatchObject({ allowed: false });
  });

  it('lies outside what is packaged', () => {
    expect(filesWith(sourcesOf('electron', 'renderer', 'shared'), /build\/preview/u)).toEqual([]);
  });
});
