import { refuseWayOut } from './refused.ts';

/*
 * What is on screen has not been checked, so it is not printed, not saved as a page and no picture is taken out of it. A page that
 * is printed all the same is empty (base.css).
 */

const KEYS = { p: 'print', s: 'save' } as const;

/** Guards a page's printing, saving and pictures. Returns a function that stops. */
export function guardPrinting(
  page: Document,
  window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== 'p' && key !== 's')) return;
    event.preventDefault();
    refuseWayOut(KEYS[key]);
  };
  const printing = (): void => {
    refuseWayOut('print');
  };
  const menu = (event: Event): void => {
    if (!(event.target instanceof Element) || event.target.closest('canvas, img, svg') === null) return;
    event.preventDefault();
    refuseWayOut('picture');
  };
  page.addEventListener('keydown', pressed, true);
  page.addEventListener('contextmenu', menu, true);
  window.addEventListener('beforeprint', printing);
  return () => {
    page.removeEventListener('keydown', pressed, true);
    page.removeEventListener('contextmenu', menu, true);
    window.removeEventListener('beforeprint', printing);
  };
}
