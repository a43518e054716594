import { useEffect } from 'react';
import { clearSelection } from '../state/pointing.ts';

/** Where Escape belongs to what is being written or to a dialog. */
const WRITES = 'input, textarea, select, [role="combobox"], [role="dialog"]';

/** Escape lets go of the chosen areas, wherever on the screen the focus is, unless somebody writes. */
export function useClearOnEscape(): void {
  useEffect(() => {
    const clear = (event: KeyboardEvent): void => {
      const writes = event.target instanceof Element && event.target.closest(WRITES) !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !writes) clearSelection();
    };
    globalThis.addEventListener('keydown', clear);
    return () => {
      globalThis.removeEventListener('keydown', clear);
    };
  }, []);
}
