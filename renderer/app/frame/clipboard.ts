import { DESO_CODE, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import { refuseWayOut } from './refused.ts';

/*
 * Nothing on screen has been through disclosure control, so figures do not leave by the clipboard or by dragging. Names and
 * codes do, and whatever a person wrote in a field; texts that hold figures of their own, such as definitions, say so
 * with `data-copyable`. Of records (`data-records`) nothing leaves, not even a word.
 */

/** A code of an area, as a whole word. */
const isCode = (word: string): boolean => REGSO_CODE.test(word) || DESO_CODE.test(word);

/** True when the text holds a figure that is no part of an area's code. */
export const holdsFigures = (copied: string): boolean =>
  copied.split(/[\s,;:()]+/u).some((word) => /\p{N}/u.test(word) && !isCode(word));

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

function isCopyable(selection: Selection): boolean {
  const within = selection.rangeCount > 0 ? selection.getRangeAt(0).commonAncestorContainer : null;
  const element = within instanceof Element ? within : (within?.parentElement ?? null);
  return element?.closest('[data-copyable]') !== null;
}

/** True when any part of the selection lies among records. */
const touchesRecords = (page: Document, selection: Selection): boolean =>
  selection.rangeCount > 0 &&
  [...page.querySelectorAll('[data-records]')].some((records) => selection.getRangeAt(0).intersectsNode(records));

function refuse(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
  refuseWayOut('copy');
}

/** Guards a page's clipboard and dragging. Returns a function that stops. */
export function guardClipboard(page: Document): () => void {
  const copying = (event: Event): void => {
    if (isField(event.target)) return;
    const selection = page.getSelection();
    if (selection === null || selection.isCollapsed) return;
    if (touchesRecords(page, selection) || (holdsFigures(selection.toString()) && !isCopyable(selection)))
      refuse(event);
  };
  const dragging = (event: Event): void => {
    if (isField(event.target)) return;
    event.preventDefault();
    refuseWayOut('drag');
  };
  page.addEventListener('copy', copying, true);
  page.addEventListener('cut', copying, true);
  page.addEventListener('dragstart', dragging, true);
  return () => {
    page.removeEventListener('copy', copying, true);
    page.removeEventListener('cut', copying, true);
    page.removeEventListener('dragstart', dragging, true);
  };
}
