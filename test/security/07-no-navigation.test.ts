import { describe, expect, it } from 'vitest';
import { type ContentsToLock, lockContents } from '../../electron/main/security.ts';
import { sourcesOf } from '../support/sources.ts';

// Electron 11 to 14.

describe('7. a page stays where it is', () => {
  const listeners = new Map<string, (event: { preventDefault(): void }, ...rest: unknown[]) => void>();
  let openHandler: ((details: never) => unknown) | undefined;
  lockContents({
    on: (event, listener) => listeners.set(event, listener),
    setWindowOpenHandler: (handler) => {
      openHandler = handler;
    },
  } satisfies ContentsToLock);

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])('prevents %s', (event) => {
    let prevented = false;
    listeners.get(event)?.({
      preventDefault: () => {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });

  it('opens no other window', () => {
    expect(openHandler?.({ url: 'https://example.org/' } as never)).toEqual({ action: 'deny' });
  });

  it('holds for every page that is ever made', () => {
    const main = sourcesOf('electron/main').find(({ name }) => name.endsWith('main/index.ts'))?.content ?? '';
    expect(main).toMatch(/app\.on\('web-contents-created', \(_event, contents\) => \{\s+lockContents\(contents\);/u);
  });
});
