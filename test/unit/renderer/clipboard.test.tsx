import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardClipboard, holdsFigures } from '../../../renderer/app/frame/clipboard.ts';
import { useNotice } from '../../../renderer/app/state/notice.ts';

describe('what may be copied', () => {
  it.each([
    ['Gnydrabacken', false],
    ['Gnydrabacken 6001R004', false],
    ['6001R004, 6001C1010', false],
    ['Gnydrabacken\t143', true],
    ['12,5 %', true],
    ['½', true],
    ['١٢', true],
    ['6001R004 7', true],
    ['6001R0045', true],
  ])('%j holds figures: %s', (text, expected) => {
    expect(holdsFigures(text)).toBe(expected);
  });
});

describe('the guard of the clipboard', () => {
  let stop: () => void;
  beforeEach(() => {
    useNotice.setState({ said: null });
    document.body.innerHTML = `
      <p id="figure">Anmälda brott 1 258,7</p>
      <p id="name">Gnydrabacken 6001R004</p>
      <p id="definition" data-copyable>Personer <b>20–64 år</b></p>
      <div id="records" data-records><span id="word">Kvinna</span></div>
      <input id="field" value="12345">`;
    stop = guardClipboard(document);
  });
  afterEach(() => {
    stop();
  });

  /** True when the event was let through. */
  function tried(kind: string, id: string): boolean {
    const element = document.querySelector(`#${id}`);
    if (element === null) throw new Error('no such element');
    document.getSelection()?.selectAllChildren(element);
    return element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
  }

  it('stops figures and says why, and lets names, codes, definitions and fields through', () => {
    expect(tried('copy', 'figure')).toBe(false);
    expect(useNotice.getState().said).toBe('frame.notCopied');
    expect(tried('cut', 'figure')).toBe(false);
    expect(tried('copy', 'name')).toBe(true);
    expect(tried('copy', 'definition')).toBe(true);
    expect(tried('copy', 'field')).toBe(true);
  });

  it('stops every word of a record, also where only a part of it is chosen', () => {
    expect(tried('copy', 'word')).toBe(false);
    expect(tried('copy', 'records')).toBe(false);
    expect(useNotice.getState().said).toBe('frame.notCopied');
  });

  it('lets nothing be dragged out of the window but from a field', () => {
    expect(tried('dragstart', 'figure')).toBe(false);
    expect(tried('dragstart', 'name')).toBe(false);
    expect(tried('dragstart', 'field')).toBe(true);
  });

  it('stops a selection of everything on the screen', () => {
    document.getSelection()?.selectAllChildren(document.body);
    expect(document.body.dispatchEvent(new Event('copy', { bubbles: true, cancelable: true }))).toBe(false);
  });
});
