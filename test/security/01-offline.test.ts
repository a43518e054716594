import { describe, expect, it } from 'vitest';
import { isOwnUrl, ORIGIN, SWITCHES } from '../../electron/main/security.ts';
import { lockedSession } from '../support/lockedSession.ts';

// Electron 1, offline. The browser tests record every request besides; test/support/harness.ts.

const cancelled = (url: string): boolean => {
  let answer: { cancel?: boolean } = {};
  lockedSession().handlers.get('beforeRequest')?.({ url }, (given: { cancel?: boolean }) => {
    answer = given;
  });
  return answer.cancel ?? false;
};

describe('1. no request leaves', () => {
  it.each([
    'https://example.org/',
    'http://127.0.0.1:9222/',
    'ws://example.org/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'chrome-extension://abcdefgh/index.html',
    'devtools://devtools/bundled/inspector.html',
    'app://sigill.evil/',
    'app://evil/',
    'app://sigill@evil/',
    'blob:https://example.org/6f1c',
    'about:blank',
    'not a url',
    '',
  ])('stops %s', (url) => {
    expect(cancelled(url)).toBe(true);
  });

  it.each([`${ORIGIN}/`, `${ORIGIN}/assets/index.js`, 'data:image/png;base64,AAAA', `blob:${ORIGIN}/6f1c`])(
    'lets %s through',
    (url) => {
      expect(cancelled(url)).toBe(false);
      expect(isOwnUrl(url, ORIGIN)).toBe(true);
    },
  );

  it('sends what slips through to a dead proxy', () => {
    expect(new Map(SWITCHES.map(([name, value]) => [name, value])).get('proxy-server')).toBe('127.0.0.1:9');
  });
});
