import { describe, expect, it } from 'vitest';
import { isInertMarkup, isOwnScript } from '../../../renderer/app/trustedTypes.ts';

describe('what strings may become', () => {
  it.each([
    ['app://sigill/assets/groupsThread-DNdiFZjS.js', true],
    ['app://sigill/assets/../evil.js', false],
    ['app://sigill/assets/a/b.js', false],
    ['app://sigill/index.js', false],
    ['app://sigill/assets/a.js?x=1', false],
    ['app://other/assets/a.js', false],
    ['https://sigill/assets/a.js', false],
    ['data:text/javascript,1', false],
    ['blob:app://sigill/1', false],
    ['assets/a.js', false],
  ])('a thread runs %s: %s', (url, allowed) => {
    expect(isOwnScript(url, 'app://sigill')).toBe(allowed);
  });

  it('markup is inert or refused', () => {
    expect(isInertMarkup('<b>1</b>')).toBe(true);
    expect(isInertMarkup('<img onerror=x>')).toBe(false);
  });
});
