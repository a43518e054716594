import { useEffect } from 'react';
import type { Grouper } from '../model/grouper.ts';

/** Ctrl Z and Ctrl Y (or Ctrl Shift Z), unless a text is being written. */
export function useUndoKeys({ undo, redo }: Pick<Grouper, 'undo' | 'redo'>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLTextAreaElement) return;
      if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    globalThis.addEventListener('keydown', pressed);
    return () => {
      globalThis.removeEventListener('keydown', pressed);
    };
  }, [undo, redo]);
}
