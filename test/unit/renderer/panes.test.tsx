import { expect, it } from 'vitest';
import { nextPane } from '../../../renderer/app/frame/panes.ts';

it('moves between the innermost panes, round and backwards', () => {
  document.body.innerHTML =
    '<nav data-pane="a"><button></button></nav><main data-pane="b"><div data-pane="c"></div><div data-pane="d"></div></main>';
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const after = (focused: string | null, backwards = false): string | undefined =>
    nextPane(panes, focused === null ? null : document.querySelector(focused), backwards)?.dataset['pane'];
  expect([after(null), after('button'), after('[data-pane=c]'), after('[data-pane=d]')]).toEqual(['a', 'c', 'd', 'a']);
  expect([after('button', true), after(null, true)]).toEqual(['d', 'd']);
  expect(nextPane([], null, false)).toBeNull();
});
