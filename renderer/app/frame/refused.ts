import { request } from '../connection/client.ts';
import { useNotice } from '../state/notice.ts';

/** Ways out of the window that are closed, apart from the one through Utlämnande. */
export type WayOut = 'copy' | 'drag' | 'print' | 'save' | 'picture';

/** Says that something did not leave, and has it written in the log. */
export function refuseWayOut(what: WayOut): void {
  useNotice.getState().say(what === 'copy' ? 'frame.notCopied' : 'frame.notLeaving');
  void request('app.refused', { what });
}
